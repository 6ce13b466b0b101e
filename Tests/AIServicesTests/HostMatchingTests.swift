import AIServices
import TestSupport
import Testing

@Suite struct HostMatchingTests {
  private let sample = catalogue([
    service("chatgpt", [signature("openai.com", .website), signature("chat.openai.com")]),
    service("openai-api", .modelAPI, [signature("api.openai.com", .api)]),
    service("bedrock", .modelAPI, [signature("bedrock.example.com", .api, exact: true)]),
  ])

  @Test(arguments: [
    "notopenai.com", "openai.com.evil.example", "openai.comm", "openai.co", "xopenai.com",
    "my-openai.com", "openai-com", "com", "openai", "evil.example",
  ])
  func namesThatOnlyLookAlikeDoNotMatch(host: String) {
    #expect(sample.match(host) == nil)
  }

  @Test(arguments: [
    ("openai.com", "openai.com"), ("www.openai.com", "openai.com"),
    ("chat.openai.com", "chat.openai.com"), ("ios.chat.openai.com", "chat.openai.com"),
    ("notchat.openai.com", "openai.com"), ("api.openai.com", "api.openai.com"),
    ("a.b.c.d.e.f.g.h.api.openai.com", "api.openai.com"),
  ])
  func theLongestSignatureWins(host: String, known: String) {
    #expect(sample.signatureHost(of: host) == known)
  }

  @Test(arguments: ["OPENAI.COM", "OpenAI.com", "WWW.openai.COM", "Chat.OpenAI.Com"])
  func caseDoesNotMatter(host: String) {
    #expect(sample.serviceID(of: host) == "chatgpt")
  }

  @Test func anExactSignatureMatchesItselfAndNothingBelow() {
    #expect(sample.serviceID(of: "bedrock.example.com") == "bedrock")
    #expect(sample.serviceID(of: "Bedrock.Example.COM") == "bedrock")
    #expect(sample.match("x.bedrock.example.com") == nil)
    #expect(sample.match("example.com") == nil)
  }

  @Test func anExactSignatureLeavesNamesBelowToTheShorterSuffix() {
    let sample = catalogue([
      service("wide", [signature("example.com")]),
      service("narrow", [signature("api.example.com", exact: true)]),
    ])
    #expect(sample.serviceID(of: "api.example.com") == "narrow")
    #expect(sample.serviceID(of: "x.api.example.com") == "wide")
  }

  @Test(arguments: [false, true])
  func ofTheSameNameTheExactSignatureWinsForTheNameItself(isExactFirst: Bool) {
    let services = [
      service("exact", [signature("example.com", exact: true)]),
      service("suffix", [signature("example.com")]),
    ]
    let sample = catalogue(isExactFirst ? services : services.reversed())
    #expect(sample.serviceID(of: "example.com") == "exact")
    #expect(sample.serviceID(of: "www.example.com") == "suffix")
  }

  @Test func ofTwoEqualSignaturesTheLaterCounts() {
    let sample = catalogue([
      service("first", [signature("example.com")]), service("second", [signature("example.com")]),
    ])
    #expect(sample.serviceID(of: "example.com") == "second")
  }

  @Test(arguments: ["", ".", "..", "openai..com", "openai.com.", "openai.com.."])
  func emptyLabelsInOrBehindTheNameMatchNothing(host: String) {
    #expect(sample.match(host) == nil)
  }

  @Test(arguments: [".openai.com", "a..openai.com", "...openai.com"])
  func emptyLabelsBeforeAKnownNameDoNotHideIt(host: String) {
    #expect(sample.serviceID(of: host) == "chatgpt")
  }

  @Test func aNameOfTheGreatestLengthIsMatched() {
    let deep = String(repeating: "a.", count: 121) + "openai.com"
    #expect(deep.utf8.count == 252)
    #expect(sample.serviceID(of: deep) == "chatgpt")
  }

  @Test func anEmptyCatalogueMatchesNothing() {
    #expect(Catalogue(vendors: []).match("openai.com") == nil)
  }

  @Test func theOrderOfSignaturesDoesNotMatter() {
    let hosts = [
      "example.com", "a.example.com", "b.a.example.com", "c.b.a.example.com", "example.org",
      "ample.com", "a.example.org", "com.example.com",
    ]
    let asked = hosts + hosts.map { "x.\($0)" } + hosts.map { "x\($0)" }
    let expected = asked.map { named(hosts).serviceID(of: $0) }
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let shuffled = named(hosts.shuffled(using: &generator))
      #expect(asked.map { shuffled.serviceID(of: $0) } == expected)
    }
  }

  /// One service a host, called like it.
  private func named(_ hosts: [String]) -> Catalogue {
    catalogue(hosts.map { service($0, [signature($0)]) })
  }
}
