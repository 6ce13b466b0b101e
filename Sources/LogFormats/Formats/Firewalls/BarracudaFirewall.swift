import Access
import Bytes
import Evidence

/// The web and firewall logs of Barracuda CloudGen Firewalls as JSON, which they stream to collectors.
///
///     {"timestamp":1794814200000,"traffic_type":0,"action":0,"source_ip":"10.1.2.3","source_port":"53124","destination_ip":"192.0.2.80","destination_port":"443","method":"GET","status_code":"200","user_agent":"Mozilla/5.0","name":"https://www.example.com/start","size":4096,"domain":"www.example.com","user":"anna","fw_rule":"LAN-2-INTERNET","app_rule":"<App>:<pass-no-match>"}
///
/// An access is a line of the web log, which names a domain, and the end or the refusal of a session
/// in the firewall log when it went to a port of the web. `Begin` lines are none, for the end follows.
/// The action of the web log is 1 for a refusal. `size` is what was delivered; `fwd_bytes` is from the
/// client. Threats are not read: the web log has the same access. The web log is
/// documented at
/// https://campus.barracuda.com/product/cloudgenfirewall/doc/170820935/how-to-configure-web-log-streaming.
struct BarracudaFirewall: DescribedFormat {
  let name = "barracuda-firewall"
  let shape = LineShape.json
  let map = FieldMap([
    ("timestamp", .time), ("source_ip", .client), ("src_ip", .client), ("user", .user),
    ("domain", .host), ("name", .url), ("destination_ip", .destination), ("dst_ip", .destination),
    ("destination_port", .port), ("dst_port", .port), ("method", .method),
    ("user_agent", .userAgent), ("fwd_bytes", .bytesUp), ("rev_bytes", .bytesDown),
    ("size", .bytesDown), ("action", .action), ("fw_rule", .product), ("traffic_type", .type),
    ("src_iface", .subtype), ("fw_info", .subtype),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.time].isEmpty else { throw .layout }
    if !values[.type].isEmpty, !values[.host].isEmpty { return .access(.proxy) }
    guard !values[.subtype].isEmpty else { throw .layout }
    values.replace(.url, with: .none)
    values.replace(.host, with: .none)
    let isAccess = outcome(of: values, in: line) != .unknown
    return isAccess && WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    if action.equals("0") || action.equals("End") { return .allowed }
    if action.equals("1") || ActionWords.outcome(of: action) == .blocked { return .blocked }
    return .unknown
  }
}
