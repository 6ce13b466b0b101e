import Bytes
import Evidence

/// The syslog of WatchGuard Firebox (Fireware), traffic log.
///
///     <142>Nov 16 08:30:00 Firebox 80B0000000001 (2026-11-16T07:30:00) https-proxy[2861]: msg_id="2CFF-0000" Allow 1-Trusted 0-External tcp 10.1.2.3 198.51.100.7 53124 443 msg="HTTPS Request" proxy_act="HTTPS-Client.1" sni="www.example.com" cn="*.example.com" sent_bytes="712" rcvd_bytes="14226" src_user="anna@Firebox-DB" (HTTPS-proxy-00)
///
/// Time is the one in brackets, which is UTC, or else the header's. Behind the id stand what was done,
/// two interfaces, the protocol, source and destination, and their ports; then fields. `sent_bytes` is
/// from the client. The host is that of `dstname`, `sni` or `host`, or of `question` in a DNS line.
///
/// An access is a line of a proxy about a request, about its categories or the name of its domain,
/// and every refusal that names a host. Other lines of proxies tell of the same request once more. A
/// line without a host is an access to the address if it is the end of a connection (3000-…, with
/// sizes), a request or a refusal, to a port of the web. What comes in from the interface `External`
/// is none. The certificate's name (`cn`) is not read. Documented in the "Fireware Log Catalog" and at
/// https://www.watchguard.com/help/docs/help-center/en-US/Content/en-US/Fireware/logging/read_log-msg.html.
struct WatchGuard: PhraseFormat {
  let name = "watchguard"
  let fields: LogFields = [.client, .user, .path, .bytesUp, .bytesDown, .outcome]

  private static let map = FieldMap(WatchGuardFields.names)
  private static let columns = KeyValueLine()

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let mark = line.position(of: "msg_id=\""),
      let end = line.firstIndex(of: ASCII.quote, from: mark + 8), end - mark == 17
    else { throw .layout }
    values.replace(.event, with: ByteRange(mark + 8..<end))
    // Only a line's head holds the time, not a name of a policy.
    values.take(.detail, time(line, before: mark), in: line)
    var cursor = ByteCursor(line, at: end + 1)
    values.take(.action, cursor.readWord(), in: line)
    // The interface to the internet has this name unless somebody changes it.
    cursor.skip(ASCII.space)
    let comesIn = cursor.take("0-External ") || cursor.take("External ")
    guard !comesIn, readAddresses(&cursor, line, into: &values) else { return nil }
    Self.columns.read(line, from: cursor.position, Self.map, into: &values)
    return WatchGuardFields.kind(&values, line)
  }

  func time(
    of values: FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    guard !values[.detail].isEmpty else { return nil }
    return try MomentReader.read(
      line.bytes(in: values[.detail]), zone: line.extracting(0..<0), isUTC: true, context: &context)
  }

  /// `(2026-11-16T07:30:00)`.
  private func time(_ line: Span<UInt8>, before mark: Int) -> ByteRange {
    let head = line.extracting(0..<mark)
    guard let open = head.lastIndex(of: UInt8(ascii: "(")),
      let close = head.firstIndex(of: UInt8(ascii: ")"), from: open)
    else { return .none }
    return ByteRange(open + 1..<close)
  }

  /// Interfaces may hold blanks, and there may be lengths between: the first two addresses in a row
  /// are source and destination.
  private func readAddresses(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, into values: inout FieldValues
  ) -> Bool {
    var previous = ByteRange.none
    for _ in 0..<24 {
      let word = cursor.readWord()
      let bytes = line.bytes(in: word)
      guard bytes.count > 0, bytes.firstIndex(of: UInt8(ascii: "=")) == nil else { return false }
      let isAddress = IPAddress(bytes) != nil
      if isAddress, !previous.isEmpty {
        values.take(.client, previous, in: line)
        values.take(.destination, word, in: line)
        _ = cursor.readWord()
        values.take(.port, cursor.readWord(), in: line)
        return true
      }
      previous = isAddress ? word : .none
    }
    return false
  }
}

/// The logs of WatchGuard Firebox as LEEF, "IBM LEEF" of its syslog servers.
///
///     <142>Nov 16 08:30:00 Firebox LEEF:1.0|WatchGuard|XTM|12.10.3.B694994|2CFF0000|serial=80B0000000001⇥policy=HTTPS-proxy-00⇥disp=Allow⇥in_if=Trusted⇥out_if=External⇥src=10.1.2.3⇥srcPort=53124⇥dst=198.51.100.7⇥dstPort=443⇥proto=tcp⇥sni=www.example.com⇥sent_bytes=712⇥rcvd_bytes=14226⇥msg=HTTPS Request
///
/// Between the fields stands a tab, which is `⇥` here. The time is the header's. Which lines are
/// accesses, and all else, is as in the traffic log. Documented at
/// https://www.watchguard.com/help/docs/help-center/en-US/Content/en-US/Fireware/logging/send_logs_to_syslog_c.html.
struct WatchGuardLEEF: DescribedFormat {
  let name = "watchguard-leef"
  let shape = LineShape.leef(["WatchGuard"])
  let map = FieldMap(
    WatchGuardFields.names + [
      ("src", .client), ("dst", .destination), ("dstPort", .port), ("disp", .action),
    ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.action].isEmpty, !values[.client].isEmpty else { return .notAnAccess }
    return WatchGuardFields.kind(&values, line).map { .access($0) } ?? .notAnAccess
  }
}

/// What both logs of WatchGuard have in common.
enum WatchGuardFields {
  static let names: [(String, FieldRole)] = [
    ("dstname", .host), ("host", .host), ("sni", .type), ("arg", .path), ("path", .path),
    ("op", .method), ("question", .subtype), ("sent_bytes", .bytesUp), ("rcvd_bytes", .bytesDown),
    ("src_user", .user), ("msg", .status),
  ]

  /// Nil for a line that tells of no access.
  static func kind(_ values: inout FieldValues, _ line: Span<UInt8>) -> AccessKind? {
    if !values[.subtype].isEmpty {
      values.replace(.host, with: values[.subtype])
      return .dns
    }
    let message = line.bytes(in: values[.status])
    let isRefused = ActionWords.outcome(of: line.bytes(in: values[.action])) == .blocked
    let isNamed = !values[.host].isEmpty
    if isNamed || !values[.type].isEmpty {
      guard isRefused || tellsOfRequest(message) else { return nil }
      if !isNamed { values.replace(.host, with: values[.type]) }
      return isNamed ? .proxy : .tls
    }
    let isEnd = isConnection(line.bytes(in: values[.event])) && !values[.bytesUp].isEmpty
    let tellsAll = isRefused || isRequest(message) || isEnd
    return tellsAll && WebPort.contains(values[.port], line) ? .tls : nil
  }

  private static func isConnection(_ event: Span<UInt8>) -> Bool {
    event.starts(with: "3000")
  }

  private static func isRequest(_ message: Span<UInt8>) -> Bool {
    !message.starts(with: "Proxy") && (message.holds(" request") || message.holds(" Request"))
  }

  /// A request itself, or a line about it that is written also where requests are not.
  private static func tellsOfRequest(_ message: Span<UInt8>) -> Bool {
    isRequest(message) || message.holds("equest categories") || message.holds("domain name match")
  }
}
