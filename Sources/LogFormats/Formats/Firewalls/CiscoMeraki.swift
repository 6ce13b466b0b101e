import Access
import Bytes
import Evidence

/// The syslog messages of Cisco Meraki's security appliances and access points.
///
///     <134>1 1794814200.250000000 MX84 urls src=10.1.2.3:53124 dst=192.0.2.80:443 mac=00:00:5E:00:53:01 request: UNKNOWN https://www.example.com/...
///     <134>1 1794814200.250000000 MX84 events content_filtering_block url='https://www.example.com/' server='192.0.2.80:443' client_mac='00:00:5E:00:53:01'
///
/// The time is in seconds since 1970, behind whatever head a relay put there; the device's name and the
/// kind of message follow. Accesses are `urls`, `content_filtering_block`, which names the client by its
/// hardware address only, files that `security_event` blocked, and flows (`flows`, `firewall`,
/// `vpn_firewall`, `cellular_firewall`, `ip_flow_start`) to a port of the web, by address. Rules of flows
/// written as a number are those for flows from outside, which are no accesses; the end of a flow
/// (`ip_flow_end`) tells of it again. `urls` do not say what became of the request; the method `UNKNOWN`
/// is that of TLS. The client's hardware address is `mac` or `client_mac`. Not read are translated addresses, other events, and intrusion alerts. Documented at
/// https://documentation.meraki.com/General_Administration/Monitoring_and_Reporting/Syslog_Event_Types_and_Log_Samples.
struct CiscoMeraki: DescribedFormat {
  let name = "cisco-meraki"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("src", .client), ("client_ip", .client), ("client_mac", .client),
    ("mac", .clientHardware), ("url", .url),
    ("dst", .destination), ("dport", .port), ("agent", .userAgent), ("action", .action),
  ])

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      try read(line, into: &values)
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  private func read(_ line: Span<UInt8>, into values: inout FieldValues) throws(Malformed) {
    guard let start = Anchor.epoch(in: line) else { throw .layout }
    var cursor = ByteCursor(line, at: start)
    let time = cursor.readWord()
    guard !cursor.readWord().isEmpty else { throw .truncated }
    let kind = cursor.readWord()
    guard isKind(line.bytes(in: kind)) else { throw .layout }
    KeyValueLine().read(line, from: cursor.position, map, into: &values)
    values.replace(.time, with: time)
    values.replace(.type, with: kind)
    values.replace(.subtype, with: cursor.readWord())
    if line.bytes(in: kind).equals("urls") { readRequest(line, from: cursor.position, &values) }
  }

  private func isKind(_ word: Span<UInt8>) -> Bool {
    word.equals("urls") || word.equals("events") || isFlow(word) || word.equals("ip_flow_end")
      || word.equals("security_event") || word.equals("airmarshal_events")
      || word.equals("ids-alerts") || word.equals("ids_alerts")
  }

  private func isFlow(_ word: Span<UInt8>) -> Bool {
    word.equals("flows") || word.equals("firewall") || word.equals("vpn_firewall")
      || word.equals("cellular_firewall") || word.equals("ip_flow_start")
      || word.equals("bridge_anyconnect_client_vpn_firewall")
  }

  /// `request: GET https://www.example.com/...`, the last words of the line: a user agent may hold the
  /// same before them.
  private func readRequest(
    _ line: Span<UInt8>, from start: Int, _ values: inout FieldValues
  ) {
    var cursor = ByteCursor(line, at: start)
    while !cursor.isAtEnd {
      guard line.bytes(in: cursor.readWord()).equals("request:") else { continue }
      let method = cursor.readWord()
      values.replace(.method, with: line.bytes(in: method).equals("UNKNOWN") ? .none : method)
      values.replace(.url, with: cursor.readWord())
    }
    // The port is the server's, behind its address.
    let server = values[.destination].range
    if let colon = line.extracting(server).lastIndex(of: ASCII.colon) {
      values.replace(
        .port, with: ByteRange(server.lowerBound + colon + 1..<server.upperBound))
    }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let type = line.bytes(in: values[.type])
    if type.equals("urls") {
      guard !values[.url].isEmpty else { throw .truncated }
      return .access(.proxy)
    }
    if type.equals("events") {
      guard isContentFilter(line.bytes(in: values[.subtype])) else { return .notAnAccess }
      if values[.clientHardware].isEmpty { values.replace(.clientHardware, with: values[.client]) }
      return .access(.proxy)
    }
    if type.equals("security_event") {
      let isBlocked = line.bytes(in: values[.action]).equals("block")
      return isBlocked && !values[.url].isEmpty ? .access(.proxy) : .notAnAccess
    }
    guard isFlow(type), WebPort.contains(values[.port], line) else { return .notAnAccess }
    readRule(line, &values)
    // From outside.
    return line.bytes(in: values[.remark]).count == 1 ? .notAnAccess : .access(.tls)
  }

  private func isContentFilter(_ event: Span<UInt8>) -> Bool {
    event.equals("content_filtering_block") || event.equals("type=content_filtering_block")
  }

  /// `pattern: allow all` or `pattern: Group Policy Allow`, or `allow` and `deny` behind the kind.
  private func readRule(_ line: Span<UInt8>, _ values: inout FieldValues) {
    var cursor = ByteCursor(line, at: values[.type].range.upperBound)
    let first = cursor.readWord()
    values.replace(.remark, with: first)
    while !cursor.isAtEnd {
      if line.bytes(in: cursor.readWord()).equals("pattern:") {
        var word = cursor.readWord()
        if line.bytes(in: word).equals("Group") {
          _ = cursor.readWord()
          word = cursor.readWord()
        }
        values.replace(.remark, with: word)
        return
      }
    }
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let type = line.bytes(in: values[.type])
    if type.equals("events") || type.equals("security_event") { return .blocked }
    return ActionWords.outcome(of: line.bytes(in: values[.remark]))
  }
}
