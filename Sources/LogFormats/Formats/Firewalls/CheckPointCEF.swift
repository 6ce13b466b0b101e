import Bytes
import Evidence

/// The logs of Check Point gateways through Log Exporter as CEF, `cp_log_export … format cef`.
///
///     CEF:0|Check Point|URL Filtering|Check Point|Log|https|Unknown|act=Block rt=1794814200000 spt=53124 dpt=443 loguid={0x1,0x0} origin=192.0.2.1 dst=198.51.100.7 product=URL Filtering proto=6 request=https://www.example.com/ src=10.1.2.3 suser=anna
///
/// The time is `rt`, in milliseconds since 1970, and the host that of `request`. `out` is from the
/// client. Fields that CEF has no name for keep those of the product. Which lines are accesses, and
/// all else, is as in the syslog export. Documented at
/// https://support.checkpoint.com/results/sk/sk122323.
struct CheckPointCEF: DescribedFormat {
  let name = "check-point-cef"
  let shape = LineShape.cef(["Check Point"])
  let map = FieldMap(
    [
      ("rt", .time), ("suser", .user), ("request", .url), ("dpt", .port),
      ("requestMethod", .method), ("requestClientApplication", .userAgent), ("act", .action),
      ("out", .bytesUp), ("in", .bytesDown),
    ] + CheckPointFields.names.filter { $0.0 != "product" && $0.0 != "loguid" })

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    CheckPointFields.kind(&values, line).map { .access($0) } ?? .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    CheckPointFields.outcome(values, line)
  }
}

/// The logs of Check Point gateways through Log Exporter as LEEF, `cp_log_export … format leef`.
///
///     LEEF:2.0|Check Point|URL Filtering|1.0|Block|cat=URL Filtering⇥devTime=1794814200⇥srcPort=53124⇥action=Block⇥dst=198.51.100.7⇥proto=6⇥resource=https://www.example.com/⇥service=443⇥src=10.1.2.3⇥usrName=anna
///
/// Between the fields stands a tab, which is `⇥` here. The time is `devTime`, in seconds since 1970.
/// Fields that LEEF has no name for keep those of the product. Which lines are accesses, and all
/// else, is as in the syslog export. Documented at
/// https://support.checkpoint.com/results/sk/sk122323.
struct CheckPointLEEF: DescribedFormat {
  let name = "check-point-leef"
  let shape = LineShape.leef(["Check Point"])
  let map = FieldMap(
    [
      ("devTime", .time), ("usrName", .user), ("url", .url), ("dstPort", .port),
      ("action", .action), ("act", .action), ("srcBytes", .bytesUp), ("dstBytes", .bytesDown),
    ] + CheckPointFields.names.filter { $0.0 != "product" && $0.0 != "loguid" })

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    CheckPointFields.kind(&values, line).map { .access($0) } ?? .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    CheckPointFields.outcome(values, line)
  }
}
