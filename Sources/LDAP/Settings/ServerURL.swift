import Bytes

/// Where a directory server is: `ldaps://dc1.corp.example`, `ldap://dc1.corp.example:389` or, for a
/// socket on this machine, `ldapi://%2Frun%2Fslapd%2Fldapi`. Base and filters of RFC 4516 are settings
/// of their own and do not belong into it.
package struct ServerURL: Equatable, Sendable, CustomStringConvertible {
  package enum Scheme: String, Sendable { case ldap, ldaps, ldapi }

  package let scheme: Scheme
  /// With the port if there is one; of `ldapi`, the path of the socket in percent encoding.
  private let authority: String
  /// Whether what is sent stays on this machine.
  package let isLocal: Bool

  package init(_ text: String) throws(SettingsProblem) {
    // Before anything is repeated in a message: a password may stand there.
    if text.utf8.contains(ASCII.at) { throw .userInURL }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("//") else { throw .notAURL(text) }
    guard let scheme = Scheme(rawValue: parts[0].lowercased()) else {
      throw .unknownScheme(String(parts[0]))
    }
    var authority = parts[1].dropFirst(2)
    if authority.hasSuffix("/") { authority = authority.dropLast() }
    // The library would read several servers from one text with blanks or commas in it.
    guard authority.utf8.allSatisfy(Self.isAllowed) else { throw .notAURL(text) }
    self.scheme = scheme
    self.authority = String(authority)
    if scheme == .ldapi {
      isLocal = true
    } else {
      guard let host = Self.host(of: authority) else { throw .notAURL(text) }
      isLocal = Self.isLoopback(host)
    }
  }

  package var description: String { "\(scheme.rawValue)://\(authority)" }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || "-._:[]%".utf8.contains(byte)
  }

  /// The name or address before the port; nil when there is none, or the port is no number to 65,535.
  private static func host(of authority: Substring) -> Substring? {
    var host = authority
    var port: Substring?
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = authority[authority.index(after: authority.startIndex)..<end]
      let rest = authority[authority.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":"), IPAddress(String(host))?.isIPv4 == false else {
        return nil
      }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      port = authority[authority.index(after: colon)...]
    }
    if let port {
      guard port.utf8.allSatisfy(ASCII.isDigit), let number = UInt16(port), number > 0 else {
        return nil
      }
    }
    return host.isEmpty || host.contains { "[]%".contains($0) } ? nil : host
  }

  /// 127.0.0.0/8 (RFC 1122, section 3.2.1.3), ::1, and the name that stands for them (RFC 6761,
  /// section 6.3).
  private static func isLoopback(_ host: Substring) -> Bool {
    if host.lowercased() == "localhost" { return true }
    guard let address = IPAddress(String(host)) else { return false }
    if address.isIPv4 { return UInt32(truncatingIfNeeded: address.low) >> 24 == 127 }
    return address.high == 0 && address.low == 1
  }
}
