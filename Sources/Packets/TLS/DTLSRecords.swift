import Bytes

/// Takes the ClientHello out of DTLS datagrams.
///
/// One for each direction of a connection. It puts one message together at a time; the fragments
/// may come in any order and more than once. The hello that a client repeats with the server's
/// cookie is read like the first.
package struct DTLSRecords: Sendable {
  /// The bytes of the body at their places. What stands in the gaps means nothing and is never
  /// read.
  private var body: [UInt8] = []
  private var received = ReceivedParts()
  private var messageLength = 0
  private var messageSequence: UInt16 = 0

  package init() {}

  /// Makes it ready for another connection; it keeps its memory.
  package mutating func reset() { received.removeAll() }

  /// - Parameter hello: what it says after `.incomplete` is what the fragments so far tell.
  /// - Returns: `.foreign` for a datagram that does not begin with a fragment of a ClientHello;
  ///   those before it keep, for WebRTC mixes DTLS with other protocols.
  package mutating func read(
    datagram: Span<UInt8>, into hello: inout ClientHello
  ) -> Dissection {
    hello.clear()
    var result = Dissection.foreign
    var position = 0
    while let record = DTLSRecord(datagram, at: position) {
      let outcome = read(record, of: datagram, into: &hello)
      guard outcome == .incomplete else { return outcome == .foreign ? result : outcome }
      result = .incomplete
      position = record.content.upperBound
    }
    return result
  }

  private mutating func read(
    _ record: DTLSRecord, of datagram: Span<UInt8>, into hello: inout ClientHello
  ) -> Dissection {
    var position = record.content.lowerBound
    var result = Dissection.incomplete
    do throws(HandshakeFault) {
      while position < record.content.upperBound {
        let fragment = try DTLSFragment(datagram, at: position, in: record)
        result = read(fragment, of: datagram, into: &hello)
        guard result == .incomplete else { return result }
        position = fragment.content.upperBound
      }
      return result
    } catch {
      if error == .malformed { hello.clear() }
      let isLater = error == .foreign && position > record.content.lowerBound
      return isLater ? result : error.dissection
    }
  }

  private mutating func read(
    _ fragment: DTLSFragment, of datagram: Span<UInt8>, into hello: inout ClientHello
  ) -> Dissection {
    if fragment.isWholeMessage {
      return hello.read(body: fragment.content, of: datagram, isDatagram: true)
    }
    insert(fragment, of: datagram)
    let start = body.span.extracting(first: received.contiguousCount)
    return hello.read(body: 0..<messageLength, of: start, isDatagram: true)
  }

  private mutating func insert(_ fragment: DTLSFragment, of datagram: Span<UInt8>) {
    let isSame =
      fragment.messageSequence == messageSequence && fragment.messageLength == messageLength
    if !isSame { reset() }
    messageSequence = fragment.messageSequence
    messageLength = fragment.messageLength
    // A capture may have cut the datagram.
    let there = datagram.extracting(fragment.content.clamped(to: 0..<datagram.count))
    let part = fragment.part.lowerBound..<fragment.part.lowerBound &+ there.count
    guard received.insert(part) else { return }
    let missing = part.upperBound &- body.count
    if missing > 0 { body.append(contentsOf: repeatElement(0, count: missing)) }
    for index in there.indices { body[part.lowerBound &+ index] = there[index] }
  }
}
