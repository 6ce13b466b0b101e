internal import Bytes

/// Steps through the lines of an HTTP/1 head behind its first (RFC 9112, section 5).
///
/// Lines end in CRLF or, as section 2.2 allows, in a bare LF.
struct HTTPFieldLines {
  /// The longest head that is read, in bytes; common servers refuse far shorter ones.
  static let maximumHead = 65_536

  enum Step {
    /// A line, without its end. One that begins with a blank continues the field before it.
    case line(Range<Int>)
    /// The empty line, which ends the head.
    case end
    /// The next line is not whole.
    case cut
  }

  /// Where the next line begins.
  private(set) var position: Int

  init(from position: Int) { self.position = position }

  mutating func next(in head: Span<UInt8>) -> Step {
    guard let end = head.firstIndex(of: ASCII.lineFeed, from: position) else { return .cut }
    let start = position
    position = end &+ 1
    let line = start..<Self.contentEnd(of: start..<end, in: head)
    return line.isEmpty ? .end : .line(line)
  }

  /// The end of a line without the carriage return before its line feed.
  static func contentEnd(of line: Range<Int>, in head: Span<UInt8>) -> Int {
    let last = line.upperBound &- 1
    return last >= line.lowerBound && head[last] == ASCII.carriageReturn ? last : line.upperBound
  }

  /// The value of a field, without the blanks around it; nil when the line is another field's.
  ///
  /// Blanks before the colon are against section 5.1, but some servers let them pass.
  ///
  /// - Parameter name: in lower case.
  static func value(
    of name: [UInt8], in line: Range<Int>, of head: Span<UInt8>
  ) -> Range<Int>? {
    guard line.count > name.count, head.contains(lowercase: name, at: line.lowerBound) else {
      return nil
    }
    var colon = line.lowerBound &+ name.count
    while colon < line.upperBound, isBlank(head[colon]) { colon &+= 1 }
    guard colon < line.upperBound, head[colon] == ASCII.colon else { return nil }
    return trimmed(colon &+ 1..<line.upperBound, of: head)
  }

  /// The range without the blanks at its ends.
  static func trimmed(_ range: Range<Int>, of head: Span<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(head[start]) { start &+= 1 }
    while start < end, isBlank(head[end &- 1]) { end &-= 1 }
    return start..<end
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }
}
