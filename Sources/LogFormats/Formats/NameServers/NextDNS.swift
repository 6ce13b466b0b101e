import Access
import Bytes
import Evidence

/// The log of NextDNS, the CSV file that its page of logs offers for download.
///
///     timestamp,domain,query_type,dnssec,protocol,client_ip,status,reasons,destination_country,root_domain,device_id,device_name,device_model,device_local_ip,matched_name,client_name
///     2026-11-16T07:30:00.250Z,www.example.com,A,false,DNS-over-HTTPS,203.0.113.1,,,DE,example.com,4K7QX,laptop,,10.1.2.3,,nextdns-cli
///
/// The columns are those that the first line names; without it the log cannot be read. The time is UTC.
/// The client is the device's local address where the device told it, otherwise `client_ip`, the address
/// it came from. The status is `blocked` for a refusal; `allowed`, `default` and none mean that the query
/// was answered. Devices are no users. Documented at https://nextdns.github.io/api/#logs.
struct NextDNS: DescribedFormat {
  let name = "nextdns"
  let shape = LineShape.namedColumns(
    DelimitedLine(), HeaderLine(mark: "", names: ["timestamp", "domain", "status", "reasons"]))
  let map = FieldMap([
    ("timestamp", .time), ("device_local_ip", .client), ("devicelocalip", .client),
    ("client_ip", .client), ("clientip", .client), ("domain", .host), ("status", .action),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.time].isEmpty else { throw .layout }
    return .access(.dns)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let status = line.bytes(in: values[.action])
    if status.equals("error") { return .unknown }
    return ActionWords.outcome(of: status) == .blocked ? .blocked : .allowed
  }
}
