import AIServices
import Bytes
import Testing

/// Paths, programs and ports, beside hosts.
@Suite struct SignatureKindsTests {
  private static func other(
    _ pattern: Signature.Pattern, _ role: HostRole = .app, plan: Plan? = nil, shared: Bool = false
  ) -> Signature {
    Signature(
      pattern, role: role, plan: plan, isShared: shared, evidence: "observed",
      checked: CivilDate(daysSince1970: 20_000))
  }

  private static func path(
    _ path: String, on host: String, exact: Bool = false, _ role: HostRole = .app,
    plan: Plan? = nil
  ) -> Signature {
    other(.path(PathPattern(path), on: HostPattern(host, isExact: exact)), role, plan: plan)
  }

  private let known = Catalogue(vendors: [
    vendor(
      "acme",
      [
        service(
          "chat",
          [
            signature("chat.acme.example"),
            path("/backend-anon", on: "chat.acme.example", plan: .anonymous),
            path("/loads", on: "chat.acme.example", .telemetry),
          ]),
        service("code", [path("/code", on: "chat.acme.example")]),
        service("cli", [other(.userAgent(product: "acme-cli"), .api)]),
        service("desktop", [other(.userAgent(product: "acmedesktop"), .telemetry)]),
        service("telemetry", [signature("stats.acme.example", .telemetry)]),
      ]),
    vendor(
      "social",
      [
        service("bot", [path("/i/bot", on: "social.example")]),
        service("search", [path("/search?mode=ai", on: "social.example", exact: true)]),
        service("deep", [path("/i/bot", on: "m.social.example")]),
      ]),
    vendor(
      "cloud",
      [
        service("cloud-ai", [other(.host(HostPattern("cloud.example")), .api, shared: true)]),
        service("models", [path("/openai/", on: "cloud.example", .api)]),
        service("sdk", [other(.userAgent(product: "cloud"), .api)]),
        service("local", .selfHosted, [other(.port(11434), .api)]),
        service(
          "server", .selfHosted, [other(.port(8000, path: PathPattern("/v1/models")), .api)]),
        service(
          "studio", .selfHosted,
          [
            other(.port(8000, path: PathPattern("/v1/models/loaded")), .api),
            other(.port(11434, path: PathPattern("/studio")), .api),
          ]),
      ]),
  ])

  private func id(_ text: String) -> String? {
    known.explain(text).match.map { known[$0.service].id }
  }

  @Test(arguments: [
    ("https://chat.acme.example/code", "code"), ("https://chat.acme.example/code/1?x", "code"),
    ("https://chat.acme.example/CODE#top", "code"), ("chat.acme.example/code?", "code"),
    ("https://chat.acme.example/coder", "chat"), ("https://chat.acme.example/", "chat"),
    ("https://chat.acme.example/a/code", "chat"), ("https://x.chat.acme.example/code", "code"),
    ("https://social.example/i/bot", "bot"), ("https://www.social.example/i/bot/9", "bot"),
    ("https://m.social.example/i/bot", "deep"), ("https://a.m.social.example/i/bot", "deep"),
    ("https://social.example/search?q=1&mode=ai", "search"),
    ("https://social.example/search?mode=ai#x", "search"),
    ("https://SOCIAL.example:8443/search/?MODE=AI", "search"),
    ("https://a.cloud.example/openai/deployments/b", "models"),
    ("https://a.cloud.example/openai", "cloud-ai"),
  ])
  func aPathTellsMoreThanItsHost(url: String, service: String) {
    #expect(id(url) == service)
  }

  @Test(arguments: [
    "https://social.example/", "https://social.example", "https://social.example/i/bots",
    "https://social.example/search?mode=aim", "https://social.example/search?q=mode=ai",
    "https://social.example/search#?mode=ai", "https://www.social.example/search?mode=ai",
    "https://notsocial.example/i/bot", "https://social.example.evil.example/i/bot",
    "https://social.example/x/i/bot",
  ])
  func otherPathsTellNothing(url: String) {
    #expect(id(url) == nil)
  }

  @Test(arguments: [
    ("acme-cli/1.0 (linux)", "cli"), ("ACME-CLI/2", "cli"),
    ("Mozilla/5.0 (X11) AcmeDesktop/0.9 Chrome/1", "desktop"), ("x/1 acme-cli/2 cloud/3", "cli"),
  ])
  func aUserAgentTellsItsProgram(text: String, service: String) {
    #expect(id(text) == service)
  }

  @Test(arguments: [
    "acme-cli", "acme-clix/1 x", "my-acme-cli/1 x", "Mozilla/5.0 (acme-cli) x", "a b", "/ x",
  ])
  func otherUserAgentsTellNothing(text: String) {
    #expect(id(text) == nil)
  }

  private func match(_ host: String, userAgent: String = "", port: UInt16 = 0) -> String? {
    let host = Array(host.utf8)
    return known.match(
      host.span, known.listing(of: host.span), path: Span(),
      userAgent: Array(userAgent.utf8).span, port: port
    ).map { "\(known[$0.service].id) \($0.countsAsUse)" }
  }

  /// A program of the same vendor is the more exact answer; another vendor's program that asks a
  /// known host is an SDK that speaks with it.
  @Test(arguments: [
    ("chat.acme.example", "acme-cli/1", "cli true"),
    ("chat.acme.example", "cloud/1", "chat true"),
    ("chat.acme.example", "acmedesktop/1", "chat true"),
    ("stats.acme.example", "acme-cli/1", "telemetry false"),
    ("gateway.example.com", "acme-cli/1", "cli true"),
    ("gateway.example.com", "acmedesktop/1", "desktop false"),
  ])
  func hostAndProgramTogether(host: String, userAgent: String, expected: String) {
    #expect(match(host, userAgent: userAgent) == expected)
  }

  @Test(arguments: [
    "10.1.2.3", "192.168.0.9", "172.31.0.1", "127.0.0.1", "fd00::1", "::1", "localhost", "gpu7",
    "gpu.corp", "gpu7.intern", "GPU.Local", "x.home.arpa", "169.254.1.1", "100.64.0.1",
  ])
  func aPortTellsInsideTheCompany(host: String) {
    #expect(match(host, port: 11434) == "local true")
    #expect(match(host, port: 11435) == nil)
    #expect(match(host) == nil)
  }

  @Test(arguments: ["8.8.8.8", "www.example.com", "2001:db8::1", "172.32.0.1", "local.example"])
  func aPortTellsNothingElsewhere(host: String) {
    #expect(match(host, port: 11434) == nil)
  }

  /// On a port that others use too, the path tells, the longer one more.
  @Test(arguments: [
    ("gpu:8000/v1/models", "server"), ("10.1.2.3:8000/v1/models?x", "server"),
    ("gpu:8000/v1/models/loaded", "studio"), ("gpu:11434/studio/a", "studio"),
    ("gpu:11434/api/chat", "local"),
  ])
  func aPortAndAPathTellTogether(url: String, service: String) {
    #expect(id("http://\(url)") == service)
  }

  @Test(arguments: [
    "http://gpu:8000/", "http://gpu:8000/v1/modelsx", "http://www.example.com:8000/v1/models",
    "http://gpu:8001/v1/models",
  ])
  func aPortOfOthersTellsNothingAlone(url: String) {
    #expect(id(url) == nil)
  }

  @Test func sharedHostsDoNotCountAsUse() {
    #expect(known.explain("a.cloud.example").match?.countsAsUse == false)
    #expect(known.explain("a.cloud.example").match?.isShared == true)
    #expect(known.explain("https://a.cloud.example/openai/x").match?.countsAsUse == true)
  }

  @Test func aPathShowsThePlan() {
    #expect(known.explain("https://chat.acme.example/backend-anon/x").match?.plan == .anonymous)
    #expect(known.explain("https://chat.acme.example/").match?.plan == nil)
    #expect(known.explain("https://chat.acme.example/loads").match?.countsAsUse == false)
  }

  @Test(arguments: [
    ("https://chat.acme.example/code", "/code on chat.acme.example is a known app path"),
    ("acme-cli/1 x", "acme-cli in the user agent is a known product"),
    ("gpu:11434", "port 11434 inside the company is known for it"),
    (
      "http://gpu:8000/v1/models", "/v1/models on port 8000 inside the company is known for it"
    ),
    (
      "a.cloud.example",
      "a.cloud.example is below cloud.example, a known api host that serves other things too: "
        + "not counted as use"
    ),
    ("curl/8 x", "no known product stands in this user agent"),
  ])
  func saysWhy(text: String, reason: String) {
    #expect(known.explain(text).reason == reason)
  }
}
