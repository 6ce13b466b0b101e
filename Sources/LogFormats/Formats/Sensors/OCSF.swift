import Access
import Bytes
import Evidence

/// Events of the Open Cybersecurity Schema Framework (OCSF), as security lakes and pipelines hold them:
/// the classes Network Activity (4001), HTTP Activity (4002) and DNS Activity (4003).
///
///     {"class_uid":4002,"activity_id":3,"time":1794814200250,"src_endpoint":{"ip":"10.1.2.3"},"http_request":{"http_method":"GET","url":{"hostname":"www.example.com","path":"/"}},"traffic":{"bytes_out":712},"disposition":"Allowed"}
///
/// An access is
/// - a DNS event, by `query.hostname`, unless its source is port 53: then it is the answer;
/// - an HTTP event, by `http_request.url.hostname` or the whole URL;
/// - a network event, by `tls.sni` or `dst_endpoint.hostname`, or by address, if the port is one of the
///   web's, the connection is not one that comes in and the event is not only its opening
///   (`activity_id` 1), beside which there is one of its end.
///
/// The client is `src_endpoint`, or `device`, where the machine reports of itself. `svc_name` is the
/// kind of service and not read as a host. Multicast DNS, LLMNR and NetBIOS (ports 5353, 5355 and 137)
/// are no lookups. The hardware address and the VLAN are those of `src_endpoint` alone: `device` may be
/// a firewall. `time` counts in
/// milliseconds since 1970; `time_dt` is RFC 3339. `traffic.bytes_out` is from the source. The user
/// is `actor.user`. Blocked or allowed is `disposition`, `action`, or their numbers. Events of other
/// classes are not read. Documented at https://schema.ocsf.io/1.4.0/classes/network_activity,
/// …/http_activity and …/dns_activity.
struct OCSF: DescribedFormat {
  let name = "ocsf"
  let shape = LineShape.json
  let map = FieldMap([
    ("class_uid", .type), ("activity_id", .event), ("time", .time), ("time_dt", .time),
    ("start_time", .time), ("metadata.version", .subtype), ("category_uid", .subtype),
    ("src_endpoint.ip", .client), ("src_endpoint.hostname", .client),
    ("src_endpoint.name", .client), ("device.ip", .client), ("device.hostname", .client),
    ("src_endpoint.mac", .clientHardware), ("src_endpoint.vlan_uid", .vlan),
    ("src_endpoint.port", .detail),
    ("actor.user.name", .user), ("actor.user.email_addr", .user),
    ("src_endpoint.owner.name", .user), ("actor.user.uid", .user),
    ("query.hostname", .remark), ("http_request.url.hostname", .host), ("tls.sni", .host),
    ("http_request.hostname", .host), ("dst_endpoint.hostname", .host),
    ("url.hostname", .host), ("dst_endpoint.domain", .host),
    ("http_request.url.url_string", .url), ("http_request.url.text", .url),
    ("url.url_string", .url), ("http_request.url.path", .path),
    ("dst_endpoint.ip", .destination), ("dst_endpoint.port", .port),
    ("http_request.http_method", .method), ("http_request.user_agent", .userAgent),
    ("traffic.bytes_out", .bytesUp), ("traffic.bytes_in", .bytesDown),
    ("disposition", .action), ("action", .action), ("disposition_id", .status),
    ("action_id", .product), ("connection_info.direction_id", .direction),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.type].isEmpty, !values[.subtype].isEmpty, !values[.time].isEmpty else {
      throw .layout
    }
    guard !values[.client].isEmpty else { return .notAnAccess }
    let type = line.bytes(in: values[.type])
    if type.equals("4003") { return dns(&values, line) }
    let hasName = !values[.host].isEmpty || !values[.url].isEmpty
    if type.equals("4002") {
      return hasName || WebPort.contains(values[.port], line) ? .access(.proxy) : .notAnAccess
    }
    guard type.equals("4001") else { return .notAnAccess }
    if hasName { return .access(.tls) }
    let isOpening = line.bytes(in: values[.event]).equals("1")
    let comesIn = line.bytes(in: values[.direction]).equals("1")
    let isWeb = WebPort.contains(values[.port], line)
    return isWeb && !isOpening && !comesIn ? .access(.tls) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let told = ActionWords.outcome(of: line.bytes(in: values[.action]))
    guard told == .unknown else { return told }
    let disposition = line.bytes(in: values[.status])
    let action = line.bytes(in: values[.product])
    // 2 is denied in the one and blocked in the other; 6 is dropped.
    if action.equals("2") || disposition.equals("2") || disposition.equals("6") { return .blocked }
    return action.equals("1") || disposition.equals("1") ? .allowed : .unknown
  }

  private func dns(_ values: inout FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    let isLocal = NeighbourPort.contains(values[.port], line)
    let isAnswer = line.bytes(in: values[.detail]).equals("53")
    // `dst_endpoint` is the name server.
    values.replace(.host, with: values[.remark], escapes: values.escapes(of: .remark))
    values.replace(.url, with: .none)
    return isLocal || isAnswer || values[.host].isEmpty ? .notAnAccess : .access(.dns)
  }
}
