import Access
import Bytes
import Evidence

/// The logs of Azure Firewall, from its diagnostic settings or out of Log Analytics: the older
/// `AzureFirewallApplicationRule`, `AzureFirewallNetworkRule` and `AzureFirewallDnsProxy`, whose text is
/// in `msg`, and the structured `AZFWApplicationRule`, `AZFWNetworkRule`, `AZFWThreatIntel` and
/// `AZFWDnsQuery`.
///
///     {"category":"AzureFirewallApplicationRule","properties":{"msg":"HTTPS request from 10.1.2.3:53124 to www.example.com:443. Action: Allow. Rule Collection: web. Rule: all"},"time":"2026-11-16T07:30:00.25Z"}
///     {"category":"AZFWApplicationRule","properties":{"Action":"Allow","DestinationPort":443,"Fqdn":"www.example.com","Protocol":"HTTPS","SourceIp":"10.1.2.3","TargetUrl":""},"time":"2026-11-16T07:30:00.25Z"}
///
/// The time is UTC. Application rules and threat intelligence name the host by its SNI or Host header,
/// the URL too where TLS is inspected. Lines of network rules name none: they are accesses to an address
/// if they went to a port of the web. DNS lines are lookups; their sizes are those of the query, from the
/// client, and of the answer. No accesses are inbound translations (`NatRule`, `DNAT'ed`), signatures of
/// intrusion detection, which come beside the rule's own line, requests without an SNI, failed
/// resolutions, flow traces and aggregations. Documented at
/// https://learn.microsoft.com/azure/firewall/monitor-firewall-reference and
/// https://learn.microsoft.com/azure/firewall/logs-and-metrics.
struct AzureFirewall: DescribedFormat {
  let name = "azure-firewall"
  let shape = LineShape.json
  let map = FieldMap([
    ("time", .time), ("TimeGenerated", .time), ("category", .type), ("Type", .type),
    ("properties.msg", .detail), ("msg_s", .detail), ("properties.SourceIp", .client),
    ("SourceIp", .client), ("properties.Fqdn", .host), ("Fqdn", .host),
    ("properties.QueryName", .host), ("QueryName", .host), ("properties.TargetUrl", .url),
    ("TargetUrl", .url), ("properties.Url", .url), ("Url", .url),
    ("properties.DestinationIp", .destination), ("DestinationIp", .destination),
    ("properties.DestinationPort", .port), ("DestinationPort", .port),
    ("properties.Action", .action), ("Action", .action), ("properties.Protocol", .subtype),
    ("Protocol", .subtype), ("properties.RequestSize", .bytesUp), ("RequestSize", .bytesUp),
    ("properties.ResponseSize", .bytesDown), ("ResponseSize", .bytesDown),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let type = line.bytes(in: values[.type])
    if type.starts(with: "AzureFirewall")
      || !values[.detail].isEmpty && type.equals("AzureDiagnostics")
    {
      guard !values[.detail].isEmpty else { return .notAnAccess }
      return AzureFirewallMessage.read(&values, line)
    }
    guard type.starts(with: "AZFW") else { throw .layout }
    if type.equals("AZFWDnsQuery") { return .access(.dns) }
    guard
      type.equals("AZFWApplicationRule") || type.equals("AZFWNetworkRule")
        || type.equals("AZFWThreatIntel")
    else { return .notAnAccess }
    let namesHost = !values[.host].isEmpty || !values[.url].isEmpty
    if namesHost { return .access(.proxy) }
    return WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }
}

/// The text of the older logs, sentences of the same beginning:
///
///     HTTP  request from 10.1.2.3:53124 to www.example.com:80. Url: www.example.com/start. Action: Allow. Policy: …
///     TCP request from 10.1.2.3:53124 to 192.0.2.80:443. Action: Deny.
///     DNS Request: 10.1.2.3:53124 - 6513 A IN www.example.com. udp 43 false 512 NOERROR qr,rd,ra 145 0.0028s
private enum AzureFirewallMessage {
  static func read(_ values: inout FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    let message = values[.detail]
    // The cursor ends where the message does and counts as the line does.
    var cursor = ByteCursor(
      line.extracting(0..<message.range.upperBound), at: message.range.lowerBound)
    let first = line.bytes(in: cursor.readWord())
    let second = line.bytes(in: cursor.readWord())
    if first.equals("DNS"), second.equals("Request:") { return query(&cursor, &values, line) }
    guard second.equals("request"), line.bytes(in: cursor.readWord()).equals("from") else {
      return .notAnAccess
    }
    return request(&cursor, &values, line, isWeb: first.starts(with: "HTTP"))
  }

  /// `SOURCE to HOST:PORT. [Url: URL.] Action: ACTION. …`, `PROTOCOL request from` taken.
  private static func request(
    _ cursor: inout ByteCursor, _ values: inout FieldValues, _ line: Span<UInt8>, isWeb: Bool
  ) -> LineMeaning {
    values.replace(.client, with: cursor.readWord())
    guard line.bytes(in: cursor.readWord()).equals("to") else { return .notAnAccess }
    let target = withoutDot(cursor.readWord(), line)
    while !cursor.isAtEnd {
      let word = line.bytes(in: cursor.readWord())
      if word.equals("DNAT'ed") || word.equals("Signature:") { return .notAnAccess }
      if word.equals("Url:") {
        let url = withoutDot(cursor.readWord(), line)
        values.replace(.url, with: url, escapes: values.escapes(of: .detail))
      } else if word.equals("Action:"), values[.action].isEmpty {
        values.replace(.action, with: withoutDot(cursor.readWord(), line))
      }
    }
    values.replace(.host, with: target)
    if isWeb { return .access(.proxy) }
    let mark = line.bytes(in: target).lastIndex(of: ASCII.colon)
    let port = target.range.lowerBound + (mark.map { $0 + 1 } ?? target.count)
    let isToWeb = WebPort.contains(ByteRange(port..<target.range.upperBound), line)
    return isToWeb ? .access(.tls) : .notAnAccess
  }

  /// `CLIENT - ID TYPE CLASS NAME PROTOCOL SIZE DO BUFFER CODE FLAGS SIZE DURATION`.
  private static func query(
    _ cursor: inout ByteCursor, _ values: inout FieldValues, _ line: Span<UInt8>
  ) -> LineMeaning {
    let client = cursor.readWord()
    guard line.bytes(in: cursor.readWord()).equals("-") else { return .notAnAccess }
    for _ in 0..<3 { _ = cursor.readWord() }
    let name = cursor.readWord()
    _ = cursor.readWord()
    let up = cursor.readWord()
    for _ in 0..<4 { _ = cursor.readWord() }
    let down = cursor.readWord()
    // A line that tells of an error has fewer words.
    guard !down.isEmpty else { return .notAnAccess }
    values.replace(.client, with: client)
    values.replace(.host, with: name)
    values.replace(.bytesUp, with: up)
    values.replace(.bytesDown, with: down)
    return .access(.dns)
  }

  private static func withoutDot(_ word: ByteRange, _ line: Span<UInt8>) -> ByteRange {
    guard word.count > 0, line[word.range.upperBound - 1] == ASCII.dot else { return word }
    return ByteRange(word.range.lowerBound..<word.range.upperBound - 1)
  }
}
