import Bytes

/// Why a host is taken for a service, or why not, in words for an administrator.
package struct HostExplanation: Sendable {
  /// The name as it was looked up: lower case, no trailing dot.
  package let host: String
  package let match: Catalogue.Match?
  package let reason: String
}

extension Catalogue {
  /// Matches `text` and says how it came to the answer.
  package func explain(_ text: String) -> HostExplanation {
    var host = text.lowercased()
    if host.hasSuffix(".") { host.removeLast() }
    if let problem = Self.problem(withHost: host) {
      return HostExplanation(host: host, match: nil, reason: problem)
    }
    let bytes = Array(host.utf8)
    guard let match = match(bytes.span) else {
      return HostExplanation(host: host, match: nil, reason: reasonForNoMatch(bytes.span))
    }
    return HostExplanation(host: host, match: match, reason: reason(for: match, host))
  }

  private func reason(for match: Match, _ host: String) -> String {
    let signature = signature(of: match)
    let known = "a known \(match.role.rawValue) host"
    let found =
      host == signature.host
      ? "\(host) is \(known)" : "\(host) is below \(signature.host), \(known)"
    if match.countsAsUse { return found }
    return self[match.service].category.isAI
      ? "\(found): contact in the background, not use"
      : "\(found): this kind of service is not counted as AI use"
  }

  private func reasonForNoMatch(_ host: Span<UInt8>) -> String {
    if let exact = index.exactSignature(above: host) {
      let known = signatures[exact].host
      return "no signature: \(known) is known for itself only, not for names below it"
    }
    if let inside = index.signature(inside: host) {
      let known = signatures[inside].host
      return "no signature: \(known) stands in it, but not as whole labels at its end"
    }
    if let below = index.signature(below: host) {
      return "no signature: only names below it are known, such as \(signatures[below].host)"
    }
    return "no signature for it or for a domain above it"
  }

  /// What is wrong with `host` as a name in lower case, or nil.
  package static func problem(withHost host: String) -> String? {
    if host.isEmpty { return "no host name: nothing was given" }
    if host.utf8.count > 253 { return "not a host name: longer than 253 bytes" }
    for label in host.split(separator: ".", omittingEmptySubsequences: false) {
      if label.isEmpty { return "not a host name: a label between two dots is empty" }
      if label.utf8.count > 63 { return "not a host name: a label is longer than 63 bytes" }
      if label.hasPrefix("-") || label.hasSuffix("-") {
        return "not a host name: a label begins or ends with a hyphen"
      }
      let isAllowed = label.utf8.allSatisfy {
        ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == ASCII.hyphen || $0 == ASCII.underscore
      }
      if !isAllowed {
        return "not a host name: only letters, digits, hyphens and dots (other scripts as xn--…)"
      }
    }
    return nil
  }
}
