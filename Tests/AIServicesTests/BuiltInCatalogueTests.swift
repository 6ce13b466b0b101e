import AIServices
import BuiltInCatalogue
import Bytes
import TestSupport
import Testing

@Suite struct BuiltInCatalogueTests {
  private let known: Catalogue

  init() throws { known = Catalogue(vendors: try builtInEdition().vendors) }

  private var hosts: [HostPattern] {
    known.signatures.filter(\.isHost).compactMap(\.host)
  }

  @Test func knowsTheMarket() {
    #expect(known.vendors.count >= 40)
    #expect(known.vendors.allSatisfy { !$0.services.isEmpty })
    #expect(known.services.allSatisfy { !$0.signatures.isEmpty })
  }

  @Test func everyIDAndHostOccursOnce() {
    #expect(repeated(known.vendors.map(\.id)).isEmpty)
    #expect(repeated(known.services.map(\.id)).isEmpty)
    #expect(repeated(known.signatures.map { "\($0.pattern)" }).isEmpty)
  }

  @Test func everyHostIsAFullNameInLowerCase() {
    let wrong = known.signatures.compactMap(\.host?.name).filter {
      let host = $0.replacing(".*.", with: ".x.")
      return Catalogue.problem(withHost: host) != nil || $0 != $0.lowercased() || !$0.contains(".")
    }
    #expect(wrong.isEmpty)
  }

  @Test func everySignatureHasEvidence() {
    let wrong = known.signatures.filter {
      $0.evidence != "observed" && !$0.evidence.hasPrefix("https://")
    }
    #expect(wrong.map(\.pattern).isEmpty)
  }

  @Test func everySignatureWasCheckedSinceTheProjectBegan() throws {
    let begin = try #require(CivilDate(year: 2026, month: 11, day: 1))
    #expect(known.signatures.filter { $0.checked < begin }.map(\.pattern).isEmpty)
  }

  /// Hosting, sign-in and office suites, which AI services share with everything else.
  private static let sharedInfrastructure = [
    "amazonaws.com", "s3.amazonaws.com", "aws.amazon.com", "amazon.com", "api.aws",
    "cloudfront.net", "awsstatic.com", "googleapis.com", "google.com", "clients6.google.com",
    "gstatic.com", "googleusercontent.com", "withgoogle.com", "azure.com", "ai.azure.com.cn",
    "azureedge.net", "azurefd.net", "azurewebsites.net", "windows.net", "blob.core.windows.net",
    "cloudapp.net", "auth0.com", "okta.com", "github.com", "githubusercontent.com", "github.io",
    "office.com", "office.net", "office365.com", "live.com", "bing.com", "microsoft.com",
    "microsoftonline.com", "cloud.microsoft", "svc.cloud.microsoft", "windows.com", "apple.com",
    "icloud.com", "cloudflare.com", "workers.dev", "pages.dev", "cloudinary.com", "imgix.net",
    "fastly.net", "fastly-edge.com", "akamaized.net", "b-cdn.net", "sentry.io", "ingest.sentry.io",
    "statsig.com", "segment.io", "intercom.io", "livekit.cloud", "arkoselabs.com", "stripe.com",
    "vercel.app", "vercel.sh", "vercel.com", "netlify.app", "herokuapp.com", "aliyuncs.com",
    "aliyun.com", "volces.com", "bytepluses.com", "mchost.guru", "ionos.com", "onstackit.cloud",
    "adobe.com", "adobe.io", "canva.com", "notion.so", "slack.com", "zoom.us", "atlassian.net",
    "facebook.com", "whatsapp.com", "meta.com", "x.com", "capcut.com", "duckduckgo.com",
    "intellij.net", "jetbrains.com", "one.one", "mozilla.org",
  ]

  @Test(arguments: sharedInfrastructure)
  func sharedInfrastructureNeverCountsAsUse(host: String) {
    #expect(known.match(host)?.countsAsUse != true)
    #expect(known.match("some-tenant.\(host)")?.countsAsUse != true)
  }

  @Test(arguments: [
    "cdn.oaistatic.com", "bzr.openai.com", "o33249.ingest.sentry.io", "a-cdn.anthropic.com",
    "statsig.anthropic.com", "edgeservices.bing.com", "copilot.cloud.microsoft",
    "windsurf-telemetry.codeium.com", "metrics.cursor.sh", "gateway.grammarly.com",
    "cdn.midjourney.com", "poecdn.net", "gemini.gstatic.com", "use-application-dns.net",
  ])
  func backgroundContactsAreKnownButDoNotCountAsUse(host: String) throws {
    let match = try #require(known.match(host))
    #expect(!match.countsAsUse)
  }

  @Test func copilotIsManyProducts() {
    let contacts = [
      "copilot.microsoft.com", "workiq.svc.cloud.microsoft", "https://m365.cloud.microsoft/chat",
      "api.githubcopilot.com", "copilotstudio.microsoft.com", "edgeservices.bing.com",
      "https://www.bing.com/chat", "securitycopilot.microsoft.com",
    ]
    let services = contacts.compactMap { known.explain($0).match.map { known[$0.service].id } }
    #expect(Set(services).count == contacts.count)
  }

  /// What the project promises of its catalogue.
  @Test func isAsBroadAsPromised() {
    #expect(known.services.count >= 600)
    #expect(known.vendors.count >= 400)
    for category in ServiceCategory.allCases {
      #expect(known.services.contains { $0.category == category }, "\(category)")
    }
    for point in AIActPoint.allCases {
      #expect(known.services.count { $0.aiActPoints.contains(point) } >= 3, "\(point)")
    }
  }

  @Test func survivesItsOwnEncoding() throws {
    let text = CompiledCatalogue.encode(known.vendors)
    #expect(CompiledCatalogue.encode(try CompiledCatalogue.decode(Array(text.utf8).span)) == text)
  }

  @Test func theOrderOfVendorsDoesNotMatter() {
    var generator = SeededGenerator(seed: 7)
    let hosts = hosts.map(\.name) + hosts.map { "x.\($0.name)" }
    let expected = hosts.map(known.serviceID)
    for _ in 0..<5 {
      let shuffled = Catalogue(vendors: known.vendors.shuffled(using: &generator))
      #expect(hosts.map(shuffled.serviceID) == expected)
    }
  }

  private func repeated(_ names: [String]) -> [String] {
    Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
  }
}
