import Bytes
import Evidence

/// The web proxy of OPNsense with the access log format "JSON" through syslog: Squid, whose fields have
/// the names of the Elastic Common Schema.
///
///     <166>Nov 16 08:30:00 gateway (squid-1)[812]: {"@timestamp":"2026-11-16T07:30:00+0000","ecs":{"version":"1.0.0"},"http":{"request":{"method":"GET"},"response":{"bytes":4096,"body":{"status_code":200}}},"source":{"ip":"10.1.2.3"},"event":{"dataset":"squid.access"},"user":{"name":"anna"},"url":{"original":"http://www.example.com/"},"labels":{"request_status":"TCP_MISS","hierarchy_status":"HIER_DIRECT"}}
///
/// Every line is a request. The time is `@timestamp`, which says its zone. The size is what was
/// delivered to the client; what it sent is not logged. The result and the next hop tell refusals of
/// the proxy from those of a server, as in Squid's own log. The format is defined in
/// https://github.com/opnsense/plugins/blob/master/www/squid/src/opnsense/service/templates/OPNsense/Proxy/squid.conf.
struct OPNsenseSquid: DescribedFormat {
  let name = "opnsense-squid"
  let shape = LineShape.json
  let map = FieldMap([
    ("@timestamp", .time), ("source.ip", .client), ("user.name", .user), ("url.original", .url),
    ("http.request.method", .method), ("user_agent.original", .userAgent),
    ("http.response.bytes", .bytesDown), ("http.response.body.status_code", .status),
    ("labels.request_status", .action), ("labels.hierarchy_status", .detail),
    ("event.dataset", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard line.bytes(in: values[.type]).equals("squid.access"), !values[.action].isEmpty,
      !values[.time].isEmpty
    else { throw .layout }
    let url = line.bytes(in: values[.url])
    return url.count == 0 || url.starts(with: "error:") ? .notAnAccess : .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    var cursor = ByteCursor(line.bytes(in: values[.status]))
    let status = (try? cursor.readDigits(3)) ?? 0
    return ProxyRequest.outcome(
      result: line.bytes(in: values[.action]), status: status,
      wasForwarded: ProxyRequest.wasForwarded(line.bytes(in: values[.detail])))
  }
}
