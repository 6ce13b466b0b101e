import Bytes

/// The types of handshake messages that are read (RFC 8446, section 4).
struct HandshakeType: Equatable {
  let value: UInt8

  static var clientHello: HandshakeType { HandshakeType(value: 1) }
}

/// Type and length of a handshake message.
enum HandshakeHeader {
  static let count = 4
  /// The longest body of a hello that is read. Real ones have at most a few KiB.
  static let maximumBody = 65_536

  /// Where the body stands, its absent bytes included.
  ///
  /// - Throws: `foreign` for another type, `malformed` for a body that is too long.
  static func body(
    of handshake: Span<UInt8>, type: HandshakeType
  ) throws(HandshakeFault) -> Range<Int> {
    guard !handshake.isEmpty else { throw .cut }
    guard handshake[0] == type.value else { throw .foreign }
    guard let length = length(in: handshake) else { throw .cut }
    guard length <= maximumBody else { throw .malformed }
    return count..<count &+ length
  }

  /// Whether all of a message is there, of whatever type.
  static func holdsMessage(_ handshake: Span<UInt8>) -> Bool {
    guard let length = length(in: handshake) else { return false }
    return length <= handshake.count &- count
  }

  private static func length(in handshake: Span<UInt8>) -> Int? {
    handshake.bigEndian32(at: 0).map { Int($0 & 0xFF_FFFF) }
  }
}
