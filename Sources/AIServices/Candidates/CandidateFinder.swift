import Bytes

/// Looks for signs of AI in hosts that are on no list. The ending `.ai` alone is none: it is the
/// domain of Anguilla, and half of it is advertising.
package struct CandidateFinder: Sendable {
  private let catalogue: Catalogue
  private let lookAlikes: LookAlikes

  package init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    let signatures = catalogue.services.filter(\.isImitated).flatMap(\.signatures)
    lookAlikes = LookAlikes(
      of: signatures.filter { $0.isHost && ($0.role.countsAsUse || $0.role == .website) }
        .compactMap(\.host?.name).filter {
          !SharedInfrastructure.contains(HostPattern.domain(of: $0))
        })
  }

  /// What speaks for AI in the name of `host`.
  ///
  /// - Parameter match: what the catalogue says of it; a website of a vendor may have new names.
  package func reason(for host: Span<UInt8>, match: Catalogue.Match?) -> CandidateReason? {
    guard !InternalHost.contains(host) else { return nil }
    if let match {
      return newName(below: match, host)
    }
    if let original = lookAlikes.original(of: host) { return .lookAlike(of: original) }
    if let domain = newName(besides: host) { return .newName(below: domain) }
    return TradeWords.first(in: host).map { .word($0) }
  }

  // MARK: New names

  /// A name below a website of an AI vendor that is none of the usual ones.
  private func newName(
    below match: Catalogue.Match, _ host: Span<UInt8>
  ) -> CandidateReason? {
    let signature = catalogue.signature(of: match)
    guard signature.role == .website, !signature.isShared, catalogue[match.service].category.isAI,
      case .host(let pattern) = signature.pattern, !pattern.isExact,
      // The domain itself and its `www` are most of such contacts.
      host.count > pattern.name.utf8.count, !host.starts(with: "www.")
    else { return nil }
    return newName(host.text.lowercased(), below: pattern.name).map { .newName(below: $0) }
  }

  /// A name below a domain of which the catalogue has only the domain itself.
  private func newName(besides host: Span<UInt8>) -> String? {
    guard let index = catalogue.index.exactSignature(above: host) else { return nil }
    let signature = catalogue.signatures[index]
    guard let domain = signature.host?.name, domain.split(separator: ".").count == 2,
      catalogue.isAI(signature: index), !signature.isShared
    else { return nil }
    return newName(host.text.lowercased(), below: domain)
  }

  private func newName(_ host: String, below domain: String) -> String? {
    let labels = host.dropLast(domain.count + 1).split(separator: ".")
    guard let last = labels.last, !labels.contains(where: { Self.isUsual($0) }),
      last.utf8.count <= Self.longestName
    else { return nil }
    return domain
  }

  /// Longer labels are made by machines: customers' numbers, hashes.
  private static let longestName = 24

  /// Whether a label stands for what every company has: pages to read, mail, files, measurement.
  private static func isUsual(_ label: Substring) -> Bool {
    let name = label.prefix { !$0.isNumber && $0 != "-" }
    return usualLabels.contains(String(label)) || usualLabels.contains(String(name))
  }

  private static let usualLabels = Set(
    [
      "www web m de en fr es it eu us uk docs doc help support status blog news community forum",
      "careers jobs job about press media legal privacy trust security info learn academy university",
      "developers developer dev staging stage test beta demo events event webinar webinars shop store",
      "partners partner resources investors ir brand design assets static cdn img image images files",
      "file s3 storage video videos downloads download dl releases updates update mail email smtp imap",
      "mx ns dns ftp vpn link links click go get track tracking t e analytics metrics telemetry stats",
      "logs log events sentry pixel tag tags gtm consent cookie cookies auth login sso account accounts",
      "id oauth billing pay payments checkout feedback survey surveys roadmap changelog guide guides",
      "manual kb knowledge faq page pages landing lp promo affiliate affiliates referral referrals sitemap",
      "hs hub marketing newsletter share embed widget widgets js ws push notify notifications console",
    ].flatMap { $0.split(separator: " ").map(String.init) })

  // MARK: Paths

  /// What APIs of language models answer on, whoever runs them: OpenAI's paths, which most imitate,
  /// Anthropic's, and Ollama's.
  package static let apiPathTexts = [
    "/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses", "/v1/messages",
    "/v1/images/generations", "/v1/audio/transcriptions", "/api/generate", "/api/chat",
    "/openai/deployments",
  ]
  private static let apiPaths = apiPathTexts.map { PathPattern($0) }

  /// The path of a language model's API that `path` begins with.
  package static func apiPath(in path: Span<UInt8>) -> CandidateReason? {
    // All begin with /v1, /api or /openai.
    guard path.count >= 9,
      path.starts(with: "/v1/") || path.starts(with: "/api/")
        || path.starts(with: "/openai/")
    else { return nil }
    for pattern in apiPaths where pattern.fits(path) { return .path(pattern.text) }
    return nil
  }
}
