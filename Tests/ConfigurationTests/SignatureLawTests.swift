import Configuration
import TestSupport
import Testing

/// What a catalogue must not hold, although each file by itself is well formed.
@Suite struct SignatureLawTests {
  private func signature(_ host: String, _ role: String = "app", exact: Bool = false) -> String {
    """
          - host: \(host)
            role: \(role)
            evidence: observed
            checked: 2026-11-23
    \(exact ? "        match: exact\n" : "")
    """
  }

  private func vendor(_ id: String, _ signatures: [String]) -> String {
    """
    vendor: \(id)
    name: \(id)
    country: DE
    services:
      - id: \(id)
        name: \(id)
        category: search
        hosts:

    """ + signatures.joined()
  }

  private func messages(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    do throws(ConfigurationProblems) {
      _ = try SignatureFiles.catalogue(folder: folder.path)
      return []
    } catch {
      return error.all.map(\.message)
    }
  }

  @Test(arguments: [
    "amazonaws.com", "googleapis.com", "azure.com", "cloudfront.net", "auth0.com", "github.io",
    "google.com", "sentry.io", "co.uk",
  ])
  func sharedInfrastructureIsNoSuffix(host: String) throws {
    let found = try messages(["a.yaml": vendor("a", [signature(host)])])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("'\(host)' is shared by many owners") == true)
    #expect(try messages(["a.yaml": vendor("a", [signature(host, exact: true)])]).isEmpty)
    #expect(try messages(["a.yaml": vendor("a", [signature("ai.\(host)")])]).isEmpty)
  }

  @Test(arguments: [
    ("chat.a.example", "app", false), ("b.chat.a.example", "app", true), ("a.example", "app", true),
  ])
  func aHostIsNotSwallowed(host: String, role: String, exact: Bool) throws {
    let wide = signature("a.example")
    let found = try messages(["a.yaml": vendor("a", [wide, signature(host, role, exact: exact)])])
    #expect(found == ["host '\(host)' is covered by 'a.example' already, with the same role"])
  }

  @Test func anotherRoleOrServiceIsNotSwallowed() throws {
    let wide = vendor("a", [signature("a.example"), signature("cdn.a.example", "static")])
    #expect(try messages(["a.yaml": wide]).isEmpty)
    let other = vendor("b", [signature("b.a.example")])
    #expect(try messages(["a.yaml": wide, "b.yaml": other]).isEmpty)
  }

  @Test func theNextWiderSignatureCounts() throws {
    let hosts = ["a.example", "b.a.example", "c.b.a.example"]
    let roles = ["app", "static", "app"]
    #expect(
      try messages(["a.yaml": vendor("a", zip(hosts, roles).map { signature($0, $1) })]) == [])
  }

  @Test(arguments: ["api.*.com", "*.a.example", "api.*.b.*.a.example", "api.x*.a.example"])
  func aStarIsOneLabelBeforeADomain(host: String) throws {
    #expect(try messages(["a.yaml": vendor("a", [signature(host)])]).count == 1)
    #expect(try messages(["a.yaml": vendor("a", [signature("api.*.a.example")])]).isEmpty)
  }
}
