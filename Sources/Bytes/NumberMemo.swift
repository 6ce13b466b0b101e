/// The number that a text of 8 to 16 bytes stood for when it was read last.
///
/// The lines of a log name the same day and zone again and again: two comparisons tell that they do.
package struct NumberMemo: Sendable {
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  private var length = 0
  private var number: Int64 = 0

  package init() {}

  /// What the text at `place` stood for; nil when it is another than the last one.
  package func number(at place: Range<Int>, in line: Span<UInt8>) -> Int64? {
    guard place.count == length, place.upperBound <= line.count,
      EightBytes(line, at: place.lowerBound).bits == first,
      EightBytes(line, at: place.upperBound &- 8).bits == last
    else { return nil }
    return number
  }

  /// - Parameter place: in `line`, 8 to 16 bytes long; any other is not remembered.
  package mutating func remember(_ number: Int64, at place: Range<Int>, in line: Span<UInt8>) {
    guard (8...16).contains(place.count), place.upperBound <= line.count else { return }
    first = EightBytes(line, at: place.lowerBound).bits
    last = EightBytes(line, at: place.upperBound &- 8).bits
    length = place.count
    self.number = number
  }
}
