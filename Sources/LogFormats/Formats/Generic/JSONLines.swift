import Access
import Bytes
import Evidence

/// JSON of any product, an object a line, whose members have well-known names.
///
///     {"timestamp":"2026-11-16T08:30:00+01:00","client_ip":"10.1.2.3","user":"anna","method":"GET","url":"https://www.example.com/","action":"allowed"}
///
/// The names are those of `WellKnownNames`, written together, with `_`, `-` or `.`, in either case; with
/// a dot they may be members of objects. Members of the objects `request`, `http` and `client` have the
/// names that web proxies give them, those of `principal`, `target` and `network` the ones of Google's
/// Unified Data Model. A line is read if it has a time, a client and a host or URL; `host` counts
/// only beside a method or a path, because it may be the machine that wrote the line. The time is
/// told from its look. Byte counts whose direction the name does not say are not read.
struct JSONLines: DescribedFormat {
  let name = "json-lines"
  let shape = LineShape.json
  let isGeneric = true
  let map = FieldMap(
    [
      ("request.client_ip", .client), ("request.remote_ip", .client), ("request.host", .host),
      ("request.method", .method), ("request.uri", .url), ("request.url", .url),
      ("http.url", .url), ("http.method", .method), ("http.host", .host),
      ("http.useragent", .userAgent), ("network.client.ip", .client),
      ("metadata.event_timestamp", .time), ("principal.ip", .client),
      ("principal.mac", .clientHardware),
      ("principal.user.userid", .user), ("target.hostname", .host), ("target.url", .url),
      ("target.ip", .destination), ("target.port", .port), ("network.http.method", .method),
      ("network.http.user_agent", .userAgent), ("network.sent_bytes", .bytesUp),
      ("network.received_bytes", .bytesDown), ("security_result.action", .action),
    ] + WellKnownNames.fields(joiners: ["_", "", "-"]) + [
      ("source.ip", .client), ("client.ip", .client), ("source.mac", .clientHardware),
      ("client.mac", .clientHardware), ("user.name", .user),
      ("destination.ip", .destination),
    ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    try WellKnownNames.meaning(of: &values, in: line, context: &context)
  }
}
