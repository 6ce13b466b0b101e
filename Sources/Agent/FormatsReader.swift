import Access
import Bytes
import LogFormats

/// Reads lines in the formats of a log: each line in the first that reads it.
struct FormatsReader: Sendable {
  /// The format of most lines first. A line that it does not read is offered to the others.
  let formats: [any LogFormat]
  var context: LogContext

  /// What the first format that reads `line` makes of it, and which that is; the main format's reason
  /// when none does.
  mutating func decode(
    _ line: Span<UInt8>, into record: inout AccessRecord
  ) -> (Decoded, format: Int) {
    context.beginLine()
    let first = formats[0].decode(line, context: &context, into: &record)
    guard case .malformed = first else { return (first, 0) }
    for index in formats.indices.dropFirst() {
      context.beginLine()
      let decoded = formats[index].decode(line, context: &context, into: &record)
      if case .malformed = decoded { continue }
      return (decoded, index)
    }
    context.beginLine()
    return (first, 0)
  }
}
