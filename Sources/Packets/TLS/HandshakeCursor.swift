import Bytes

/// Why the reading of a handshake message stopped.
enum HandshakeFault: Error {
  /// The message goes on in bytes that are not there.
  case cut
  case malformed
  case foreign

  var dissection: Dissection {
    switch self {
    case .cut: .incomplete
    case .malformed: .malformed
    case .foreign: .foreign
    }
  }
}

/// A place in a handshake message, or in a vector of one, of which the last bytes may not be there
/// (RFC 8446, section 3.4).
///
/// Every reading throws `malformed` when it would pass the end that the message names, and `cut`
/// when it would only pass the last byte that is there.
struct HandshakeCursor {
  private(set) var position: Int
  /// Where the message or vector ends by its own account.
  let end: Int

  /// - Parameter range: where the message or vector stands, its absent bytes included.
  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position >= end }

  mutating func number8(_ bytes: Span<UInt8>) throws(HandshakeFault) -> Int {
    Int(bytes[try take(1, of: bytes).lowerBound])
  }

  mutating func number16(_ bytes: Span<UInt8>) throws(HandshakeFault) -> UInt16 {
    let place = try take(2, of: bytes).lowerBound
    return UInt16(bytes[place]) << 8 | UInt16(bytes[place &+ 1])
  }

  /// Where the content of a vector stands, whose length is one byte.
  mutating func vector8(_ bytes: Span<UInt8>) throws(HandshakeFault) -> Range<Int> {
    try take(number8(bytes), of: bytes)
  }

  /// Where the content of a vector stands, whose length is two bytes.
  mutating func vector16(_ bytes: Span<UInt8>) throws(HandshakeFault) -> Range<Int> {
    try take(Int(number16(bytes)), of: bytes)
  }

  /// The same, for a vector whose last bytes may not be there.
  mutating func openVector16(_ bytes: Span<UInt8>) throws(HandshakeFault) -> Range<Int> {
    try pass(Int(number16(bytes)))
  }

  /// Where the next `count` bytes stand.
  @discardableResult
  mutating func take(_ count: Int, of bytes: Span<UInt8>) throws(HandshakeFault) -> Range<Int> {
    let range = try pass(count)
    guard range.upperBound <= bytes.count else { throw .cut }
    return range
  }

  /// - Parameter count: at most a few bytes more than 16 bits hold.
  private mutating func pass(_ count: Int) throws(HandshakeFault) -> Range<Int> {
    guard count <= end &- position else { throw .malformed }
    let start = position
    position &+= count
    return start..<position
  }
}
