import Access
import Bytes
import Evidence

/// The syslog of Sophos Firewall (SFOS, XG and XGS), in the format "device standard" of all versions
/// and in the "standard syslog protocol" of version 18.5 and later.
///
///     <30>device="SFW" date=2026-11-16 time=08:30:00 timezone="CET" device_name="XG230" log_type="Content Filtering" log_component="HTTP" log_subtype="Allowed" user_name="anna" url="https://www.example.com/" src_ip=10.1.2.3 dst_ip=192.0.2.80 dst_port=443 sent_bytes=712 recv_bytes=4096 domain=www.example.com
///     <134>device_name="SFW" timestamp="2026-11-16T08:30:00+0100" device_model="XGS2100" log_type="Content Filtering" log_component="HTTP" log_subtype="Allowed" user_name="anna" url="https://www.example.com/" src_ip="10.1.2.3" dst_port=443 bytes_sent=712 bytes_received=4096 domain="www.example.com"
///
/// The time is `timestamp`, or `date` and `time` in the `timezone`, which is the device's where its
/// name means several. The host is that of `url`, or `domain` where there is no URL. `sent_bytes`
/// and `bytes_sent` are from the client, whose hardware address is `src_mac` and whose VLAN, on
/// bridges, `vlan_id`. Accesses are the lines of the web filter and of virus
/// scanning (component HTTP or HTTPS), threats that ATP found in them, and connections of firewall
/// rules to a port of the web, each at its end or when it was denied. A request that was `Warned` got
/// the warning and not the page: the page has its own line if the user went on. Not read are the
/// lines that tell of such a request again (web content policy, sandbox, application), mail, and the
/// web server protection, whose clients are outside. Documented at
/// https://docs.sophos.com/nsg/sophos-firewall/21.5/syslog/index.html.
struct SophosFirewall: DescribedFormat {
  let name = "sophos-firewall"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("timestamp", .time), ("date", .date), ("time", .timeOfDay), ("timezone", .zone),
    ("src_ip", .client), ("sourceip", .client), ("src_mac", .clientHardware),
    ("vlan_id", .vlan), ("user_name", .user), ("user", .user),
    ("url", .url), ("domain", .host), ("domainname", .host),
    ("dst_ip", .destination), ("destinationip", .destination), ("dst_port", .port),
    ("user_agent", .userAgent), ("http_user_agent", .userAgent),
    ("sent_bytes", .bytesUp), ("bytes_sent", .bytesUp),
    ("recv_bytes", .bytesDown), ("bytes_received", .bytesDown),
    ("log_subtype", .action), ("device", .product), ("device_name", .product),
    ("log_type", .type), ("log_component", .subtype),
    ("connevent", .event), ("con_event", .event),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard line.bytes(in: values[.product]).equals("SFW"), !values[.type].isEmpty,
      !values[.subtype].isEmpty
    else { throw .layout }
    let type = line.bytes(in: values[.type])
    let component = line.bytes(in: values[.subtype])
    if type.equals("Firewall") {
      return isConnection(component, values, line) ? .access(.tls) : .notAnAccess
    }
    if !values[.url].isEmpty { values.replace(.host, with: .none) }
    if component.equals("HTTP") || component.equals("HTTPS") { return .access(.proxy) }
    guard type.equals("ATP"), !values[.url].isEmpty else { return .notAnAccess }
    if component.equals("DNS") { return .access(.dns) }
    return component.equals("Web") ? .access(.proxy) : .access(.tls)
  }

  private func isConnection(
    _ component: Span<UInt8>, _ values: FieldValues, _ line: Span<UInt8>
  ) -> Bool {
    let event = line.bytes(in: values[.event])
    return component.equals("Firewall Rule") && WebPort.contains(values[.port], line)
      && !event.equals("Start") && !event.equals("Interim")
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let subtype = line.bytes(in: values[.action])
    if subtype.equals("Virus") || subtype.equals("PUA") || subtype.equals("Warned") {
      return .blocked
    }
    return subtype.equals("Clean") ? .allowed : ActionWords.outcome(of: subtype)
  }
}
