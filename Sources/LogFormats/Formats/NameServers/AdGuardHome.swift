import Access
import Bytes
import Evidence

/// The query log of AdGuard Home, `querylog.json`.
///
///     {"T":"2026-11-16T08:30:00.25+01:00","QH":"www.example.com","QT":"A","QC":"IN","CP":"","Answer":"…","IP":"10.1.2.3","Result":{"IsFiltered":true,"Reason":3},"Elapsed":1203456}
///
/// Taken are the time `T`, the client `IP`, the host `QH`, and from `Result` whether the query was
/// filtered, which is a refusal. Client names (`CID`), answers and rules are not read. The keys stand
/// in the product's source:
/// https://github.com/AdguardTeam/AdGuardHome/blob/master/internal/querylog/decode.go.
struct AdGuardHome: DescribedFormat {
  let name = "adguard-home"
  let shape = LineShape.json
  let map = FieldMap([
    ("T", .time), ("IP", .client), ("QH", .host), ("Result.IsFiltered", .action), ("QT", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let isQuery = !values[.type].isEmpty || !values[.action].isEmpty
    guard isQuery, !values[.time].isEmpty, !values[.client].isEmpty else { throw .layout }
    return .access(.dns)
  }

  /// The log is written for every query, and says so of those that were filtered.
  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    line.bytes(in: values[.action]).equals("true") ? .blocked : .allowed
  }
}
