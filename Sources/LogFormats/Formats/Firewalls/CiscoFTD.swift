import Access
import Bytes
import Evidence

/// The connection events of Cisco's Secure Firewall Threat Defense (FTD, Firepower) in syslog.
///
///     2026-11-16T07:30:05Z fw1  %FTD-1-430003: FirstPacketSecond: 2026-11-16T07:30:00Z, AccessControlRuleAction: Allow, SrcIP: 10.1.2.3, DstIP: 192.0.2.80, SrcPort: 53124, DstPort: 443, User: EXAMPLE\anna, InitiatorBytes: 712, ResponderBytes: 4096, SSLServerName: www.example.com, URL: https://www.example.com
///
/// Older versions write the same fields without a number, behind the name of their alerts:
///
///     <111> Nov 16 08:30:00 fw1 SFIMS: Protocol: TCP, SrcIP: 10.1.2.3, OriginalClientIP: ::, DstIP: 192.0.2.80, DstPort: 443, ConnectType: End, AccessControlRuleAction: Allow, UserName: anna, InitiatorBytes: 712, ResponderBytes: 4096, URL: https://www.example.com
///
/// An access is the end of a connection (430003, `End`), and the beginning (430002, `Start`) of one that
/// was refused, for those have no end. The time is the first packet's, else the head's. The client is
/// `SrcIP`, or `OriginalClientSrcIP` or `OriginalClientIP` behind a proxy; the host is what a DNS query
/// asks for, else the server name of TLS, that of the URL, the referenced host, or the address if the
/// port is one of the web. The initiator's bytes are the client's. What the product did is the rule's action: `Trust`, `Fastpath` and `Monitor` let
/// pass. Not read are translated addresses, referrers, intrusion and file events (430001, 430004, 430005),
/// which belong to connections, and all other messages. Documented at
/// https://www.cisco.com/c/en/us/td/docs/security/firepower/Syslogs/b_fptd_syslog_guide/security-event-syslog-messages.html.
struct CiscoFTD: DescribedFormat {
  let name = "cisco-ftd"
  let shape = LineShape.keyValue(CiscoFTD.line)
  let map = FieldMap([
    ("FirstPacketSecond", .time), ("OriginalClientSrcIP", .client),
    ("OriginalClientIP", .client), ("SrcIP", .client), ("User", .user), ("UserName", .user),
    ("DNSQuery", .host), ("SSLServerName", .host), ("URL", .url),
    ("ReferencedHost", .remark), ("DstIP", .destination), ("DstPort", .port),
    ("UserAgent", .userAgent), ("InitiatorBytes", .bytesUp), ("ResponderBytes", .bytesDown),
    ("AccessControlRuleAction", .action), ("DNSRecordType", .type),
    ("ConnectType", .event),
    ("ApplicationProtocol", .detail),
  ])

  private static let line = KeyValueLine(
    assignment: ASCII.colon, separator: UInt8(ascii: ","), valuesHoldBlanks: true)

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      guard try read(line, into: &values) else { return .notAnAccess }
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  /// - Returns: false for what tells of no connection.
  private func read(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) -> Bool {
    guard let tag = CiscoTag(line) else {
      guard let name = line.position(of: " SFIMS: ") else { throw .layout }
      Self.line.read(line, from: name + 8, map, into: &values)
      return !values[.event].isEmpty
    }
    let product = line.bytes(in: tag.product)
    guard product.equals("FTD") || product.equals("NGIPS") else { throw .layout }
    let number = line.bytes(in: tag.number)
    // The format for ASA reads those.
    if number.equals("304001") || number.equals("304002") { throw .layout }
    guard number.equals("430002") || number.equals("430003") else { return false }
    Self.line.read(line, from: tag.message, map, into: &values)
    values.replace(.event, with: tag.number)
    return true
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.client].isEmpty else { throw .truncated }
    let event = line.bytes(in: values[.event])
    let isEnd = event.equals("430003") || event.equals("End")
    guard isEnd || outcome(of: values, in: line) == .blocked else { return .notAnAccess }
    extendUserAgent(&values, line)
    dropNobody(&values, line)
    if line.bytes(in: values[.detail]).equals("DNS") || !values[.type].isEmpty {
      return values[.host].isEmpty ? .notAnAccess : .access(.dns)
    }
    if !values[.url].isEmpty { return .access(.proxy) }
    if values[.host].isEmpty { values.replace(.host, with: values[.remark]) }
    let namesHost = !values[.host].isEmpty
    guard namesHost || WebPort.contains(values[.port], line) else { return .notAnAccess }
    return .access(line.bytes(in: values[.detail]).equals("QUIC") ? .quic : .tls)
  }

  /// The value goes on over commas, `(KHTML, like Gecko)`, up to the comma before the next name.
  private func extendUserAgent(_ values: inout FieldValues, _ line: Span<UInt8>) {
    guard !values[.userAgent].isEmpty else { return }
    let start = values[.userAgent].range.lowerBound
    var end = values[.userAgent].range.upperBound
    while end < line.count, !isName(line, from: end + 2) {
      end = line.wordEnd(UInt8(ascii: ","), from: end + 1)
    }
    values.replace(.userAgent, with: ByteRange(start..<end))
  }

  /// Whether letters and a colon stand at `start`.
  private func isName(_ line: Span<UInt8>, from start: Int) -> Bool {
    var end = start
    while end < line.count, ASCII.isLetter(line[end]) || line[end] == ASCII.underscore { end += 1 }
    return end > start && end < line.count && line[end] == ASCII.colon
  }

  /// `Special Identities\No Authentication Required` is nobody, as without the first part.
  private func dropNobody(_ values: inout FieldValues, _ line: Span<UInt8>) {
    if line.bytes(in: values[.user]).starts(with: "Special Identities") {
      values.replace(.user, with: .none)
    }
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    if action.starts(with: "Interactive Block") || action.starts(with: "Domain Not Found") {
      return .blocked
    }
    if action.starts(with: "Trust") || action.starts(with: "Fastpath") { return .allowed }
    return ActionWords.outcome(of: action)
  }
}
