extension Span where Element == UInt8 {
  /// Calls `body` with each line of a block, without its `\n` or `\r\n`.
  ///
  /// - Parameter body: returns whether to go on.
  package func forEachLine(_ body: (Span<UInt8>) -> Bool) {
    var start = 0
    while start < count {
      let end = firstIndex(of: ASCII.lineFeed, from: start) ?? count
      let hasReturn = end > start && self[end - 1] == ASCII.carriageReturn
      guard body(extracting(start..<(hasReturn ? end - 1 : end))) else { return }
      start = end + 1
    }
  }
}
