/// The header of an HTTP/2 frame (RFC 9113, section 4.1), of which the stream's number is not
/// needed.
struct HTTP2Frame {
  /// Bytes on the wire.
  static let headerLength = 9

  static let headers: UInt8 = 1
  static let settings: UInt8 = 4
  static let continuation: UInt8 = 9

  static let endHeaders: UInt8 = 0x4
  static let padded: UInt8 = 0x8
  static let priority: UInt8 = 0x20

  /// Up to 2^24 - 1.
  let length: Int
  let type: UInt8
  let flags: UInt8

  /// - Parameter bits: the first eight bytes.
  init(bits: UInt64) {
    length = Int(bits >> 40)
    type = UInt8(truncatingIfNeeded: bits >> 32)
    flags = UInt8(truncatingIfNeeded: bits >> 24)
  }

  func has(_ flag: UInt8) -> Bool { flags & flag != 0 }

  var isHeaderBlock: Bool { type == Self.headers || type == Self.continuation }
}
