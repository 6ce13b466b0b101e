import Bytes

/// What the OPT record of a response says (RFC 6891, section 6.1).
struct DNSOptions {
  /// Code of the option with an extended error (RFC 8914, section 2).
  private static let extendedErrorCode: UInt16 = 15

  /// The high eight bits of the response code.
  private(set) var responseCodeBits: UInt16 = 0
  /// The first extended error that is a block, or else the first.
  private(set) var extendedError: ExtendedError?

  /// Takes what an additional record says when it is the OPT record.
  mutating func take(_ record: RecordCursor, in message: Span<UInt8>) throws(DNSFault) {
    guard record.type == .opt else { return }
    responseCodeBits = UInt16(truncatingIfNeeded: record.timeToLive >> 24)
    var position = record.data.lowerBound
    while position < record.data.upperBound {
      guard let code = message.bigEndian16(at: position),
        let length = message.bigEndian16(at: position &+ 2)
      else { throw .malformed }
      let end = position &+ 4 &+ Int(length)
      guard end <= record.data.upperBound else { throw .malformed }
      if code == Self.extendedErrorCode, length >= 2,
        let value = message.bigEndian16(at: position &+ 4)
      {
        note(ExtendedError(value))
      }
      position = end
    }
  }

  private mutating func note(_ error: ExtendedError) {
    guard let known = extendedError else {
      extendedError = error
      return
    }
    if !known.isBlock, error.isBlock { extendedError = error }
  }
}
