import Bytes

/// What a ClientHello says of the server that is wanted.
///
/// One that was read can be read into again; it then forgets what it said. After `.foreign` and
/// `.malformed` it says nothing.
package struct ClientHello: Sendable {
  /// The server's name (RFC 6066, section 3), in lower case and without a trailing dot, at most 253
  /// bytes: letters, digits, hyphens, dots, underscores and bytes above 127. An IPv6 address has
  /// colons, and a pattern begins with `*.`. Empty for none. With several names the first that can
  /// be one.
  package internal(set) var serverName: [UInt8] = []
  /// Whether the name is an IP address, which the RFC forbids and clients send.
  package internal(set) var isAddress = false
  /// Whether a name stands there that can be none: too long, empty, or with control bytes, blanks
  /// or delimiters. `serverName` does not hold it.
  package internal(set) var hasInvalidName = false
  /// The newest version that is offered.
  package internal(set) var version = TLSVersion.none
  package internal(set) var applicationProtocols: ApplicationProtocols = []
  /// Whether an encrypted ClientHello is offered: the real thing or GREASE, which look the same
  /// (RFC 9849, section 6.2).
  package internal(set) var offersECH = false
  /// Whether the offer has the shape of RFC 9849, section 5, so that `serverName` may be the name
  /// of a front that stands for many.
  package internal(set) var isECHOuter = false
  /// Whether the client shows a ticket, key or id of an earlier session.
  package internal(set) var mayResume = false
  /// Whether it came in the form of SSL 2.0 (RFC 5246, appendix E.2), which has no extensions.
  package internal(set) var isSSL2Form = false
  /// Whether all extensions were seen: false after `.incomplete`.
  package internal(set) var isWhole = false

  package init() { serverName.reserveCapacity(256) }

  /// Whether a name is known, which may be so before the message is whole.
  package var hasServerName: Bool { !serverName.isEmpty }
}

extension ClientHello {
  /// Forgets what was read.
  package mutating func clear() {
    var name: [UInt8] = []
    swap(&name, &serverName)
    name.removeAll(keepingCapacity: true)
    self = ClientHello(reusing: name)
  }

  private init(reusing name: consuming [UInt8]) { serverName = name }

  /// Reads a handshake message: type, length and body (RFC 8446, section 4).
  ///
  /// - Parameter handshake: the message as far as it is there; what stands behind it is not looked
  ///   at.
  /// - Returns: `.incomplete` when the message is longer than the bytes. It then says what could be
  ///   read: a capture may have cut the rest for good, and the name mostly stands in front.
  package mutating func read(handshake: Span<UInt8>) -> Dissection {
    clear()
    do throws(HandshakeFault) {
      let body = try HandshakeHeader.body(of: handshake, type: .clientHello)
      return read(body: body, of: handshake, isDatagram: false)
    } catch {
      return error.dissection
    }
  }

  /// Reads the body alone.
  ///
  /// - Parameters:
  ///   - body: where it stands in `bytes`, its absent bytes included.
  ///   - isDatagram: whether it has the cookie of DTLS (RFC 6347, section 4.2.1).
  mutating func read(body: Range<Int>, of bytes: Span<UInt8>, isDatagram: Bool) -> Dissection {
    clear()
    do throws(HandshakeFault) {
      var cursor = HandshakeCursor(body)
      try readBody(&cursor, of: bytes, isDatagram: isDatagram)
      isWhole = true
      return .read
    } catch {
      if error != .cut { clear() }
      return error.dissection
    }
  }

  /// RFC 8446, section 4.1.2; RFC 9147, section 5.3.
  private mutating func readBody(
    _ cursor: inout HandshakeCursor, of bytes: Span<UInt8>, isDatagram: Bool
  ) throws(HandshakeFault) {
    version = TLSVersion(value: try cursor.number16(bytes))
    guard isDatagram ? version.isDatagram : version.isStream else { throw .malformed }
    try cursor.take(32, of: bytes)
    let sessionID = try cursor.vector8(bytes)
    guard sessionID.count <= 32 else { throw .malformed }
    if isDatagram { _ = try cursor.vector8(bytes) }
    let cipherSuites = try cursor.vector16(bytes)
    guard cipherSuites.count.isMultiple(of: 2) else { throw .malformed }
    _ = try cursor.vector8(bytes)
    // Hellos from before RFC 3546 end here.
    if !cursor.isAtEnd { try readExtensions(&cursor, of: bytes) }
    // TLS 1.3 sends an id that means nothing (RFC 8446, appendix D.4).
    if !sessionID.isEmpty, version.isOlder(than: .tls13) { mayResume = true }
  }
}
