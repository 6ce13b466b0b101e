import Bytes
import Evidence

/// The security log of Juniper SRX (Junos), structured or as text.
///
///     <14>1 2026-11-16T08:30:00.250+01:00 srx RT_UTM - WEBFILTER_URL_PERMITTED [junos@2636.1.1.1.2.129 source-address="10.1.2.3" source-port="53124" destination-address="198.51.100.7" destination-port="443" category="N/A" reason="BY_OTHER" profile="wf" url="www.example.com" obj="/" username="anna" roles="N/A"]
///     <14>Nov 16 08:30:00 srx RT_UTM: WEBFILTER_URL_PERMITTED: WebFilter: ACTION="URL Permitted" 10.1.2.3(53124)->198.51.100.7(443) CATEGORY="N/A" REASON="BY_OTHER" PROFILE="wf" URL=www.example.com OBJ=/ username anna roles N/A
///     <14>Nov 16 08:30:00 srx RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed TCP FIN: 10.1.2.3/53124->198.51.100.7/443 0x0 junos-https 192.0.2.1/2048->198.51.100.7/443 0x0 N/A N/A N/A N/A 6 out trust untrust 4711 10(712) 12(14226) 8
///
/// An access is a line of the web filter, a refusal of SecIntel that names a host, and the end or the
/// refusal of a session to a port of the web, which names an address only. The start of a session is
/// none. AppTrack writes of the same sessions again and names no host either: its lines are none. Time
/// is the header's. The client is the source before its address is translated. `bytes-from-client` is
/// from the client; text has `packets(bytes)` of the client and then of the server. Users are read from
/// structured lines. Documented at
/// https://www.juniper.net/documentation/us/en/software/junos/security-policies/topics/topic-map/monitoring-troubleshooting-security-policy.html
/// and https://apps.juniper.net/syslog-explorer/.
struct JuniperSRX: PhraseFormat {
  let name = "juniper-srx"
  let fields: LogFields = [.client, .user, .path, .bytesUp, .bytesDown, .outcome]

  private static let map = FieldMap([
    ("source-address", .client), ("username", .user), ("url", .url), ("object-name", .url),
    ("obj", .path), ("pathname", .path), ("http-host", .host),
    ("destination-address", .destination), ("destination-port", .port),
    ("bytes-from-client", .bytesUp), ("bytes-from-server", .bytesDown), ("action", .action),
  ])
  private static let columns = KeyValueLine()

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let event = event(line) else { throw .layout }
    values.replace(.event, with: event)
    let name = line.bytes(in: event)
    let isFilter = name.starts(with: "WEBFILTER_URL_")
    let isIntelligence = name.starts(with: "SECINTEL_ACTION_LOG")
    guard
      isFilter || isIntelligence || name.starts(with: "RT_FLOW_SESSION_CLOSE")
        || name.starts(with: "RT_FLOW_SESSION_DENY")
    else { return nil }
    try readFields(line, from: event.range.upperBound, into: &values)
    if isFilter { return values[.url].isEmpty ? nil : .proxy }
    if isIntelligence { return values[.host].isEmpty || !isBlocked(values, line) ? nil : .proxy }
    return WebPort.contains(values[.port], line) ? .tls : nil
  }

  private func readFields(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) {
    guard line.contains(" [junos@", at: start) else {
      return try readText(line, from: start, into: &values)
    }
    Self.columns.read(line, from: start + 8, Self.map, into: &values)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let event = line.bytes(in: values[.event])
    if event.starts(with: "SECINTEL") { return isBlocked(values, line) ? .blocked : .allowed }
    return event.starts(with: "WEBFILTER_URL_BLOCKED")
      || event.starts(with: "RT_FLOW_SESSION_DENY") ? .blocked : .allowed
  }

  private func isBlocked(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    line.bytes(in: values[.action]).starts(with: "BLOCK")
  }

  /// The name of the event, which stands behind the name of the process.
  private func event(_ line: Span<UInt8>) -> ByteRange? {
    let processes: [6 of StaticString] = [
      "RT_FLOW", "RT_UTM", "RT_SECINTEL", "RT_IDP", "RT_IDS", "RT_AAMW",
    ]
    for index in processes.indices {
      guard let mark = line.position(of: processes[index]) else { continue }
      var cursor = ByteCursor(line, at: mark + processes[index].utf8CodeUnitCount)
      guard cursor.take(": ") || cursor.take(" - ") else { continue }
      let word = cursor.readWord()
      let length = line.bytes(in: word).wordEnd(ASCII.colon, from: 0)
      return ByteRange(word.range.lowerBound..<word.range.lowerBound + length)
    }
    return nil
  }

  // MARK: Text

  private func readText(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) {
    var cursor = ByteCursor(line, at: start)
    while true {
      let word = cursor.readWord()
      guard !word.isEmpty else { throw .truncated }
      if setEnds(word, line, into: &values) { break }
    }
    Self.columns.read(line, from: cursor.position, Self.map, into: &values)
    guard line.bytes(in: values[.event]).starts(with: "RT_FLOW_SESSION_CLOSE") else { return }
    readCounts(&cursor, line, into: &values)
  }

  /// `10.1.2.3/53124->198.51.100.7/443`, or with the ports in brackets.
  private func setEnds(
    _ word: ByteRange, _ line: Span<UInt8>, into values: inout FieldValues
  ) -> Bool {
    guard let arrow = line.bytes(in: word).position(of: "->") else { return false }
    let start = word.range.lowerBound
    let source = split(ByteRange(start..<start + arrow), line)
    let destination = split(ByteRange(start + arrow + 2..<word.range.upperBound), line)
    values.take(.client, source.address, in: line)
    values.take(.destination, destination.address, in: line)
    values.take(.port, destination.port, in: line)
    return true
  }

  private func split(
    _ end: ByteRange, _ line: Span<UInt8>
  ) -> (address: ByteRange, port: ByteRange) {
    let bytes = line.bytes(in: end)
    let start = end.range.lowerBound
    guard let mark = bytes.firstIndex(of: ASCII.slash) ?? bytes.firstIndex(of: UInt8(ascii: "("))
    else { return (end, .none) }
    let last = bytes.wordEnd(UInt8(ascii: ")"), from: mark)
    return (ByteRange(start..<start + mark), ByteRange(start + mark + 1..<start + last))
  }

  /// The first two words such as `10(712)`: packets and bytes of the client, then of the server.
  private func readCounts(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, into values: inout FieldValues
  ) {
    while values[.bytesDown].isEmpty {
      let word = cursor.readWord()
      let bytes = line.bytes(in: word)
      guard bytes.count > 0 else { return }
      guard ASCII.isDigit(bytes[0]), bytes[bytes.count - 1] == UInt8(ascii: ")"),
        let open = bytes.firstIndex(of: UInt8(ascii: "("))
      else { continue }
      let start = word.range.lowerBound
      let number = ByteRange(start + open + 1..<word.range.upperBound - 1)
      values.take(values[.bytesUp].isEmpty ? .bytesUp : .bytesDown, number, in: line)
    }
  }
}
