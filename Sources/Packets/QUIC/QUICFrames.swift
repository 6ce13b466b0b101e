/// Walks the frames of an Initial packet (RFC 9000, sections 12.4 and 19).
package enum QUICFrames {
  private static let padding: UInt8 = 0x00
  private static let ping: UInt8 = 0x01
  private static let ack: UInt8 = 0x02
  private static let ackWithECN: UInt8 = 0x03
  private static let crypto: UInt8 = 0x06
  private static let connectionClose: UInt8 = 0x1C

  /// Puts what CRYPTO frames carry into `stream`, and steps over what else Initial packets may hold.
  ///
  /// - Returns: false at a frame that is cut or that no Initial packet may hold. What stood before it
  ///   has been taken.
  package static func read(_ frames: Span<UInt8>, into stream: inout CryptoStream) -> Bool {
    var position = 0
    while position < frames.count {
      let type = frames[position]
      position &+= 1
      let isWhole =
        switch type {
        case padding, ping: true
        case ack: skipACK(frames, at: &position)
        case ackWithECN: skipACK(frames, at: &position) && skip(3, in: frames, at: &position)
        case crypto: takeCrypto(frames, at: &position, into: &stream)
        case connectionClose: skipConnectionClose(frames, at: &position)
        default: false
        }
      guard isWhole else { return false }
    }
    return true
  }

  /// Section 19.6.
  private static func takeCrypto(
    _ frames: Span<UInt8>, at position: inout Int, into stream: inout CryptoStream
  ) -> Bool {
    guard let offset = frames.variableLengthInteger(at: &position),
      let length = frames.variableLengthInteger(at: &position), length <= frames.count &- position
    else { return false }
    stream.take(frames.extracting(position..<position &+ length), at: offset)
    position &+= length
    return true
  }

  /// Section 19.3: largest, delay, number of ranges, first range; then a gap and a length each.
  private static func skipACK(_ frames: Span<UInt8>, at position: inout Int) -> Bool {
    guard skip(2, in: frames, at: &position),
      let ranges = frames.variableLengthInteger(at: &position), ranges <= frames.count &- position
    else { return false }
    return skip(1 &+ 2 &* ranges, in: frames, at: &position)
  }

  /// Section 19.19: error code, type of the frame in question, and a reason in words.
  private static func skipConnectionClose(
    _ frames: Span<UInt8>, at position: inout Int
  ) -> Bool {
    guard skip(2, in: frames, at: &position),
      let length = frames.variableLengthInteger(at: &position), length <= frames.count &- position
    else { return false }
    position &+= length
    return true
  }

  /// Steps over `count` variable-length integers.
  private static func skip(
    _ count: Int, in frames: Span<UInt8>, at position: inout Int
  ) -> Bool {
    for _ in 0..<count {
      guard frames.variableLengthInteger(at: &position) != nil else { return false }
    }
    return true
  }
}
