import Access
import Bytes
import Evidence

/// The transaction events of Netskope as JSON, with the names of the columns in
/// `NetskopeTransactions`, or with underscores for their hyphens.
///
///     {"date":"2026-11-16","time":"07:30:00","cs-bytes":"712","sc-bytes":"4096","c-ip":"10.1.2.3","cs-username":"anna@example.com","cs-method":"POST","cs-host":"www.example.com","cs-uri":"/start","x-cs-timestamp":"1794814200","x-cs-access-method":"Client","x-policy-action":"allow"}
///
/// Every line is an access, read as there. Documented as there.
struct NetskopeTransactionsJSON: DescribedFormat {
  let name = "netskope-transactions-json"
  let shape = LineShape.json
  let map = FieldMap(
    NetskopeTransactions.names
      + NetskopeTransactions.names.map { (String($0.map { $0 == "-" ? "_" : $0 }), $1) })

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty || !values[.time].isEmpty, !values[.host].isEmpty else {
      throw .layout
    }
    values.isUTC = true
    return .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    NetskopeAction.outcome(of: line.bytes(in: values[.action]))
  }
}
