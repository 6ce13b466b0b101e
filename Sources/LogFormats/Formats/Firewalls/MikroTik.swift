import Bytes
import Evidence

/// The log of MikroTik RouterOS, topics `dns`, `web-proxy` and `firewall`, through syslog or in a file.
///
///     dns query from 10.1.2.3: #2137 www.example.com. A
///     <30>Nov 16 08:30:00 router web-proxy,account 10.1.2.3 GET http://www.example.com/ action=allow cache=MISS
///     nov/16/2026 08:30:00 web-proxy,account 10.1.2.3 CONNECT www.example.com:443 action=deny
///     2026-11-16T08:30:00.250+0100 router CEF:0|MikroTik|RB5009|7.20.4 (stable)|16|dns|Low|dvchost=router dvc=10.1.2.1 msg=query from 10.1.2.3: #2137 www.example.com. A
///     firewall,info forward: in:bridge out:ether1, connection-state:new src-mac 00:00:5e:00:53:01, proto TCP (SYN), 10.1.2.3:53124->198.51.100.7:443, NAT (10.1.2.3:53124->192.0.2.1:53124)->198.51.100.7:443, len 52
///
/// An access is a query of a client, a request to the proxy, and the first packet that the chain
/// `forward` passes on to a port of the web, which names an address only. The answers to queries and
/// the packets of the topic `packet` are none. A prefix of the logging rule may stand behind the
/// topics; a firewall line's says what was done if it is a word for that, and `src-mac` is the client's
/// hardware address. The time is the header's or
/// the one that files have in front; many lines have none. Translated addresses are not read. RouterOS
/// 7.18 and later can send the same messages as CEF (`remote-log-format=cef`). Lines of other topics
/// are none.
/// Documented at https://wiki.mikrotik.com/wiki/Manual:System/Log.
struct MikroTik: PhraseFormat {
  let name = "mikrotik"
  let fields: LogFields = [.client, .clientHardware, .path, .outcome]

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    if let query = line.position(of: "query from "), let kind = readQuery(line, query, &values) {
      return kind
    }
    if let proxy = line.position(of: "web-proxy,account") {
      return try readRequest(line, from: proxy + 17, into: &values)
    }
    if let chain = line.position(of: " in:"), let out = line.position(of: " out:", from: chain),
      let end = line.position(of: ", proto ", from: out)
    {
      takeSender(line, from: out, to: end, into: &values)
      return readPacket(line, chain: chain, from: end + 8, into: &values)
    }
    guard hasTopic(line) else { throw .layout }
    return nil
  }

  func time(
    of values: FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    var cursor = ByteCursor(line)
    // `nov/16/2026 08:30:00`, or `nov/16 08:30:00` for this year.
    guard line.count > 7, line[3] == ASCII.slash, let month = try? cursor.readMonth() else {
      return nil
    }
    cursor.advance(by: 1)
    guard let day = try? cursor.readDigits(2) else { throw .time }
    let year = cursor.take(ASCII.slash) ? try? cursor.readDigits(4) : nil
    guard cursor.take(ASCII.space), let local = try? LocalTime(&cursor) else { throw .time }
    guard let year else { return context.clock.universal(local, month: month, day: day) }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .time }
    return context.clock.universal(local, on: date)
  }

  /// Whether a line that is none of these begins with topics, behind a header or not: up to five words
  /// with commas between, of which one behind the first is a severity or a kind, as in `dhcp,info`. Or
  /// it is CEF.
  private func hasTopic(_ line: Span<UInt8>) -> Bool {
    if line.holds("CEF:0|MikroTik|") || line.starts(with: "dns ") { return true }
    if line.holds("done query: #") || line.starts(with: "sending reply to ") { return true }
    var cursor = ByteCursor(line)
    for _ in 0..<5 {
      let word = cursor.readWord()
      if !cursor.isAtEnd, areTopics(line.bytes(in: word)) { return true }
    }
    return false
  }

  private func areTopics(_ word: Span<UInt8>) -> Bool {
    guard word.count > 0, ASCII.isLetter(word[0]) else { return false }
    var (start, hasKind) = (0, false)
    for number in 0..<5 where start <= word.count {
      let end = word.wordEnd(UInt8(ascii: ","), from: start)
      let topic = word.extracting(start..<end)
      guard isTopic(topic) else { return false }
      if number > 0, isKind(topic) { hasKind = true }
      start = end + 1
    }
    return hasKind && start > word.count
  }

  /// Small letters, digits and hyphens.
  private func isTopic(_ word: Span<UInt8>) -> Bool {
    for index in word.indices {
      let byte = word[index]
      let isSmall = ASCII.isLetter(byte) && !ASCII.isUppercase(byte)
      guard isSmall || ASCII.isDigit(byte) || byte == ASCII.hyphen else { return false }
    }
    return word.count > 0
  }

  private func isKind(_ topic: Span<UInt8>) -> Bool {
    let kinds: [8 of StaticString] = [
      "info", "warning", "error", "critical", "debug", "packet", "account", "state",
    ]
    for index in kinds.indices where topic.equals(kinds[index]) { return true }
    return false
  }

  // MARK: The three topics

  /// `query from 10.1.2.3: #2137 www.example.com. A`, with or without a port behind the address.
  private func readQuery(
    _ line: Span<UInt8>, _ start: Int, _ values: inout FieldValues
  ) -> AccessKind? {
    var cursor = ByteCursor(line, at: start + 11)
    let word = cursor.readWord()
    guard word.count > 1, line[word.range.upperBound - 1] == ASCII.colon else { return nil }
    let client = ByteRange(word.range.lowerBound..<word.range.upperBound - 1)
    guard line.bytes(in: cursor.readWord()).starts(with: "#") else { return nil }
    values.take(.client, client, in: line)
    values.take(.host, cursor.readWord(), in: line)
    return .dns
  }

  /// `[PREFIX:] CLIENT METHOD TARGET action=WORD cache=WORD`; in CEF behind more fields, with a
  /// backslash before every `=`.
  private func readRequest(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    let isCEF = line.contains("|", at: start)
    let message = isCEF ? line.position(of: " msg=", from: start) : nil
    var cursor = ByteCursor(line, at: message.map { $0 + 5 } ?? start)
    _ = cursor.take(ASCII.colon)
    var word = cursor.readWord()
    if IPAddress(line.bytes(in: word)) == nil { word = cursor.readWord() }
    guard IPAddress(line.bytes(in: word)) != nil else { return nil }
    values.take(.client, word, in: line)
    values.take(.method, cursor.readWord(), in: line)
    values.replace(.url, with: cursor.readWord(), escapes: isCEF ? .backslashes : .none)
    guard let mark = line.position(of: " action", from: cursor.position) else { throw .truncated }
    let first = line.wordEnd(UInt8(ascii: "="), from: mark) + 1
    let end = line.wordEnd(ASCII.space, from: first)
    guard first < end else { throw .truncated }
    values.take(.action, ByteRange(first..<end), in: line)
    return .proxy
  }

  /// `TCP (SYN), 10.1.2.3:53124->198.51.100.7:443, …`.
  private func readPacket(
    _ line: Span<UInt8>, chain: Int, from start: Int, into values: inout FieldValues
  ) -> AccessKind? {
    guard line.contains("forward:", at: chain - 8) else { return nil }
    setPrefix(&values, line, before: chain - 8)
    var cursor = ByteCursor(line, at: start)
    let isTCP = cursor.take("TCP (SYN), ")
    guard isTCP || cursor.take("UDP, ") else { return nil }
    let ends = cursor.readToken(endingAt: UInt8(ascii: ","))
    guard let arrow = line.bytes(in: ends).position(of: "->"),
      let colon = line.bytes(in: ends).lastIndex(of: ASCII.colon), colon > arrow
    else { return nil }
    let first = ends.range.lowerBound
    values.take(.client, ByteRange(first..<first + arrow), in: line)
    values.take(.destination, ByteRange(first + arrow + 2..<ends.range.upperBound), in: line)
    values.take(.port, ByteRange(first + colon + 1..<ends.range.upperBound), in: line)
    return WebPort.contains(values[.port], line) ? .tls : nil
  }

  /// `src-mac 00:00:5e:00:53:01`.
  private func takeSender(
    _ line: Span<UInt8>, from start: Int, to end: Int, into values: inout FieldValues
  ) {
    guard let mark = line.extracting(0..<end).position(of: "src-mac ", from: start) else { return }
    var cursor = ByteCursor(line.extracting(0..<end), at: mark + 8)
    values.take(.clientHardware, cursor.readToken(endingAt: UInt8(ascii: ",")), in: line)
  }

  /// The word before the chain, or the one that hangs on it with an underscore.
  private func setPrefix(_ values: inout FieldValues, _ line: Span<UInt8>, before chain: Int) {
    var end = max(chain, 0)
    while end > 0, line[end - 1] == ASCII.space || line[end - 1] == ASCII.underscore { end -= 1 }
    var start = end
    while start > 0, ASCII.isLetter(line[start - 1]) { start -= 1 }
    guard start == 0 || line[start - 1] == ASCII.space else { return }
    values.take(.action, ByteRange(start..<end), in: line)
  }
}
