import Bytes

/// What a ServerHello says of the session that was agreed on.
///
/// The name that the server calls itself by is not in it: it stands in the certificate, which TLS
/// 1.3 encrypts.
package struct ServerHello: Sendable {
  /// The version that was chosen.
  package private(set) var version = TLSVersion.none
  /// What was chosen to be spoken inside. TLS 1.3 says so behind the encryption only.
  package private(set) var applicationProtocols: ApplicationProtocols = []
  /// Whether a session of TLS 1.3 goes on from an earlier one. Older versions show it only in what
  /// follows the message, and are never said to.
  package private(set) var isResumed = false
  /// Whether the client is asked for another hello (RFC 8446, section 4.1.4).
  package private(set) var isRetryRequest = false

  package init() {}
}

extension ServerHello: HandshakeMessage {
  package mutating func clear() { self = ServerHello() }

  /// Reads a handshake message: type, length and body (RFC 8446, section 4.1.3).
  ///
  /// - Parameter handshake: the message as far as it is there; what stands behind it is not looked
  ///   at.
  package mutating func read(handshake: Span<UInt8>) -> Dissection {
    clear()
    do throws(HandshakeFault) {
      let body = try HandshakeHeader.body(of: handshake, type: .serverHello)
      try readBody(body, of: handshake)
      return .read
    } catch {
      clear()
      return error.dissection
    }
  }

  private mutating func readBody(
    _ body: Range<Int>, of bytes: Span<UInt8>
  ) throws(HandshakeFault) {
    var cursor = HandshakeCursor(body)
    version = TLSVersion(value: try cursor.number16(bytes))
    guard version.isStream || version.value >> 8 == 0x7F else { throw .malformed }
    let random = try cursor.take(32, of: bytes)
    isRetryRequest = Self.isRetryRequest(bytes.extracting(random))
    // The drafts of TLS 1.3 up to the 21st had neither session id nor compression.
    if version.isStream {
      let sessionID = try cursor.vector8(bytes)
      guard sessionID.count <= 32 else { throw .malformed }
      try cursor.take(1, of: bytes)
    }
    try cursor.take(2, of: bytes)
    if !cursor.isAtEnd { try readExtensions(&cursor, of: bytes) }
  }

  private mutating func readExtensions(
    _ cursor: inout HandshakeCursor, of bytes: Span<UInt8>
  ) throws(HandshakeFault) {
    var extensions = HandshakeCursor(try cursor.vector16(bytes))
    while !extensions.isAtEnd {
      let type = HelloExtension(value: try extensions.number16(bytes))
      let content = try extensions.vector16(bytes)
      switch type {
      case .supportedVersions:
        if let chosen = bytes.extracting(content).bigEndian16(at: 0) {
          version = TLSVersion(value: chosen)
        }
      case .preSharedKey: isResumed = true
      case .applicationProtocols:
        applicationProtocols = ApplicationProtocols(extension: content, of: bytes)
      default: break
      }
    }
  }

  /// Whether the random bytes are the hash of `HelloRetryRequest` (RFC 8446, section 4.1.3).
  private static func isRetryRequest(_ random: Span<UInt8>) -> Bool {
    random.bigEndian64(at: 0) == 0xCF21_AD74_E59A_6111
      && random.bigEndian64(at: 8) == 0xBE1D_8C02_1E65_B891
      && random.bigEndian64(at: 16) == 0xC2A2_1116_7ABB_8C5E
      && random.bigEndian64(at: 24) == 0x079E_09E2_C8A8_339C
  }
}
