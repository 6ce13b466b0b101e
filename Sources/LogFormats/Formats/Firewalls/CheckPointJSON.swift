import Bytes
import Evidence

/// The logs of Check Point gateways through Log Exporter as JSON, `cp_log_export … format json`, one
/// object a line.
///
///     {"action":"Block","ifdir":"outbound","loguid":"{0x1,0x0}","origin":"192.0.2.1","time":"1794814200","dst":"198.51.100.7","product":"URL Filtering","proto":"6","resource":"https://www.example.com/","service":"443","src":"10.1.2.3","src_user_name":"anna"}
///
/// The fields keep the names of the product. The time is `time`, in seconds since 1970 or as ISO 8601.
/// Which lines are accesses, and all else, is as in the syslog export. Documented at
/// https://support.checkpoint.com/results/sk/sk122323 (the format) and
/// https://support.checkpoint.com/results/sk/sk144192 (the fields).
struct CheckPointJSON: DescribedFormat {
  let name = "check-point-json"
  let shape = LineShape.json
  let map = FieldMap(CheckPointFields.names + [("action", .action), ("origin", .remark)])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.event].isEmpty, !values[.remark].isEmpty else { throw .layout }
    return CheckPointFields.kind(&values, line).map { .access($0) } ?? .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    CheckPointFields.outcome(values, line)
  }
}
