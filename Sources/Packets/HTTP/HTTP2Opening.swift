package import Bytes

/// The first request of an HTTP/2 connection with prior knowledge (RFC 9113, section 3.3).
package struct HTTP2Opening: Sendable {
  /// The connection up to this request: its `next` reads on behind `end`.
  package private(set) var requests = HTTP2Requests()
  /// Where the first request's header block ends in the stream.
  package private(set) var end = 0

  package init() {}

  /// `:authority` as sent, or the Host field of a request without one.
  package var authority: [UInt8] { requests.authority }
  /// Where the host stands in `authority`, without port; empty for none.
  package var host: ByteRange { requests.host }
  /// `:path`, at most 8 KiB of it.
  package var path: [UInt8] { requests.path }

  /// - Parameter stream: the client's stream from its first byte, as far as it is there.
  package mutating func read(stream: Span<UInt8>) -> Dissection {
    requests.reset()
    end = 0
    guard stream.count > 0 else { return .incomplete }
    guard stream[0] == UInt8(ascii: "P") else { return .foreign }
    let outcome = requests.next(in: stream, at: &end)
    if outcome != .read { end = 0 }
    return outcome
  }
}
