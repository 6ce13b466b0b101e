import Access
import Bytes
import Evidence

/// Lines of `key=value` of any product, whose keys are well-known names.
///
///     time=2026-11-16T08:30:00+01:00 src_ip=10.1.2.3 user="anna" url=https://www.example.com/ action=blocked
///     Nov 16 08:30:00 proxy filter: srcip=10.1.2.3, dsthost=www.example.com, dstport=443
///
/// The names are those of `WellKnownNames`, written together, with `_` or `-`, in either case. Between
/// two fields stands a blank, a tab, a comma, a semicolon or a bar. A line is read if it has a time, a
/// client and a host or URL; `host` counts only beside a method or a path, because it may be the machine
/// that wrote the line. The time is told from its look, or is that of the syslog header. Byte
/// counts whose direction the name does not say are not read.
struct KeyValue: LogFormat {
  let name = "key-value"
  let isGeneric = true
  let fields: LogFields = [
    .client, .clientHardware, .vlan, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]
  private let map = FieldMap(WellKnownNames.fields(joiners: ["_", "", "-"]))

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      KeyValueLine(separator: try separator(line)).read(line, from: 0, map, into: &values)
      guard
        case .access(let kind) = try WellKnownNames.meaning(
          of: &values, in: line, context: &context),
        try AccessBuilder.build(&record, kind, from: values, in: line, context: &context)
      else { return .notAnAccess }
      record.outcome = ActionWords.outcome(of: line.bytes(in: values[.action]))
      return .access
    } catch {
      return .malformed(error)
    }
  }

  /// What stands before the name of the second field.
  private func separator(_ line: Span<UInt8>) throws(Malformed) -> UInt8 {
    let equals = UInt8(ascii: "=")
    let first = line.wordEnd(equals, from: 0)
    let second = first < line.count ? line.wordEnd(equals, from: first + 1) : line.count
    // Objects of JSON hold such characters in their values only.
    guard first > 0, second < line.count, line[0] != UInt8(ascii: "{") else { throw .layout }
    var position = second
    while position > first + 1, isName(line[position - 1]) { position -= 1 }
    while position > first + 1, line[position - 1] == ASCII.space { position -= 1 }
    let before = line[position - 1]
    let isMark =
      before == UInt8(ascii: ",") || before == UInt8(ascii: ";") || before == UInt8(ascii: "|")
      || before == ASCII.tab
    return isMark ? before : ASCII.space
  }

  private func isName(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.underscore
      || byte == ASCII.hyphen || byte == ASCII.dot || byte == ASCII.at
  }
}
