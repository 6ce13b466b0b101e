import Bytes
import Evidence

/// The logs of Check Point gateways with bars between the fields: `cp_log_export … format splunk`, and
/// what is fetched over the older interface OPSEC LEA.
///
///     Nov 16 08:30:00 gw time=1794814200|hostname=gw|product=URL Filtering|action=Block|ifdir=outbound|loguid={0x1,0x0}|origin=192.0.2.1|time=1794814200|dst=198.51.100.7|proto=6|resource=https://www.example.com/|service=443|src=10.1.2.3|src_user_name=anna|
///     loc=7|filename=fw.log|time=16Nov2026  8:30:00|action=accept|orig=192.0.2.1|i/f_dir=outbound|product=URL Filtering|src=10.1.2.3|dst=198.51.100.7|service=443|proto=tcp|resource=https://www.example.com/
///
/// The time is `time`, in seconds since 1970 or as a date of the device's zone. Which lines are
/// accesses, and all else, is as in the syslog export. Documented at
/// https://support.checkpoint.com/results/sk/sk122323.
struct CheckPointSplunk: PhraseFormat {
  let name = "check-point-splunk"
  let fields: LogFields = [
    .client, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]

  private static let map = FieldMap(
    CheckPointFields.names + [("action", .action), ("origin", .remark), ("orig", .remark)])
  private static let columns = KeyValueLine(
    separator: UInt8(ascii: "|"), valuesHoldBlanks: true, hasBackslashes: true)

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard line.holds("|product=") else { throw .layout }
    Self.columns.read(line, from: 0, Self.map, into: &values)
    guard !values[.remark].isEmpty, !values[.time].isEmpty else { throw .layout }
    return CheckPointFields.kind(&values, line)
  }

  /// `16Nov2026  8:30:00`; nil for seconds, which are read as usual.
  func time(
    of values: FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    var cursor = ByteCursor(line.bytes(in: values[.time]))
    guard let day = try? cursor.readDecimal(), let first = cursor.next, ASCII.isLetter(first) else {
      return nil
    }
    let month = try cursor.readMonth()
    guard day <= 31, let year = try? cursor.readDigits(4),
      let date = CivilDate(year: year, month: month, day: Int(day))
    else { throw .time }
    cursor.skip(ASCII.space)
    let moment = LocalMoment(date: date, time: try MomentReader.readTimeOfDay(&cursor))
    return try moment.universal(&context.clock)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    CheckPointFields.outcome(values, line)
  }
}
