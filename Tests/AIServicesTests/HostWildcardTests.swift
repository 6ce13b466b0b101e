import AIServices
import BuiltInCatalogue
import Testing

/// Signatures with a `*` for a customer's own label.
@Suite struct HostWildcardTests {
  private let known = catalogue([
    service("proxy", [signature("copilot.*.ghe.example", exact: true)]),
    service("api", [signature("v1.api.*.ghe.example")]),
    service("site", [signature("ghe.example")]),
    service("own", [signature("copilot.own.ghe.example")]),
    service("deep", [signature("a.v1.api.acme.ghe.example")]),
  ])

  @Test(arguments: [
    ("copilot.acme.ghe.example", "proxy"), ("Copilot.ACME.ghe.example", "proxy"),
    ("v1.api.acme.ghe.example", "api"), ("b.v1.api.acme.ghe.example", "api"),
    ("a.v1.api.acme.ghe.example", "deep"), ("x.a.v1.api.acme.ghe.example", "deep"),
    // A signature without a star that is as long wins.
    ("copilot.own.ghe.example", "own"),
    // Exactly one label stands for the star, and nothing before an exact one.
    ("copilot.ghe.example", "site"), ("copilot.a.b.ghe.example", "site"),
    ("x.copilot.acme.ghe.example", "site"), ("notcopilot.acme.ghe.example", "site"),
    ("acme.ghe.example", "site"), ("api.acme.ghe.example", "site"), ("ghe.example", "site"),
  ])
  func theStarIsOneLabel(host: String, service: String) {
    #expect(known.serviceID(of: host) == service)
  }

  @Test(arguments: [
    "copilot.acme.ghe.example.evil.example", "copilot.acme.nghe.example", "example",
  ])
  func otherDomainsDoNotMatch(host: String) {
    #expect(known.serviceID(of: host) == nil)
  }

  @Test func withoutAWiderSignatureOnlyTheStarMatches() {
    let starred = catalogue([service("proxy", [signature("copilot.*.ghe.example")])])
    #expect(starred.serviceID(of: "copilot.acme.ghe.example") == "proxy")
    #expect(starred.serviceID(of: "acme.ghe.example") == nil)
    #expect(starred.explain("acme.ghe.example").match == nil)
  }

  @Test(arguments: ["*.a.example", "a.*", "*", "*.", ".*", "a.*."])
  func aStarElsewhereIsAName(host: String) {
    let starred = catalogue([service("odd", [signature(host)])])
    #expect(starred.serviceID(of: "b.c.a.example") == nil)
  }

  @Test func theBuiltInCatalogueKnowsOne() throws {
    let catalogue = Catalogue(vendors: try builtInEdition().vendors)
    #expect(catalogue.serviceID(of: "copilot-proxy.acme.ghe.com") == "github-copilot")
    #expect(catalogue.serviceID(of: "acme.ghe.com") == nil)
  }
}
