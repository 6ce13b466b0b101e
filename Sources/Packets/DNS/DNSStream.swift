package import Bytes

/// Takes the messages out of one side of a TCP stream, each behind its length in two bytes (RFC
/// 1035, section 4.2.2).
package struct DNSStream: Sendable {
  /// Where the message found last stands in the stream; after `.incomplete` as much of it as is
  /// there.
  package private(set) var message: ByteRange = .none
  /// Where the next message's length stands: nothing before it is needed again.
  package private(set) var position = 0

  /// At the start of a stream.
  package init() {}

  /// Finds the next message; call it until it gives `.incomplete`, and again when the stream has
  /// grown.
  ///
  /// - Parameter stream: the stream from its first byte, as far as it is there.
  /// - Returns: `.read` for a whole message, once for each; `.malformed` for a length that no
  ///   message has, at which the stream stays.
  package mutating func next(in stream: Span<UInt8>) -> Dissection {
    message = .none
    guard let length = stream.bigEndian16(at: position) else { return .incomplete }
    guard Int(length) >= DNSHeader.length else { return .malformed }
    let start = position &+ 2
    let end = start &+ Int(length)
    message = ByteRange(start..<min(end, stream.count))
    guard end <= stream.count else { return .incomplete }
    position = end
    return .read
  }

  /// Whether a stream from any port looks like one of messages: `DNSMessage.mayBe` for the first,
  /// as far as it is there.
  package static func mayBegin(_ stream: Span<UInt8>) -> Bool {
    var messages = DNSStream()
    guard messages.next(in: stream) != .malformed, !messages.message.isEmpty else { return false }
    return DNSMessage.mayBe(stream.bytes(in: messages.message))
  }
}
