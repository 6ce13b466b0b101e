import Bytes

/// Takes the ClientHello out of the records at the start of a TLS stream.
///
/// It is called whenever more of the stream is there; what
/// it has put together from several records it keeps, so that all calls together read each byte
/// once. A hello within one record, as nearly all are, is read in place.
package struct TLSRecords: Sendable {
  /// The message so far, when it does not lie within one record.
  private var handshake: [UInt8] = []
  /// Where the record begins that is to be read next, or whose first bytes were copied.
  private var position = 0
  private var copied = 0

  /// How much of a stream is looked at: the longest hello in fragments of a few bytes.
  private static let maximumStream = 131_072

  package init() {}

  /// Makes it ready for another stream; it keeps its memory.
  package mutating func reset() {
    handshake.removeAll(keepingCapacity: true)
    position = 0
    copied = 0
  }

  /// - Parameters:
  ///   - stream: the stream from its first byte, as far as it is there. Another stream needs
  ///     `reset()` first; one that is shorter than before is taken for another.
  ///   - hello: what it says after `.incomplete` is what the bytes so far tell.
  /// - Returns: `.foreign` when the stream does not begin with a ClientHello; `.malformed` when it
  ///   stops being TLS within one.
  package mutating func read(stream: Span<UInt8>, into hello: inout ClientHello) -> Dissection {
    if !stream.isEmpty, stream[0] >= 0x80 { return hello.read(ssl2: stream) }
    return readRecords(stream, into: &hello)
  }

  private mutating func readRecords(
    _ stream: Span<UInt8>, into message: inout ClientHello
  ) -> Dissection {
    if stream.count < position &+ copied { reset() }
    do throws(HandshakeFault) {
      while !HandshakeHeader.holdsMessage(handshake.span) {
        let record = try TLSRecord(stream, at: position)
        let there = stream.extracting(record.fragment.clamped(to: 0..<stream.count))
        let isCut = there.count < record.fragment.count
        if record.isHandshake {
          if handshake.isEmpty {
            let outcome = message.read(handshake: there)
            if isCut || outcome != .incomplete { return outcome }
          }
          there.extracting(copied...).append(to: &handshake)
          copied = there.count
        }
        if isCut { break }
        try advance(to: record.fragment.upperBound)
      }
    } catch {
      guard error == .cut else {
        message.clear()
        return error == .foreign && handshake.isEmpty ? .foreign : .malformed
      }
    }
    return message.read(handshake: handshake.span)
  }

  private mutating func advance(to end: Int) throws(HandshakeFault) {
    guard end <= Self.maximumStream else { throw .malformed }
    position = end
    copied = 0
  }
}
