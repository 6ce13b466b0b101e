import Access
import Bytes

/// A format whose lines arrived through syslog: its own line follows a syslog header.
struct BehindSyslog: LogFormat {
  let inner: any LogFormat

  var name: String { "\(inner.name)-syslog" }
  var fields: LogFields { inner.fields }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let start = try SyslogHeader(line, clock: &context.clock).message
      let message = line.extracting(start..<line.count)
      let decoded = inner.decode(message, context: &context, into: &record)
      // Where text was decoded, the ranges point into a copy of the message and what stands behind it.
      if !context.hasText { record.shift(by: start) }
      return decoded
    } catch {
      return .malformed(error)
    }
  }
}
