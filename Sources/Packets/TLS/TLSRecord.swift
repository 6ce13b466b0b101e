import Bytes

/// One record of the first flight of TLS, which is not encrypted (RFC 8446, section 5.1).
struct TLSRecord {
  let isHandshake: Bool
  /// Where its content stands in the stream, absent bytes included.
  let fragment: Range<Int>

  private static let headerCount = 5
  private static let changeCipherSpec: UInt8 = 20
  private static let alert: UInt8 = 21
  private static let handshake: UInt8 = 22
  private static let maximumFragment: UInt16 = 1 << 14

  /// Reads the header at `position`, which is not behind the last byte.
  ///
  /// The minor version is not looked at: clients put into it what old servers like (RFC 5246,
  /// appendix E.1).
  ///
  /// - Throws: `cut`, or `foreign` for anything that cannot stand before or in a hello.
  init(_ stream: Span<UInt8>, at position: Int) throws(HandshakeFault) {
    let left = stream.count &- position
    guard left > 0 else { throw .cut }
    let type = stream[position]
    guard (Self.changeCipherSpec...Self.handshake).contains(type) else { throw .foreign }
    guard left < 2 || stream[position &+ 1] == 3 else { throw .foreign }
    guard let length = stream.bigEndian16(at: position &+ 3) else { throw .cut }
    guard Self.canBePlain(type, length: length) else { throw .foreign }
    isHandshake = type == Self.handshake
    let start = position &+ Self.headerCount
    fragment = start..<start &+ Int(length)
  }

  /// Alerts and changes of the cipher have one length, unless they are encrypted.
  private static func canBePlain(_ type: UInt8, length: UInt16) -> Bool {
    switch type {
    case changeCipherSpec: length == 1
    case alert: length == 2
    default: length <= maximumFragment
    }
  }
}
