extension Span where Element == UInt8 {
  /// Where the line that begins at `position` stands, without its `\n` or `\r\n`; nil at the end.
  ///
  /// - Parameter position: from 0; moved behind the line.
  package func nextLine(at position: inout Int) -> Range<Int>? {
    let start = position
    guard start >= 0, start < count else { return nil }
    let end = firstIndex(of: ASCII.lineFeed, from: start) ?? count
    position = end &+ 1
    let hasReturn = end > start && self[end &- 1] == ASCII.carriageReturn
    return start..<(hasReturn ? end &- 1 : end)
  }

  /// Calls `body` with each line of a block, without its `\n` or `\r\n`.
  ///
  /// - Parameter body: returns whether to go on.
  package func forEachLine(_ body: (Span<UInt8>) -> Bool) {
    var position = 0
    while let line = nextLine(at: &position), body(extracting(line)) {}
  }
}
