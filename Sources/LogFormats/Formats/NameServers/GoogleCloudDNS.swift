import Access
import Bytes
import Evidence

/// The query log of Google Cloud DNS, as Cloud Logging exports it.
///
///     {"jsonPayload":{"protocol":"UDP","queryName":"www.example.com.","queryType":"A","responseCode":"NOERROR","sourceIP":"10.1.2.3","vmInstanceName":"1.vm"},"logName":"projects/p/logs/dns.googleapis.com%2Fdns_queries","resource":{"type":"dns_query"},"timestamp":"2026-11-16T07:30:00.250Z"}
///
/// Every entry of the resource `dns_query` is a lookup of `queryName`, at `timestamp`, which is UTC. The
/// client is `sourceIP`; queries from the internet for a public zone have none. The log does not say
/// whether a query was refused. Answers and the names of machines are not read. Documented at
/// https://cloud.google.com/dns/docs/monitoring.
struct GoogleCloudDNS: DescribedFormat {
  let name = "gcp-dns"
  let shape = LineShape.json
  let map = FieldMap([
    ("timestamp", .time), ("receiveTimestamp", .time), ("jsonPayload.sourceIP", .client),
    ("jsonPayload.queryName", .host), ("resource.type", .type), ("logName", .product),
    ("jsonPayload.queryType", .subtype),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let log = line.bytes(in: values[.product])
    guard line.bytes(in: values[.type]).equals("dns_query") || log.ends(with: "dns_queries") else {
      throw .layout
    }
    return values[.host].isEmpty ? .notAnAccess : .access(.dns)
  }
}

extension Span where Element == UInt8 {
  /// Whether these bytes end with `text`.
  fileprivate func ends(with text: StaticString) -> Bool {
    contains(text, at: count - text.utf8CodeUnitCount)
  }
}
