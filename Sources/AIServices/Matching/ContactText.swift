import Bytes

/// What an administrator types to ask which service something is: a host name, `host:port`, a URL
/// with or without its scheme, or a user agent.
struct ContactText {
  /// In lower case, without a trailing dot; empty for a user agent.
  var host = ""
  var port: UInt16 = 0
  /// With its query; empty for none.
  var path = ""
  var userAgent = ""

  init(_ text: String) {
    let scheme = text.firstRange(of: "://")
    let rest = scheme.map { text[$0.upperBound...] } ?? text[...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    // A product token before a slash has neither dot nor port; hosts of one label rarely have paths.
    let isUserAgent =
      scheme == nil
      && (text.contains(" ")
        || (authority.count < rest.count && !authority.contains(".") && !authority.contains(":")))
    if isUserAgent {
      userAgent = text
      return
    }
    path = String(rest[authority.endIndex...])
    (host, port) = Self.hostAndPort(authority.lowercased())
  }

  private static func hostAndPort(_ authority: String) -> (String, UInt16) {
    var host = authority[...]
    var port: UInt16 = 0
    // An IPv6 address without brackets has no port.
    if let colon = host.lastIndex(of: ":"), IPAddress(authority) == nil,
      let number = UInt16(host[host.index(after: colon)...])
    {
      port = number
      host = host[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    if host.hasSuffix(".") { host.removeLast() }
    return (String(host), port)
  }
}
