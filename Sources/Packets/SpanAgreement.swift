extension Span where Element == UInt8 {
  /// Whether these bytes begin with `text`, or are its beginning: what the start of a stream that
  /// is not whole must be.
  func agrees(with text: [UInt8]) -> Bool {
    for index in 0..<Swift.min(count, text.count) where self[index] != text[index] { return false }
    return true
  }
}
