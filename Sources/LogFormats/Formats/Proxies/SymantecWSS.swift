import Access
import Bytes
import Evidence

/// The access log of Symantec's and Broadcom's Web Security Service (Cloud SWG) as JSON.
///
///     {"x-bluecoat-request-tenant-id": "111", "date": "2026-11-16", "time": "07:30:00", "c-ip": "10.1.2.3", "cs-userdn": "EXAMPLE\\anna", "sc-filter-result": "OBSERVED", "cs-method": "GET", "cs-host": "www.example.com", "cs-uri-path": "/", "sc-bytes": "4096", "cs-bytes": "712"}
///
/// The keys are the names of the columns in the service's log files, which the format for Blue Coat
/// reads, and mean the same: `date` and `time` are in UTC, `cs-bytes` come from the client. The mark of
/// the format is a date with a filter result or an action. The device's name and location are not read.
/// Documented in Broadcom's "ProxySG Log Fields and Substitutions" (names) and at
/// https://juniper.net/documentation/us/en/software/jsa7.5.0/jsa-dsm/topics/concept/jsa-configuring-dsm-sample-event-message-bluecot-web-security.html.
struct SymantecWSS: DescribedFormat {
  let name = "symantec-wss"
  let shape = LineShape.json
  let map = FieldMap(
    W3CFields.moment + W3CFields.client + W3CFields.request + W3CFields.target + [
      ("sc-filter-result", .action), ("s-action", .event),
    ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.date].isEmpty || !values[.time].isEmpty,
      !values[.action].isEmpty || !values[.event].isEmpty, !values[.client].isEmpty
    else { throw .layout }
    values.isUTC = true
    if line.bytes(in: values[.method]).equals("unknown") { values.replace(.method, with: .none) }
    return .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let filter = values[.action].isEmpty ? values[.event] : values[.action]
    return ProxyResult.outcome(of: line.bytes(in: filter))
  }
}
