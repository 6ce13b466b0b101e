import Access
import Bytes

/// A format whose lines arrived through syslog: its own line follows a syslog header.
struct BehindSyslog: LogFormat {
  let inner: any LogFormat

  var name: String { "\(inner.name)-syslog" }
  var fields: LogFields { inner.fields }

  func decode(
    _ line: Span<UInt8>, clock: inout LogClock, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let start = try SyslogHeader(line, clock: &clock).message
      let message = line.extracting(start..<line.count)
      let decoded = inner.decode(message, clock: &clock, into: &record)
      record.shift(by: start)
      return decoded
    } catch {
      return .malformed(error)
    }
  }
}
