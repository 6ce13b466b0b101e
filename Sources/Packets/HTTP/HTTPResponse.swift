import Bytes

/// The head of an HTTP/1 response (RFC 9112).
package struct HTTPResponse: Sendable {
  /// 100 to 999; to CONNECT, 200 to 299 say that the tunnel stands (RFC 9110, section 9.3.6).
  /// Filled as soon as the first line is whole, also when the head is not.
  package private(set) var statusCode: UInt16 = 0
  /// Where the head ends, behind the empty line; 0 while it is not whole. Behind a status of 100 to
  /// 199 the head of the final response follows.
  package private(set) var end = 0

  package init() {}

  private static let version = Array("HTTP/1.".utf8)
  /// A version, a blank and three digits.
  private static let statusEnd = 12

  /// Reads the head at the start of a stream, up to 64 KiB of it; the stream from its first byte.
  ///
  /// - Returns: `.incomplete` when the head goes on behind the bytes, and `.malformed` when it goes
  ///   on behind 64 KiB.
  package mutating func read(stream: Span<UInt8>) -> Dissection {
    self = HTTPResponse()
    let head = stream.extracting(first: HTTPFieldLines.maximumHead)
    guard head.agrees(with: Self.version) else { return .foreign }
    guard head.count > Self.statusEnd else { return .incomplete }
    guard let status = Self.status(head) else { return .foreign }
    if let lineFeed = head.firstIndex(of: ASCII.lineFeed, from: Self.statusEnd) {
      statusCode = status
      if readFields(of: head, from: lineFeed &+ 1) { return .read }
    }
    return head.count < HTTPFieldLines.maximumHead ? .incomplete : .malformed
  }

  private static func status(_ head: Span<UInt8>) -> UInt16? {
    guard ASCII.isDigit(head[7]), head[8] == ASCII.space else { return nil }
    var status: UInt16 = 0
    for index in 9..<statusEnd {
      guard ASCII.isDigit(head[index]) else { return nil }
      status = status &* 10 &+ UInt16(head[index] &- ASCII.zero)
    }
    // Control bytes come before the blank: the end of the line, of which the reason may be missing.
    return status >= 100 && head[statusEnd] <= ASCII.space ? status : nil
  }

  /// - Returns: whether the head is whole.
  private mutating func readFields(of head: Span<UInt8>, from start: Int) -> Bool {
    var lines = HTTPFieldLines(from: start)
    while true {
      switch lines.next(in: head) {
      case .line: continue
      case .end:
        end = lines.position
        return true
      case .cut: return false
      }
    }
  }
}
