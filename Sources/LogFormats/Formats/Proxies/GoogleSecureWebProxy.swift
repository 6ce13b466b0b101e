import Access
import Bytes
import Evidence

/// The transaction log of Google Cloud's Secure Web Proxy, as Cloud Logging exports it.
///
///     {"httpRequest":{"requestMethod":"CONNECT","requestSize":"916","status":200,"responseSize":"5505","userAgent":"curl/8","remoteIp":"10.1.2.3:53124","serverIp":"192.0.2.80:443"},"jsonPayload":{"enforcedGatewaySecurityPolicy":{"hostname":"www.example.com:443","matchedRules":[{"action":"ALLOWED","name":"rule"}]}},"logName":"projects/p/logs/networkservices.googleapis.com%2Fgateway_requests","resource":{"type":"networkservices.googleapis.com/Gateway"},"timestamp":"2026-11-16T07:30:00.250Z"}
///
/// Every entry is a request, at `timestamp`, which is UTC. The client is `remoteIp` without its port. The
/// host is the SNI, or the name that the policy was held against, or that of the URL. The request size is
/// from the client, the response size to it. The action is that of the rule that matched. A tunnel and
/// each request that the proxy saw in it by inspecting TLS are entries of their own. Documented at
/// https://cloud.google.com/secure-web-proxy/docs/monitor-logs.
struct GoogleSecureWebProxy: DescribedFormat {
  let name = "gcp-secure-web-proxy"
  let shape = LineShape.json
  let map = FieldMap([
    ("timestamp", .time), ("receiveTimestamp", .time), ("httpRequest.remoteIp", .client),
    ("jsonPayload.enforcedGatewaySecurityPolicy.serverNameIndication", .host),
    ("jsonPayload.enforcedGatewaySecurityPolicy.hostname", .host),
    ("httpRequest.requestUrl", .url), ("httpRequest.serverIp", .destination),
    ("httpRequest.requestMethod", .method), ("httpRequest.userAgent", .userAgent),
    ("httpRequest.requestSize", .bytesUp), ("httpRequest.responseSize", .bytesDown),
    ("jsonPayload.enforcedGatewaySecurityPolicy.matchedRules.action", .action),
    ("jsonPayload.authzPolicyInfo.result", .action), ("resource.type", .type),
    ("resource.labels.gateway_type", .subtype),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard line.bytes(in: values[.type]).equals("networkservices.googleapis.com/Gateway"),
      !values[.client].isEmpty
    else { throw .layout }
    return .access(.proxy)
  }
}
