import Bytes

/// What stood between the time and the message of the last syslog line: the machine, the program and
/// its process id, which most lines of a log share.
struct TagMemo: Sendable {
  /// A tag found again.
  struct Found {
    let program: ByteRange
    /// Where the message starts.
    let end: Int
  }

  private static let maximumLength = 256

  private var text: [UInt8] = []
  private var program: ByteRange = .none

  /// The tag at `position` if it is the last one; nil for any other.
  func find(in line: Span<UInt8>, at position: Int) -> Found? {
    guard !text.isEmpty, line.contains(text.span, at: position) else { return nil }
    let end = position + text.count
    // A longer tag may begin alike: a blank more belongs to it.
    guard end >= line.count || line[end] != ASCII.space else { return nil }
    return Found(program: program.shifted(by: position), end: end)
  }

  mutating func remember(_ line: Span<UInt8>, _ place: Range<Int>, program: ByteRange) {
    guard place.count <= Self.maximumLength, program.range.lowerBound >= place.lowerBound,
      !line.contains(text.span, at: place.lowerBound) || text.count != place.count
    else { return }
    text.removeAll(keepingCapacity: true)
    line.extracting(place).append(to: &text)
    let start = place.lowerBound
    self.program = ByteRange(program.range.lowerBound - start..<program.range.upperBound - start)
  }
}
