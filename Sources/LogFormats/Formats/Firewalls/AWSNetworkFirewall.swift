import Access
import Bytes
import Evidence

/// The alert, flow and TLS logs of AWS Network Firewall: events of Suricata in the member `event`.
///
///     {"firewall_name":"outbound","availability_zone":"eu-central-1a","event_timestamp":"1794814200","event":{"timestamp":"2026-11-16T07:30:00.250000+0000","event_type":"alert","src_ip":"10.1.2.3","src_port":53124,"dest_ip":"192.0.2.80","dest_port":443,"proto":"TCP","app_proto":"tls","alert":{"action":"allowed","signature":"aws:alert_established action"},"tls":{"sni":"www.example.com"}}}
///
/// The time is the event's, or `event_timestamp`; both are UTC. Client and destination are those of the
/// packet that the rule met. The host is the SNI or the Host header; an event that names none is an
/// access to an address if it went to a port of the web. A flow (`netflow`) runs in one direction: that
/// to the web counts, and its bytes are from the client; that back from it does not. TLS lines tell of
/// connections that TLS inspection ended: they are refusals. A connection may stand in the alert log and
/// in the flow log; each is an access. Referrers and certificates are not read.
/// Documented at
/// https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging-contents.html and
/// https://docs.aws.amazon.com/network-firewall/latest/developerguide/tls-inspection-logging.html.
struct AWSNetworkFirewall: DescribedFormat {
  let name = "aws-network-firewall"
  let shape = LineShape.json
  let map = FieldMap([
    ("event.timestamp", .time), ("event_timestamp", .time), ("event.src_ip", .client),
    ("event.tls.sni", .host), ("event.http.hostname", .host), ("event.quic.sni", .host),
    ("event.sni", .host), ("event.http.url", .url), ("event.dest_ip", .destination),
    ("event.dest_port", .port), ("event.http.http_method", .method),
    ("event.http.http_user_agent", .userAgent), ("event.netflow.bytes", .bytesUp),
    ("event.verdict.action", .action), ("event.alert.action", .action),
    ("event.revocation_check.action", .action), ("firewall_name", .product),
    ("event.event_type", .event), ("event.app_proto", .type),
    ("event.tls_error.error_message", .detail), ("event.revocation_check.status", .detail),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.client].isEmpty else { throw .layout }
    let isError = !values[.detail].isEmpty
    guard !values[.event].isEmpty || isError else { throw .layout }
    let event = line.bytes(in: values[.event])
    let isKnown =
      event.equals("alert") || event.equals("netflow") || event.equals("tls")
      || event.equals("http") || event.equals("quic") || isError
    let namesHost = !values[.host].isEmpty
    guard isKnown, namesHost || WebPort.contains(values[.port], line) else { return .notAnAccess }
    let protocolName = line.bytes(in: values[.type])
    if protocolName.equals("quic") || event.equals("quic") { return .access(.quic) }
    let isHTTP = protocolName.starts(with: "http") || !values[.method].isEmpty
    return .access(isHTTP && namesHost ? .proxy : .tls)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    if !values[.detail].isEmpty {
      return line.bytes(in: values[.action]).equals("PASS") ? .allowed : .blocked
    }
    return ActionWords.outcome(of: line.bytes(in: values[.action]))
  }
}
