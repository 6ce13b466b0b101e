import Access
import Bytes
import Evidence

/// The events of Suricata in JSON (`eve-log`, mostly `eve.json`), also through syslog, from
/// Wazuh (in `data`), from Filebeat (in `json`) and as Elasticsearch exports them (in `_source`). Those
/// of the AWS Network Firewall are a format of their own.
///
///     {"timestamp":"2026-11-16T08:30:00.250000+0100","flow_id":4711,"event_type":"tls","src_ip":"10.1.2.3","src_port":53124,"dest_ip":"192.0.2.80","dest_port":443,"proto":"TCP","tls":{"sni":"www.example.com","version":"TLS 1.3"}}
///
/// An access is
/// - a `dns` event that asks (`query`, from version 8 on `request`), by `rrname` or the first of
///   `queries`; answers have source and destination turned round and are none, nor are questions to
///   the neighbours (multicast DNS, LLMNR and NetBIOS on ports 5353, 5355 and 137);
/// - a `tls` event, by `sni`, or by the server's address if that is missing and the port is one of
///   the web's; a `quic` event by `sni`;
/// - an `http` event, by `hostname`, or for HTTP/2 the header `:authority`; `length` is the size of the response's body;
/// - a `flow` to a port of the web in which no protocol was recognised, by address, with its bytes.
///
/// With the option `ethernet`, `ether` has the hardware addresses: `src_mac` is that of `src_ip`, and in a
/// flow the first of `src_macs` that of its first packet. Before version 8, `ether` was that of the
/// packet at which the event was written, perhaps an answer
/// (https://redmine.openinfosecfoundation.org/issues/6405). `vlan` lists the tags, the outer one first.
///
/// An `alert` repeats another event, unless it says that the access was blocked. Other events are not
/// read. The time `timestamp` has its zone. Documented at
/// https://docs.suricata.io/en/latest/output/eve/eve-json-format.html.
struct Suricata: DescribedFormat {
  let name = "suricata"
  let shape = LineShape.json
  let map = FieldMap(
    ["data.", "_source.", "json.", ""].flatMap { member in Self.events.map { (member + $0.0, $0.1) }
    })

  private static let events: [(String, FieldRole)] = [
    ("event_type", .type), ("timestamp", .time), ("flow_id", .detail),
    ("src_ip", .client), ("ether.src_mac", .clientHardware),
    ("ether.src_macs", .clientHardware), ("ether.dest_mac", .product), ("vlan", .vlan),
    ("dest_ip", .destination), ("http.http_port", .port),
    ("dest_port", .port),
    ("dns.rrname", .host), ("dns.queries.rrname", .host), ("dns.query.rrname", .host),
    ("dns.type", .subtype), ("tls.sni", .host), ("quic.sni", .host),
    ("http.hostname", .host), ("http.url", .path), ("http.http_method", .method),
    ("http.http_user_agent", .userAgent), ("http.length", .bytesDown),
    ("flow.bytes_toserver", .bytesUp), ("flow.bytes_toclient", .bytesDown),
    ("alert.action", .action), ("app_proto", .remark), ("proto", .status),
    ("src_port", .direction), ("direction", .event),
  ]

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.type].isEmpty, !values[.time].isEmpty else { throw .layout }
    let type = line.bytes(in: values[.type])
    if values[.detail].isEmpty || values[.client].isEmpty {
      guard !values[.detail].isEmpty || hasNoFlow(type) else { throw .layout }
      return .notAnAccess
    }
    takeInnerVLAN(&values, line)
    if type.equals("dns") { return dns(values, line) }
    let namesHost = !values[.host].isEmpty
    if type.equals("http") || type.equals("http2") { return http(&values, line) }
    if type.equals("quic") { return namesHost ? .access(.quic) : .notAnAccess }
    let isWeb = WebPort.contains(values[.port], line)
    if type.equals("tls") { return namesHost || isWeb ? .access(.tls) : .notAnAccess }
    if type.equals("alert") { return namesHost ? alert(&values, line) : .notAnAccess }
    guard type.equals("flow"), isWeb, isUnknown(values, line) else { return .notAnAccess }
    return .access(line.bytes(in: values[.status]).equals("UDP") ? .quic : .tls)
  }

  /// Events of the sensor itself, and of packets that belong to no flow.
  private func hasNoFlow(_ type: Span<UInt8>) -> Bool {
    type.equals("stats") || type.equals("engine") || type.equals("anomaly")
      || type.equals("drop") || type.equals("arp")
  }

  /// The last number of the list, of which the first was read.
  private func takeInnerVLAN(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let outer = values[.vlan].range
    guard !outer.isEmpty, outer.upperBound < line.count,
      line[outer.upperBound] == UInt8(ascii: ",") || line[outer.upperBound] == ASCII.space
    else { return }
    var end = line.wordEnd(ASCII.closingBracket, from: outer.upperBound)
    while end > outer.upperBound, line[end - 1] == ASCII.space { end -= 1 }
    var start = end
    while start > outer.upperBound, ASCII.isDigit(line[start - 1]) { start -= 1 }
    if start < end { values.replace(.vlan, with: ByteRange(start..<end)) }
  }

  private func dns(_ values: FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    let type = line.bytes(in: values[.subtype])
    let isLocal = NeighbourPort.contains(values[.port], line)
    let asks = type.equals("query") || type.equals("request")
    return asks && !isLocal && !values[.host].isEmpty ? .access(.dns) : .notAnAccess
  }

  private func http(_ values: inout FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    // The flow's bytes are those of all its requests; they would be counted again and again.
    values.replace(.bytesUp, with: .none)
    if values[.host].isEmpty { values.replace(.host, with: authority(line)) }
    // On the way to a proxy the whole URL stands in the request.
    let url = line.bytes(in: values[.path])
    if url.starts(with: "http:") || url.starts(with: "https:") {
      values.replace(.url, with: values[.path], escapes: values.escapes(of: .path))
    }
    // HTTP/2 has events that are no requests, such as its settings.
    let isRequest = !values[.method].isEmpty || !values[.path].isEmpty
    let isWeb = isRequest && WebPort.contains(values[.port], line)
    return isWeb || !values[.host].isEmpty || !values[.url].isEmpty ? .access(.proxy) : .notAnAccess
  }

  /// The header of HTTP/2 that takes the place of `Host`; empty for none.
  private func authority(_ line: Span<UInt8>) -> ByteRange {
    let mark: StaticString = ":authority\",\"value\":\""
    var colon = line.wordEnd(ASCII.colon, from: 0)
    while colon < line.count {
      if line.contains(mark, at: colon) {
        let start = colon + mark.utf8CodeUnitCount
        return ByteRange(start..<line.wordEnd(ASCII.quote, from: start))
      }
      colon = line.wordEnd(ASCII.colon, from: colon + 1)
    }
    return .none
  }

  /// An alert tells the protocol only in `app_proto`, or by what the event is made of. Its source is
  /// that of the packet it was raised for, which may be the server's.
  private func alert(_ values: inout FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    guard outcome(of: values, in: line) == .blocked else { return .notAnAccess }
    values.replace(.bytesUp, with: .none)
    values.replace(.bytesDown, with: .none)
    let isAnswer =
      line.bytes(in: values[.event]).equals("to_client")
      || WebPort.contains(values[.direction], line) && !WebPort.contains(values[.port], line)
    if isAnswer {
      values.replace(.client, with: values[.destination])
      values.replace(.clientHardware, with: values[.product])
      values.replace(.port, with: values[.direction])
    }
    let protocolName = line.bytes(in: values[.remark])
    if protocolName.equals("dns") {
      return line.bytes(in: values[.port]).equals("53") ? .access(.dns) : .notAnAccess
    }
    if protocolName.equals("quic") { return .access(.quic) }
    let isRequest = protocolName.starts(with: "http") || !values[.method].isEmpty
    return .access(isRequest ? .proxy : .tls)
  }

  private func isUnknown(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    values[.remark].isEmpty || line.bytes(in: values[.remark]).equals("failed")
  }
}
