import Access
import Bytes
import Evidence

/// The access log of Blue Coat ProxySG and its successors as `name=value`: `splunk_format` and its
/// relatives, and what collectors make of the Web Security Service's log.
///
///     <134>1 2026-11-16T07:30:00Z proxy bluecoat - splunk_format - c-ip=10.1.2.3 cs-bytes=712 cs-host=www.example.com cs-method=GET cs-username=anna s-action=TCP_MISS sc-bytes=4096 sc-filter-result=OBSERVED c-url="https://www.example.com/start"
///
/// The names are those of the columns in the product's other logs and mean the same. The mark of the
/// format is `c-ip` with a filter result or an action. The time is `date` and `time` in UTC, or the head's;
/// `cs-host` is the host, `c-url` gives the path and the host where that is missing. Not read are the
/// referrer, certificates, and fields of servers. Documented in Broadcom's "ProxySG Log Fields and
/// Substitutions" (names) and at
/// https://juniper.net/documentation/us/en/software/jsa7.5.0/jsa-dsm/topics/concept/jsa-configuring-dsm-sample-event-message-bluecot-web-security.html.
struct BlueCoatFields: DescribedFormat {
  let name = "bluecoat-fields"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap(
    W3CFields.moment + W3CFields.client + W3CFields.request + W3CFields.target + [
      ("sc-filter-result", .action), ("s-action", .event), ("s-ip", .detail),
    ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.client].isEmpty, !values[.action].isEmpty || !values[.event].isEmpty,
      !values[.detail].isEmpty || !values[.host].isEmpty
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
