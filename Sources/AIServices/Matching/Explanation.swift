import Bytes

/// Why a contact is taken for one with a service, or why not, in words for an administrator.
package struct Explanation: Sendable {
  /// The name as it was looked up: lower case, no trailing dot; empty for a user agent.
  package let host: String
  package let match: Catalogue.Match?
  package let reason: String
}

extension Catalogue {
  /// Matches `text`, a host name, `host:port`, URL or user agent, and says how it came to the answer.
  package func explain(_ text: String) -> Explanation {
    let contact = ContactText(text)
    if contact.userAgent.isEmpty,
      let problem = IPAddress(contact.host) == nil ? Self.problem(withHost: contact.host) : nil
    {
      return Explanation(host: contact.host, match: nil, reason: problem)
    }
    let host = Array(contact.host.utf8)
    let match = match(
      host.span, listing(of: host.span), path: Array(contact.path.utf8).span,
      userAgent: Array(contact.userAgent.utf8).span, port: contact.port)
    guard let match else {
      return Explanation(
        host: contact.host, match: nil,
        reason: contact.host.isEmpty
          ? "no known product stands in this user agent" : reasonForNoMatch(host.span))
    }
    return Explanation(host: contact.host, match: match, reason: reason(for: match, contact))
  }

  private func reason(for match: Match, _ contact: ContactText) -> String {
    let found = found(match, contact)
    if match.countsAsUse { return found }
    if !self[match.service].category.isAI {
      return "\(found): this kind of service is not counted as AI use"
    }
    return signature(of: match).isShared
      ? "\(found) that serves other things too: not counted as use"
      : "\(found): contact in the background, not use"
  }

  private func found(_ match: Match, _ contact: ContactText) -> String {
    let known = "a known \(match.role.rawValue) host"
    switch signature(of: match).pattern {
    case .host(let pattern):
      return contact.host == pattern.name
        ? "\(contact.host) is \(known)" : "\(contact.host) is below \(pattern.name), \(known)"
    case .path(let path, let host):
      return "\(path.text) on \(host.name) is a known \(match.role.rawValue) path"
    case .userAgent(let product):
      return "\(product) in the user agent is a known product"
    case .port(let port, let path):
      let place = "port \(port) inside the company"
      return path.map { "\($0.text) on \(place) is known for it" } ?? "\(place) is known for it"
    }
  }

  private func reasonForNoMatch(_ host: Span<UInt8>) -> String {
    if let exact = index.exactSignature(above: host) {
      let known = name(exact)
      return "no signature: \(known) is known for itself only, not for names below it"
    }
    if let inside = index.signature(inside: host) {
      let known = name(inside)
      return "no signature: \(known) stands in it, but not as whole labels at its end"
    }
    if let below = index.signature(below: host) {
      return "no signature: only names below it are known, such as \(name(below))"
    }
    return "no signature for it or for a domain above it"
  }

  private func name(_ signature: Int) -> String { signatures[signature].host?.name ?? "" }
}
