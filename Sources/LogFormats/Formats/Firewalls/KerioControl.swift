import Access
import Bytes
import Evidence

/// The Filter, Connection and Web logs of Kerio Control. Its Http log is one of `common` or
/// `squid-native`.
///
///     [16/Nov/2026 08:30:00] DENY URL 'No chats' 10.1.2.3 anna HTTP GET http://www.example.com/chat
///     [16/Nov/2026 08:30:00] [ID] 4711 [Rule] NAT [Service] HTTPS [User] anna [Connection] TCP 10.1.2.3:53124 -> www.example.com:443 [Duration] 12 sec [Bytes] 712/4096/4808 [Packets] 9/8/17
///     [16/Nov/2026 08:30:00] 10.1.2.3 anna "Start page" http://www.example.com/
///
/// An access is
/// - a request that a content rule allowed or denied (`ALLOW URL`, `DENY URL`);
/// - a connection to a port of the web, by the name that the firewall knows from DNS, or by address.
///   Its bytes are sent, received and both;
/// - a page of the Web log. It is in the Http log, too: of the two logs only one should be read.
///
/// Packets (`DENY 'Rule' packet from LAN`) belong to connections, and file transfers (`ALLOW FTP`) are
/// none. The time in brackets is the firewall's local time, whatever header stands before it. A user
/// is missing where nobody logged in, or is a dash. Documented at
/// https://manuals.gfi.com/en/kerio/control/content/logs/using-the-filter-log-1454.html,
/// …/using-the-connection-log-1457.html and …/using-the-http-log-1455.html.
struct KerioControl: PhraseFormat {
  let name = "kerio-control"
  let fields: LogFields = [.client, .user, .path, .bytesUp, .bytesDown, .outcome]

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    let start = try readTime(line, into: &values)
    if line.contains("[ID] ", at: start) { return try connection(line, from: start, into: &values) }
    var cursor = ByteCursor(line, at: start)
    let first = cursor.readWord()
    let word = line.bytes(in: first)
    if word.equals("ALLOW") || word.equals("DENY") || word.equals("PERMIT") || word.equals("DROP") {
      values.take(.action, first, in: line)
      return try filter(line, from: cursor.position, into: &values)
    }
    guard IPAddress(word) != nil else { throw .layout }
    values.take(.client, first, in: line)
    return try page(line, from: cursor.position, into: &values)
  }

  /// Finds `[16/Nov/2026 08:30:00] ` and returns where the message begins.
  private func readTime(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) -> Int {
    var bracket = line.firstIndex(of: ASCII.openingBracket)
    while let start = bracket, start + 22 < line.count {
      if line[start + 3] == ASCII.slash, line[start + 7] == ASCII.slash,
        line[start + 12] == ASCII.space, line.contains("] ", at: start + 21)
      {
        values.take(.time, ByteRange(start + 1..<start + 21), in: line)
        return start + 23
      }
      bracket = line.firstIndex(of: ASCII.openingBracket, from: start + 1)
    }
    throw .layout
  }

  // MARK: Connections

  private func connection(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let connection = part("[Connection] ", of: line, from: start) else { throw .truncated }
    var cursor = ByteCursor(line, at: connection.range.lowerBound)
    let isUDP = line.bytes(in: cursor.readWord()).equals("UDP")
    let (client, _) = split(cursor.readWord(), line)
    // An arrow.
    _ = cursor.readWord()
    let target = cursor.readWord()
    guard target.range.upperBound <= connection.range.upperBound, !target.isEmpty else {
      throw .truncated
    }
    guard WebPort.contains(split(target, line).port, line) else { return nil }
    values.take(.client, client, in: line)
    values.take(.host, target, in: line)
    if let user = part("[User] ", of: line, from: start) { values.take(.user, user, in: line) }
    if let bytes = part("[Bytes] ", of: line, from: start) { take(bytes, line, into: &values) }
    return isUDP ? .quic : .tls
  }

  /// What stands behind `mark`, up to the next mark.
  private func part(_ mark: StaticString, of line: Span<UInt8>, from start: Int) -> ByteRange? {
    guard let found = line.position(of: mark, from: start) else { return nil }
    let first = found + mark.utf8CodeUnitCount
    return ByteRange(first..<(line.position(of: " [", from: first) ?? line.count))
  }

  /// The host and the port of `host:port`.
  private func split(
    _ end: ByteRange, _ line: Span<UInt8>
  ) -> (host: ByteRange, port: ByteRange) {
    guard let colon = line.bytes(in: end).lastIndex(of: ASCII.colon) else { return (end, .none) }
    let mark = end.range.lowerBound + colon
    return (ByteRange(end.range.lowerBound..<mark), ByteRange(mark + 1..<end.range.upperBound))
  }

  /// `712/4096/4808`
  private func take(_ bytes: ByteRange, _ line: Span<UInt8>, into values: inout FieldValues) {
    var cursor = ByteCursor(line.extracting(0..<bytes.range.upperBound), at: bytes.range.lowerBound)
    values.take(.bytesUp, cursor.readToken(endingAt: ASCII.slash), in: line)
    guard cursor.take(ASCII.slash) else { return }
    values.take(.bytesDown, cursor.readToken(endingAt: ASCII.slash), in: line)
  }

  // MARK: Requests

  /// `URL 'Rule' 10.1.2.3 anna HTTP GET http://www.example.com/`, the user left away if unknown.
  private func filter(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    var cursor = ByteCursor(line, at: start)
    cursor.skip(ASCII.space)
    guard cursor.take("URL '") else {
      guard cursor.next == UInt8(ascii: "'") || cursor.take("FTP '") else { throw .layout }
      return nil
    }
    guard let client = client(line, behindRuleAt: cursor.position) else { throw .truncated }
    values.take(.client, client, in: line)
    cursor = ByteCursor(line, at: client.range.upperBound)
    var word = cursor.readWord()
    if !line.bytes(in: word).starts(with: "HTTP") {
      values.take(.user, word, in: line)
      word = cursor.readWord()
    }
    guard line.bytes(in: word).starts(with: "HTTP") else { return nil }
    values.take(.method, cursor.readWord(), in: line)
    let url = cursor.readWord()
    guard !url.isEmpty else { throw .truncated }
    values.take(.url, url, in: line)
    return .proxy
  }

  /// The first address behind a quote and a blank: names of rules may hold quotes.
  private func client(_ line: Span<UInt8>, behindRuleAt start: Int) -> ByteRange? {
    var quote = line.position(of: "' ", from: start)
    while let found = quote {
      let word = ByteRange(found + 2..<line.wordEnd(ASCII.space, from: found + 2))
      if IPAddress(line.bytes(in: word)) != nil { return word }
      quote = line.position(of: "' ", from: found + 1)
    }
    return nil
  }

  /// `anna "Title" http://www.example.com/`
  private func page(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    var cursor = ByteCursor(line, at: start)
    let user = cursor.readWord()
    cursor.skip(ASCII.space)
    guard cursor.next == ASCII.quote, let space = line.lastIndex(of: ASCII.space),
      space > cursor.position, line[space - 1] == ASCII.quote
    else { throw .layout }
    let url = ByteRange(space + 1..<line.count)
    guard line.bytes(in: url).starts(with: "http") else { throw .layout }
    values.take(.user, user, in: line)
    values.take(.url, url, in: line)
    return .proxy
  }
}
