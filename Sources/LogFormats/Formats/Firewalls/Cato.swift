import Access
import Bytes
import Evidence

/// The events of Cato Networks as JSON, from its API or its integration with storage.
///
///     {"time":"1794814200250","account_id":"1714","action":"Monitor","dest_ip":"192.0.2.80","dest_port":"443","domain_name":"www.example.com","event_sub_type":"Internet Firewall","event_type":"Security","src_ip":"10.1.2.3","traffic_direction":"OUTBOUND","vpn_user_email":"anna@example.com"}
///
/// An access is an event of the Internet firewall, or of the scan for malware, which names the whole
/// URL, unless it came from outside. Intrusion prevention and other findings, connections of sites and
/// the work of administrators are none. The time is `time`, in milliseconds since 1970. The client is
/// `src_ip`; `src_isp_ip` is the provider's address and is not read. Events have no sizes. Fields may
/// stand in `fieldsMap`, as the API returns them. The sources of the names
/// stand beside the fixtures; the maker documents them at https://support.catonetworks.com/.
struct Cato: DescribedFormat {
  let name = "cato"
  let shape = LineShape.json
  let map: FieldMap

  init() {
    let names: [(String, FieldRole)] = [
      ("time", .time), ("event_timestamp", .time), ("time_str", .time), ("event_time", .time),
      ("src_ip", .client), ("vpn_user_email", .user), ("user_name", .user), ("ad_name", .user),
      ("domain_name", .host), ("full_path_url", .url), ("url", .url), ("dest_ip", .destination),
      ("dest_port", .port), ("http_request_method", .method), ("user_agent", .userAgent),
      ("action", .action), ("event_type", .type), ("event_sub_type", .subtype),
      ("account_id", .product), ("traffic_direction", .direction),
    ]
    map = FieldMap(names.map { ("fieldsMap.\($0)", $1) } + names)
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.type].isEmpty, !values[.subtype].isEmpty else {
      throw .layout
    }
    if line.bytes(in: values[.user]).equals("unmapped user") { values.replace(.user, with: .none) }
    guard !line.bytes(in: values[.direction]).equals("INBOUND") else { return .notAnAccess }
    let subtype = line.bytes(in: values[.subtype])
    if subtype.equals("Anti Malware") || subtype.equals("NG Anti Malware") {
      return values[.url].isEmpty ? .notAnAccess : .access(.proxy)
    }
    guard subtype.equals("Internet Firewall") else { return .notAnAccess }
    if !values[.url].isEmpty { return .access(.proxy) }
    let isWeb = !values[.host].isEmpty || WebPort.contains(values[.port], line)
    return isWeb ? .access(.tls) : .notAnAccess
  }
}
