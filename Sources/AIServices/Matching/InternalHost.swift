import Bytes

/// Hosts inside a company, where a port alone can tell what runs there, and whose names may be those
/// of people.
package enum InternalHost {
  /// Whether `host` is a private address, a name of one label, or a name below a domain that is
  /// not part of the public DNS.
  package static func contains(_ host: Span<UInt8>) -> Bool {
    if let address = IPAddress(host) { return networks.contains { $0.contains(address) } }
    guard let dot = host.lastIndex(of: ASCII.dot) else { return host.count > 0 }
    let domain = host.extracting(dot + 1..<host.count)
    return domains.contains { $0.count == domain.count && domain.contains(lowercase: $0, at: 0) }
  }

  /// Private and link-local addresses (RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291).
  private static let networks = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10",
    "169.254.0.0/16", "::1", "fc00::/7", "fe80::/10",
  ].compactMap { IPNetwork($0) }

  /// Reserved for private use (RFC 6762, RFC 8375, ICANN's `internal`) or never delegated.
  private static let domains = [
    "local", "internal", "intern", "lan", "home", "corp", "localdomain", "localhost", "arpa",
    "test",
  ].map { Array($0.utf8) }
}
