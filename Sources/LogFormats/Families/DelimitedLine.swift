import Bytes

/// Lines of columns between commas, tabs, semicolons or blanks (RFC 4180 for commas), in quotes where
/// they hold the delimiter.
struct DelimitedLine: Sendable {
  var delimiter = UInt8(ascii: ",")
  /// Whether several delimiters in a row are one, as blanks are.
  var joinsDelimiters = false

  /// Where the columns begin: behind the words of a syslog header, if one stands before them.
  func start(of line: Span<UInt8>) -> Int {
    guard delimiter != ASCII.space, line.count > 10 else { return 0 }
    // A date and a time of day with a blank between them are a column, not a header.
    guard !ASCII.isDigit(line[0]) || line[10] == UInt8(ascii: "T") else { return 0 }
    let first = line.wordEnd(delimiter, from: 0)
    let head = line.extracting(0..<first)
    // A quote opens the first column, which may hold blanks then.
    if let quote = head.firstIndex(of: ASCII.quote) { return quote }
    return head.lastIndex(of: ASCII.space).map { $0 + 1 } ?? 0
  }

  /// Calls `body` with the number of each column and where it stands, until that returns false.
  ///
  /// - Returns: how many columns were read.
  @discardableResult
  @inline(__always)
  func forEachColumn(
    _ line: Span<UInt8>, from start: Int,
    _ body: (_ column: Int, _ value: ByteRange, _ escapes: FieldEscapes) -> Bool
  ) -> Int {
    var position = start
    var column = 0
    while position <= line.count {
      if joinsDelimiters {
        while position < line.count, line[position] == delimiter { position += 1 }
        if position == line.count { return column }
      }
      var end = position
      var value = ByteRange.none
      var escapes = FieldEscapes.none
      if mayBeQuoted(line, at: position) {
        (value, escapes, end) = quoted(line, at: position)
      } else {
        end = line.wordEnd(delimiter, from: position)
        value = ByteRange(position..<end)
      }
      column += 1
      guard body(column - 1, value, escapes) else { return column }
      position = end + 1
    }
    return column
  }

  private func mayBeQuoted(_ line: Span<UInt8>, at start: Int) -> Bool {
    guard start < line.count else { return false }
    let first = line[start]
    return first == ASCII.quote || first == ASCII.space && delimiter != ASCII.space
  }

  /// A column that begins with a quote, or with a blank that may stand before one.
  @inline(never)
  private func quoted(
    _ line: Span<UInt8>, at start: Int
  ) -> (value: ByteRange, escapes: FieldEscapes, end: Int) {
    var first = start
    // Umbrella writes a blank before the quote now and then.
    if delimiter != ASCII.space {
      while first < line.count, line[first] == ASCII.space { first += 1 }
    }
    guard first < line.count, line[first] == ASCII.quote else {
      let end = line.wordEnd(delimiter, from: start)
      return (ByteRange(start..<end), .none, end)
    }
    var position = first + 1
    var escapes = FieldEscapes.none
    while position < line.count {
      position = line.wordEnd(ASCII.quote, from: position)
      let behind = position + 1
      if behind >= line.count || line[behind] == delimiter {
        return (ByteRange(first + 1..<min(position, line.count)), escapes, min(behind, line.count))
      }
      // A doubled quote is a quote; any other stands for itself.
      if line[behind] == ASCII.quote { escapes = .doubledQuotes }
      position = behind + (line[behind] == ASCII.quote ? 1 : 0)
    }
    return (ByteRange(first + 1..<line.count), escapes, line.count)
  }
}
