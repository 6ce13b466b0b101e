import Access
import Bytes
import Evidence

/// Documents of the Elastic Common Schema (ECS), as Beats, Elastic Agent, Logstash and Sekoia write
/// them, also as Elasticsearch exports them (`_source`), and those that Security Onion makes of the logs
/// of Zeek and Suricata with names of its own (`dns.query.name`, `ssl.server_name`, `http.virtual_host`).
///
///     {"@timestamp":"2026-11-16T07:30:00.250Z","ecs":{"version":"8.11.0"},"event":{"category":["web"],"type":["access","allowed"]},"source":{"ip":"10.1.2.3","bytes":712},"url":{"full":"https://www.example.com/","domain":"www.example.com"},"user":{"name":"anna"}}
///
/// Names are nested or written with dots. An access is a document with `@timestamp`, a client
/// (`client.ip` or `source.ip`) or at least a user, as cloud proxies have it, and
/// - `dns.question.name`, unless its source is port 53 or Suricata calls it an answer
///   (`suricata.eve.dns.type`). Multicast DNS, LLMNR and NetBIOS (ports 5353, 5355 and 137) are none;
/// - `tls.client.server_name`, `url.domain`, a whole URL or `destination.domain`. It is a web request if
///   it has a URL, a method or a browser, otherwise a connection;
/// - or no name, but a port of the web, and no `network.protocol` that other documents tell more of.
///   Alerts, and reports of a flow that goes on (`flow.final` is false), are none.
///
/// The VLAN is the inner one (`network.inner.vlan.id`), that by which the traffic came to the observer
/// (`observer.ingress.vlan.id`), or the only one. Bytes from the client are `source.bytes`, `http.request.bytes` or those of the body. Blocked or
/// allowed is what `event.type` says, or else `event.action`; `event.outcome` tells of errors. Not read
/// are documents of what comes in (`network.direction`), of web servers' own logs, alerts of Suricata,
/// which repeat other events, and starts of connections whose end is a document too. Documented at
/// https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html.
struct ECS: DescribedFormat {
  let name = "ecs"
  let shape = LineShape.json
  let map = FieldMap(
    ["", "_source."].flatMap { member in Self.names.map { (member + $0.0, $0.1) } })

  private static let names: [(String, FieldRole)] = [
    ("@timestamp", .time),
    ("client.ip", .client), ("source.ip", .client), ("client.address", .client),
    ("source.address", .client), ("source.port", .detail),
    ("client.mac", .clientHardware), ("source.mac", .clientHardware),
    ("network.inner.vlan.id", .vlan), ("observer.ingress.vlan.id", .vlan),
    ("network.vlan.id", .vlan),
    ("source.user.name", .user), ("client.user.name", .user), ("user.name", .user),
    ("user.email", .user), ("user.id", .user),
    ("dns.question.name", .remark), ("dns.query.name", .remark),
    ("tls.client.server_name", .host), ("zeek.ssl.server.name", .host),
    ("ssl.server_name", .host), ("http.virtual_host", .host), ("url.domain", .host),
    ("destination.domain", .host),
    ("server.domain", .host), ("url.full", .url), ("url.original", .url), ("url.path", .path),
    ("http.uri", .path),
    ("destination.ip", .destination), ("server.ip", .destination),
    ("destination.address", .destination),
    ("destination.port", .port), ("server.port", .port), ("url.port", .port),
    ("http.request.method", .method), ("http.method", .method),
    ("user_agent.original", .userAgent), ("http.useragent", .userAgent),
    ("source.bytes", .bytesUp), ("client.bytes", .bytesUp), ("http.request.bytes", .bytesUp),
    ("http.request.body.bytes", .bytesUp), ("http.request.body.length", .bytesUp),
    ("destination.bytes", .bytesDown), ("server.bytes", .bytesDown),
    ("http.response.bytes", .bytesDown), ("http.response.body.bytes", .bytesDown),
    ("http.response.body.length", .bytesDown),
    ("event.action", .action), ("event.type", .event),
    ("event.dataset", .type), ("event.module", .type),
    // What makes a document one of no access of its own.
    ("suricata.eve.dns.type", .status), ("flow.final", .status), ("event.kind", .status),
    ("network.direction", .direction), ("network.protocol", .product), ("ecs.version", .subtype),
    ("event.category", .subtype),
  ]

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let hasMark = !values[.subtype].isEmpty || !values[.type].isEmpty || !values[.event].isEmpty
    guard hasMark, !values[.time].isEmpty else { throw .layout }
    // A shipper's document around a line that it did not take apart has these marks, too.
    guard !values[.client].isEmpty || !values[.user].isEmpty else { throw .layout }
    guard !isForeign(values, line) else { return .notAnAccess }
    if !values[.remark].isEmpty { return dns(&values, line) }
    // An address in place of a name, as some write, is one to connect to.
    if values[.host].isEmpty, values[.url].isEmpty { return connection(values, line) }
    let isRequest =
      !values[.url].isEmpty || !values[.path].isEmpty || !values[.method].isEmpty
      || !values[.userAgent].isEmpty || line.bytes(in: values[.product]).starts(with: "http")
    if !isRequest, isStart(values, line) { return .notAnAccess }
    if isRequest { return .access(.proxy) }
    return .access(line.bytes(in: values[.product]).equals("quic") ? .quic : .tls)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    if types(values, line, hold: "denied") { return .blocked }
    if types(values, line, hold: "allowed") { return .allowed }
    return ActionWords.outcome(of: line.bytes(in: values[.action]))
  }

  // MARK: Kinds

  private func dns(_ values: inout FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    let source = line.bytes(in: values[.detail])
    // Elastic's own sensor on Windows writes the question and the answer.
    let isAnswer =
      source.equals("53") || line.bytes(in: values[.action]).equals("lookup_result")
      || line.bytes(in: values[.status]).equals("answer")
    let isLocal = NeighbourPort.contains(values[.port], line)
    guard !isAnswer, !isLocal else { return .notAnAccess }
    values.replace(.host, with: values[.remark], escapes: values.escapes(of: .remark))
    values.replace(.url, with: .none)
    values.replace(.path, with: .none)
    return .access(.dns)
  }

  private func connection(_ values: FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    let known = line.bytes(in: values[.product])
    let isTold =
      known.equals("tls") || known.equals("ssl") || known.equals("http") || known.equals("quic")
      || known.equals("dns")
    let status = line.bytes(in: values[.status])
    let isRepeated = status.equals("alert") || status.equals("false")
    guard WebPort.contains(values[.port], line), !isTold, !isRepeated, !isStart(values, line)
    else { return .notAnAccess }
    return .access(.tls)
  }

  // MARK: Marks

  private func isForeign(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    let direction = line.bytes(in: values[.direction])
    if direction.equals("inbound") || direction.equals("ingress") { return true }
    let dataset = line.bytes(in: values[.type])
    let isAlert =
      line.bytes(in: values[.status]).equals("alert") && dataset.starts(with: "suricata")
    if isAlert || dataset.equals("alert") || dataset.equals("suricata.alert") {
      return outcome(of: values, in: line) != .blocked
    }
    return dataset.starts(with: "nginx") || dataset.starts(with: "apache")
      || dataset.starts(with: "iis") || dataset.starts(with: "traefik")
      || dataset.starts(with: "haproxy") || dataset.starts(with: "tomcat")
  }

  private func isStart(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    types(values, line, hold: "start") && !types(values, line, hold: "end")
  }

  /// Whether `word` is among the values of `event.type`, a list or a single value.
  private func types(
    _ values: FieldValues, _ line: Span<UInt8>, hold word: StaticString
  ) -> Bool {
    let first = values[.event]
    if line.bytes(in: first).equals(word) { return true }
    let start = first.range.lowerBound
    guard start > 0, start < line.count else { return false }
    // The range is that of the first element; the list goes on up to its bracket.
    var isList = start - 1
    while isList > 0, line[isList] == ASCII.quote || line[isList] == ASCII.space { isList -= 1 }
    guard line[isList] == ASCII.openingBracket else { return false }
    var position = first.range.upperBound
    while position < line.count, line[position] != ASCII.closingBracket {
      if line[position] == ASCII.quote, line.contains(word, at: position + 1),
        position + 1 + word.utf8CodeUnitCount < line.count,
        line[position + 1 + word.utf8CodeUnitCount] == ASCII.quote
      {
        return true
      }
      position += 1
    }
    return false
  }
}
