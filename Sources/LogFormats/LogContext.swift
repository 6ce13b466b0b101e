import Bytes

/// What the meaning of a line depends on beside its own bytes, one for each log: the clock, the
/// header lines before it, and room for text that the line holds in another writing.
package struct LogContext: Sendable {
  package var clock: LogClock
  /// The columns that the last header line named, for each format that read it.
  private var headers: [NamedColumns] = [] { didSet { changes &+= 1 } }
  /// Whether a date such as `13/2/2026` or `2/13/2026` showed which of its numbers is the day.
  var dateOrder = DateOrder.unknown { didSet { if dateOrder != oldValue { changes &+= 1 } } }
  /// Whether a name server's log has lines for queries, so that its replies tell of them again.
  var logsQueries = false { didSet { if logsQueries != oldValue { changes &+= 1 } } }
  /// How often a line changed what the lines behind it mean.
  package private(set) var changes: UInt64 = 0

  /// The fields of the line before.
  var fieldOrder = FieldOrder()

  /// The line, and behind it what was decoded from it.
  private var text: [UInt8] = []

  package init(clock: LogClock) { self.clock = clock }

  /// Forgets the text of the line before. To be called before every line.
  package mutating func beginLine() {
    if !text.isEmpty { text.removeAll(keepingCapacity: true) }
  }

  /// The columns that the last header line named to `format`; nil when there was none.
  func columns(of format: String) -> NamedColumns? { headers.first { $0.owner == format } }

  mutating func setColumns(_ columns: NamedColumns) {
    forgetColumns(of: columns.owner)
    headers.append(columns)
  }

  mutating func forgetColumns(of format: String) { headers.removeAll { $0.owner == format } }

  /// Whether text was decoded from the line.
  package var hasText: Bool { !text.isEmpty }

  /// Calls `body` with the bytes that the record's ranges point into: the line, and the text decoded
  /// from it.
  package borrowing func withBytes<Result, Failure>(
    of line: Span<UInt8>, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    text.isEmpty ? try body(line) : try body(text.span)
  }

  /// Appends decoded text, byte by byte, to the bytes of `line`, and returns where it stands there.
  mutating func addText(
    to line: Span<UInt8>, _ write: (inout [UInt8]) -> Void
  ) -> ByteRange {
    if text.isEmpty { line.append(to: &text) }
    let start = text.count
    write(&text)
    return ByteRange(start..<text.count)
  }
}

/// In which order numeric dates stand in a log.
enum DateOrder: Sendable {
  case unknown, dayFirst, monthFirst
}
