import Access
import Bytes
import Evidence

/// The DNS, HTTP and network logs of Cloudflare Gateway, as Logpush writes them: the datasets
/// `gateway_dns`, `gateway_http` and `gateway_network`.
///
///     {"Datetime":"2026-11-16T07:30:00Z","Email":"anna@example.com","QueryName":"www.example.com","QueryTypeName":"A","ResolverDecision":"allowedOnNoPolicyMatch","SrcIP":"10.1.2.3"}
///     {"Action":"allow","Datetime":"2026-11-16T07:30:00Z","Email":"anna@example.com","HTTPHost":"www.example.com","HTTPMethod":"GET","SourceInternalIP":"10.1.2.3","SourceIP":"203.0.113.1","URL":"https://www.example.com/start"}
///
/// The time is RFC 3339 or a number since 1970. The client is the internal address where the device told
/// it, otherwise the source address. The user is `Email`. The host is the name queried, the Host header
/// or the SNI; a session without an SNI is an access to an address if it went to a port of the web. A
/// session over UDP that names a host is QUIC. `QuerySize` is from the client; the other datasets have no
/// sizes. Policies that bypass inspection, isolate or do not scan let the request pass. Lines of the
/// dataset `access_requests`, which are logins to own applications, are no accesses. Documented at
/// https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/.
struct CloudflareGateway: DescribedFormat {
  let name = "cloudflare-gateway"
  let shape = LineShape.json
  let map = FieldMap([
    ("Datetime", .time), ("CreatedAt", .time), ("SourceInternalIP", .client),
    ("SourceIP", .client), ("SrcIP", .client), ("Email", .user), ("QueryName", .host),
    ("HTTPHost", .host), ("SNI", .host), ("URL", .url), ("DestinationIP", .destination),
    ("DestinationPort", .port), ("HTTPMethod", .method), ("UserAgent", .userAgent),
    ("QuerySize", .bytesUp), ("ResolverDecision", .status), ("Action", .action),
    ("Transport", .type), ("AppUUID", .product), ("SessionID", .event), ("RequestID", .detail),
    ("UntrustedCertificateAction", .detail), ("HTTPVersion", .detail),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.time].isEmpty else { throw .layout }
    if !values[.product].isEmpty { return .notAnAccess }
    guard !values[.client].isEmpty else { throw .layout }
    if !values[.status].isEmpty { return .access(.dns) }
    guard !values[.action].isEmpty else { throw .layout }
    if !values[.detail].isEmpty, !values[.host].isEmpty || !values[.url].isEmpty {
      return .access(.proxy)
    }
    guard !values[.event].isEmpty, !values[.type].isEmpty else { throw .layout }
    guard values[.host].isEmpty else {
      let transport = line.bytes(in: values[.type])
      return .access(transport.equals("udp") || transport.equals("UDP") ? .quic : .tls)
    }
    return WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let isLookup = !values[.status].isEmpty
    let action = line.bytes(in: values[isLookup ? .status : .action])
    if action.starts(with: "bypass") || action.starts(with: "noscan")
      || action.starts(with: "noScan") || action.starts(with: "scan")
      || action.starts(with: "noisolate") || action.starts(with: "override")
    {
      return .allowed
    }
    return ActionWords.outcome(of: action)
  }
}
