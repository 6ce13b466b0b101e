import Access
import Bytes
import Evidence

/// The events and alerts of Netskope as JSON, from its REST API or shipped from there.
///
///     {"_id":"a1","access_method":"Client","action":"allow","activity":"Upload","app":"Example","ccl":"low","dstip":"192.0.2.80","hostname":"PC-7","srcip":"203.0.113.1","timestamp":1794814200,"traffic_type":"CloudApp","type":"nspolicy","ur_normalized":"anna@example.com","url":"www.example.com/files","user":"anna@example.com","userip":"10.1.2.3"}
///
/// An access is a page, connection or application event (`type` is `page`, `connection`,
/// `application`, `policy` or `nspolicy`), a site that was refused as malicious, and a network event
/// to a named host that is no private application. Malware, audit, incident and other findings are
/// none: they stand beside the event of the access. The client is `userip`, the address inside, else
/// `srcip`, the one the service saw. The host is that of `url`; `hostname` is the device and is not
/// read. `client_bytes` is from the client; both counts are zero where nothing was counted, which
/// `numbytes` shows. Without an action nothing stood in the way. Netskope's Cloud Exchange writes the same
/// events for Elastic with most of the fields inside `netskope.events` or `netskope.alerts`. Documented at
/// https://docs.netskope.com/en/using-the-rest-api-v2-dataexport-iterator-endpoints.
struct Netskope: DescribedFormat {
  let name = "netskope"
  let shape = LineShape.json
  let map = FieldMap(names + within("netskope.events.") + within("netskope.alerts.") + besides)

  private static let names: [(String, FieldRole)] = [
    ("timestamp", .time), ("userip", .client), ("srcip", .client), ("user", .user),
    ("userkey", .user), ("url", .url), ("dsthost", .url), ("domain", .url), ("page", .url),
    ("dstip", .destination), ("dstport", .port), ("useragent", .userAgent),
    ("client_bytes", .bytesUp), ("server_bytes", .bytesDown), ("numbytes", .status),
    ("action", .action), ("type", .type), ("record_type", .type), ("alert_type", .subtype),
    ("ur_normalized", .product), ("ccl", .product), ("netskope_pop", .product),
    ("traffic_type", .detail),
  ]

  /// What is inside `netskope` in the documents that Cloud Exchange makes.
  private static func within(_ member: String) -> [(String, FieldRole)] {
    let inside: [(String, FieldRole)] = [
      ("user.ip", .client), ("url", .url), ("domain", .url), ("page", .url),
      ("numbytes", .status), ("type", .type), ("event_type", .type), ("alert.type", .subtype),
      ("ccl", .product), ("traffic.type", .detail),
    ]
    return inside.map { (member + $0, $1) }
  }

  /// What stands beside it.
  private static let besides: [(String, FieldRole)] = [
    ("@timestamp", .time), ("source.ip", .client), ("user.email.1", .user),
    ("destination.ip", .destination), ("destination.port", .port),
    ("user_agent.original", .userAgent), ("client.bytes", .bytesUp),
    ("server.bytes", .bytesDown), ("event.action", .action),
  ]

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.time].isEmpty else { throw .layout }
    let counted = line.bytes(in: values[.status])
    if counted.count == 0 || counted.equals("0") {
      values.replace(.bytesUp, with: .none)
      values.replace(.bytesDown, with: .none)
    }
    let type = line.bytes(in: values[.type])
    if type.equals("network") {
      let isPrivate = line.bytes(in: values[.detail]).equals("PrivateApp")
      return isPrivate || values[.url].isEmpty ? .notAnAccess : .access(.tls)
    }
    guard
      type.equals("page") || type.equals("connection") || type.equals("application")
        || type.equals("policy") || type.equals("nspolicy") || type.equals("malsite")
    else { return .notAnAccess }
    let alert = line.bytes(in: values[.subtype])
    let isFinding = alert.equals("Malware") || alert.equals("malware")
    return isFinding || values[.url].isEmpty ? .notAnAccess : .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    NetskopeAction.outcome(of: line.bytes(in: values[.action]))
  }
}

enum NetskopeAction {
  /// Everything but a refusal let the access happen: `useralert` asks people to think again.
  static func outcome(of word: Span<UInt8>) -> Outcome {
    ActionWords.outcome(of: word) == .blocked ? .blocked : .allowed
  }
}
