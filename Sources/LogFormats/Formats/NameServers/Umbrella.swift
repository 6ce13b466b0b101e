import Access
import Bytes
import Evidence

/// The DNS, web and cloud firewall logs of Cisco Umbrella and Cisco Secure Access, the CSV files of their
/// export to S3.
///
///     "2026-11-16 07:30:00","anna","anna,LAPTOP-7","10.1.2.3","203.0.113.1","Allowed","1 (A)","NOERROR","www.example.com.","Software/Technology","AD Users","AD Users,Roaming Computers",""
///     "2026-11-16 07:30:00","anna","10.1.2.3","203.0.113.1","192.0.2.80","text/html","ALLOWED","https://www.example.com/start","","Mozilla/5.0","200","562","1489",…
///     "2026-11-16 07:30:00","[4711]","Office","Network Tunnels","OUTBOUND","6","84","10.1.2.3","53124","192.0.2.80","443","FRA1","12","ALLOW"
///
/// Versions of the export add columns at the end only, so the columns are known by their place and a line
/// of names is passed over. The action stands in the sixth column of a DNS line and in the seventh of a
/// web line, which tells the two apart; a firewall line has a direction in the fifth. The time is UTC. The client is the internal address, or the
/// external one where Umbrella knows no other. The identity is the user if its type, which DNS lines of
/// the first version lack, says that it is one; networks, computers and sites are none. The host is the
/// domain of a DNS line and that of the URL of a web line. The request size is from the client, the
/// response size to it. A firewall line is an access if it goes out to a port of the web or names its
/// one host. Audit, intrusion and DLP logs are not read. Documented at
/// https://docs.umbrella.com/umbrella-user-guide/docs/dns-log-formats,
/// https://docs.umbrella.com/umbrella-user-guide/docs/web-log-formats and
/// https://docs.umbrella.com/umbrella-user-guide/docs/cloud-firewall-log-formats.
struct Umbrella: LogFormat {
  let name = "cisco-umbrella"
  let fields: LogFields = [
    .client, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]

  private static let map = FieldMap([
    ("time", .remark), ("identity", .user), ("identity type", .type), ("internal", .client),
    ("external", .client), ("action", .action), ("domain", .host), ("url", .url),
    ("user agent", .userAgent), ("request size", .bytesUp), ("response size", .bytesDown),
    ("method", .method), ("destination", .destination), ("destination port", .port),
    ("direction", .direction),
  ])

  private static let dns = NamedColumns(
    [
      "time", "identity", "", "internal", "external", "action", "", "", "domain", "",
      "identity type",
    ], map)

  private static let web = NamedColumns(
    [
      "time", "identity", "internal", "external", "", "", "action", "url", "", "user agent", "",
      "request size", "response size", "", "", "", "", "", "", "", "", "identity type", "", "", "",
      "method",
    ], map)

  private static let firewall = NamedColumns(
    [
      "time", "", "identity", "identity type", "direction", "", "", "internal", "", "destination",
      "destination port", "", "", "action", "domain",
    ], map)

  private static let columns = DelimitedLine()
  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let start = start(of: line)
      switch try kind(of: line, from: start) {
      case nil: return .notAnAccess
      case .dns: return try read(line, from: start, Self.dns, .dns, &context, into: &record)
      case .tls: return try read(line, from: start, Self.firewall, .tls, &context, into: &record)
      default: return try read(line, from: start, Self.web, .proxy, &context, into: &record)
      }
    } catch {
      return .malformed(error)
    }
  }

  /// Behind a syslog header, which ends where the first quote stands.
  private func start(of line: Span<UInt8>) -> Int {
    let end = line.wordEnd(Self.columns.delimiter, from: 0)
    return line.extracting(0..<end).firstIndex(of: ASCII.quote) ?? 0
  }

  /// What the columns up to the seventh and their number say; nil for a line of names.
  private func kind(of line: Span<UInt8>, from start: Int) throws(Malformed) -> AccessKind? {
    var head = InlineArray<14, ByteRange>(repeating: .none)
    let count = Self.columns.forEachColumn(line, from: start) { column, value, _ in
      if column < 14 { head[column] = value }
      return true
    }
    guard count >= 10 else { throw .layout }
    if isName(head[0], head[1], line) { return nil }
    guard !head[0].isEmpty, ASCII.isDigit(line[head[0].range.lowerBound]) else { throw .layout }
    if isAction(head[5], line), isAddress(head[3], line), isAddress(head[4], line) { return .dns }
    if isDirection(head[4], line), isAddress(head[7], line), isAddress(head[9], line) {
      guard isAction(head[13], line) else { throw .truncated }
      return .tls
    }
    guard isAction(head[6], line), isAddress(head[2], line), isAddress(head[3], line) else {
      throw .layout
    }
    guard count >= 14 else { throw .truncated }
    return .proxy
  }

  /// `timestamp,most granular identity,…` or `timestamp,policy identity label,…`.
  private func isName(_ first: ByteRange, _ second: ByteRange, _ line: Span<UInt8>) -> Bool {
    let time = line.bytes(in: first)
    guard time.count == 9, time.contains(lowercase: Self.timestamp, at: 0) else { return false }
    return line.bytes(in: second).holds(lowercase: Self.identity)
  }

  private static let timestamp = Array("timestamp".utf8)
  private static let identity = Array("identit".utf8)
  private static let user = Array("user".utf8)

  private func isAction(_ field: ByteRange, _ line: Span<UInt8>) -> Bool {
    let word = line.bytes(in: field)
    for byte in word.indices where !ASCII.isLetter(word[byte]) { return false }
    return outcome(word) != .unknown
  }

  private func isDirection(_ field: ByteRange, _ line: Span<UInt8>) -> Bool {
    let word = line.bytes(in: field)
    return word.equals("OUTBOUND") || word.equals("INBOUND")
  }

  /// An address, or nothing.
  private func isAddress(_ field: ByteRange, _ line: Span<UInt8>) -> Bool {
    let address = line.bytes(in: field)
    return address.standsForNothing || IPAddress(address) != nil
  }

  private func outcome(_ action: Span<UInt8>) -> Outcome {
    // The intelligent proxy takes the requests that follow; the lookup was answered.
    if action.equals("Proxied") || action.equals("PROXIED") { return .allowed }
    return ActionWords.outcome(of: action)
  }

  /// Whether a line of the firewall is an access; several names are those of the rule, and not kept.
  private func goesToWeb(_ values: inout FieldValues, _ line: Span<UInt8>) -> Bool {
    if line.bytes(in: values[.host]).firstIndex(of: UInt8(ascii: ",")) != nil {
      values.replace(.host, with: .none)
    }
    return line.bytes(in: values[.direction]).equals("OUTBOUND")
      && (!values[.host].isEmpty || WebPort.contains(values[.port], line))
  }

  private func read(
    _ line: Span<UInt8>, from start: Int, _ named: NamedColumns, _ kind: AccessKind,
    _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    var values = FieldValues()
    _ = named.read(line, from: start, as: Self.columns, into: &values)
    if !line.bytes(in: values[.type]).holds(lowercase: Self.user) {
      values.replace(.user, with: .none)
    }
    guard kind != .tls || goesToWeb(&values, line) else { return .notAnAccess }
    let time = try MomentReader.read(
      line.bytes(in: values[.remark]), zone: line.extracting(0..<0), isUTC: true, context: &context)
    // The builder looks for a time of its own, and would assume a zone for it.
    let clock = context.clock
    defer { context.clock = clock }
    guard try AccessBuilder.build(&record, kind, from: values, in: line, context: &context) else {
      return .notAnAccess
    }
    record.time = time
    record.outcome = outcome(line.bytes(in: values[.action]))
    return .access
  }
}

extension Span where Element == UInt8 {
  /// Whether `text`, which is in lower case, stands anywhere in these bytes, in either case.
  fileprivate func holds(lowercase text: [UInt8]) -> Bool {
    for index in indices where contains(lowercase: text, at: index) { return true }
    return false
  }
}
