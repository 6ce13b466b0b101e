import Access
import Bytes
import Evidence

/// HAProxy's log of HTTP requests, `option httplog` and `option httpslog`.
///
///     Nov 16 08:30:00 lb haproxy[812]: 10.1.2.3:53124 [16/Nov/2026:08:30:00.250] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {www.example.com} {} "GET /index.html HTTP/1.1"
///
/// Fields: client, time of the request in the device's zone, frontend, backend and server, timers,
/// status, bytes to the client, captured cookies, how the session ended, counts, queues, captured
/// headers of the request and of the response in braces, the request; `httpslog` has errors and
/// `SNI/version/cipher` behind it. The host is that of a whole URL or a CONNECT, the SNI, or the first
/// captured header that looks like the name of a host: capture `Host` for it. A line that names no
/// host is no access, so lines of `option tcplog` are none, nor are failed connections and what the
/// program says of itself. A session that the proxy ended itself by a
/// rule (`P…`) was refused. Documented at https://docs.haproxy.org/3.0/configuration.html#8.2.
struct HAProxy: PhraseFormat {
  let name = "haproxy"
  let fields: LogFields = [.client, .path, .bytesDown, .outcome]

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let mark = timeMark(line) else {
      guard isOwn(line, &context) else { throw .layout }
      return nil
    }
    var cursor = ByteCursor(line, at: try clientStart(line, before: mark))
    values.take(.client, cursor.readWord(), in: line)
    cursor.advance(by: 2)
    values.take(.time, cursor.readToken(endingAt: ASCII.closingBracket), in: line)
    cursor.advance(by: 1)
    guard try skipServer(&cursor, line), readResult(&cursor, line, into: &values) else {
      return nil
    }
    try readRequest(&cursor, line, into: &values)
    return values[.host].isEmpty && values[.url].isEmpty ? nil : .proxy
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let end = line.bytes(in: values[.event])
    if end.starts(with: "PR") || end.starts(with: "PT") || end.starts(with: "PH") {
      return .blocked
    }
    return line.bytes(in: values[.status]).equals("-1") ? .unknown : .allowed
  }

  // MARK: Up to the request

  /// What the program says of itself and of its servers, and `Connect from …`, its log without an option.
  private func isOwn(_ line: Span<UInt8>, _ context: inout LogContext) -> Bool {
    guard let header = try? SyslogHeader(line, clock: &context.clock) else { return false }
    // Lines of `client_ip=…` are a format that somebody made.
    return line.bytes(in: header.program).starts(with: "haproxy") && !line.holds("client_ip=")
  }

  /// The first ` [` that a date stands behind: structured data of a header has brackets too.
  private func timeMark(_ line: Span<UInt8>) -> Int? {
    var mark = line.position(of: " [")
    while let found = mark {
      if found + 4 < line.count, ASCII.isDigit(line[found + 2]), line[found + 4] == ASCII.slash {
        return found
      }
      mark = line.position(of: " [", from: found + 1)
    }
    return nil
  }

  /// Where `10.1.2.3:53124` stands before the bracket.
  private func clientStart(_ line: Span<UInt8>, before mark: Int) throws(Malformed) -> Int {
    let start = line.extracting(0..<mark).lastIndex(of: ASCII.space).map { $0 + 1 } ?? 0
    let client = line.extracting(start..<mark)
    guard let colon = client.lastIndex(of: ASCII.colon), colon > 0,
      IPAddress(client.extracting(0..<colon)) != nil
    else { throw .layout }
    return start
  }

  /// `http-in static/srv1 10/0/30/69/109`.
  ///
  /// - Returns: false for a connection that failed, `https-in/1: SSL handshake failure`.
  private func skipServer(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    guard cursor.next == ASCII.space else { throw .layout }
    let frontend = line.bytes(in: cursor.readWord())
    if frontend.count > 0, frontend[frontend.count - 1] == ASCII.colon { return false }
    for _ in 0..<2 {
      guard line.bytes(in: cursor.readWord()).firstIndex(of: ASCII.slash) != nil else {
        throw .layout
      }
    }
    return true
  }

  /// `200 2750 - - ---- 1/1/1/1/0 0/0`; the size has a plus before it while more is to come.
  ///
  /// - Returns: false for a line without a status, as that of a connection.
  private func readResult(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, into values: inout FieldValues
  ) -> Bool {
    let status = cursor.readWord()
    guard status.count == 3 || line.bytes(in: status).equals("-1"),
      let first = cursor.next(behind: 1), ASCII.isDigit(first) || first == ASCII.plus
    else { return false }
    values.take(.status, status, in: line)
    cursor.advance(by: first == ASCII.plus ? 2 : 1)
    values.take(.bytesDown, cursor.readWord(), in: line)
    // Two cookies stand before how the session ended, two groups of counts behind it.
    for _ in 0..<2 { _ = cursor.readWord() }
    values.take(.event, cursor.readWord(), in: line)
    for _ in 0..<2 { _ = cursor.readWord() }
    return true
  }

  // MARK: The request

  private func readRequest(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    cursor.skip(ASCII.space)
    let captured = cursor
    guard let open = line.position(of: " \"", from: cursor.position - 1) else { throw .truncated }
    takeCaptured(captured.position, before: open, line, into: &values)
    cursor.advance(by: open + 2 - cursor.position)
    values.take(.method, cursor.readWord(), in: line)
    cursor.skip(ASCII.space)
    let target =
      line.bytes(in: values[.method]).equals("<BADREQ>\"")
      ? .none : targetRange(&cursor, line)
    takeTarget(target, line, into: &values)
    takeServerName(&cursor, line, into: &values)
  }

  /// Up to the blank before the version, or to the closing quote.
  private func targetRange(_ cursor: inout ByteCursor, _ line: Span<UInt8>) -> ByteRange {
    let start = cursor.position
    let end = line.wordEnd(ASCII.quote, from: start)
    let blank = min(line.wordEnd(ASCII.space, from: start), end)
    cursor.advance(by: end - start)
    return ByteRange(start..<blank)
  }

  /// A whole URL and the target of a CONNECT name their host; a path is that of the Host header.
  private func takeTarget(
    _ target: ByteRange, _ line: Span<UInt8>, into values: inout FieldValues
  ) {
    let bytes = line.bytes(in: target)
    if bytes.starts(with: "/") {
      values.take(.path, target, in: line)
    } else if bytes.holds("://") || line.bytes(in: values[.method]).equals("CONNECT") {
      values.take(.url, target, in: line)
      values.drop(.host)
    }
  }

  /// Behind the request of `httpslog`: `" 0/0/0/0/0 www.example.com/TLSv1.3/CIPHER`.
  private func takeServerName(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, into values: inout FieldValues
  ) {
    guard values[.url].isEmpty, cursor.take("\" ") else { return }
    _ = cursor.readWord()
    let word = cursor.readWord()
    guard let slash = line.bytes(in: word).firstIndex(of: ASCII.slash), slash > 1 else { return }
    values.replace(
      .host, with: ByteRange(word.range.lowerBound..<word.range.lowerBound + slash))
  }

  /// The first of `{a|b|c}` that is the name of a host.
  private func takeCaptured(
    _ start: Int, before end: Int, _ line: Span<UInt8>, into values: inout FieldValues
  ) {
    guard start < end, line[start] == UInt8(ascii: "{") else { return }
    let close = min(line.wordEnd(UInt8(ascii: "}"), from: start), end)
    var position = start + 1
    while position < close {
      let next = min(line.wordEnd(UInt8(ascii: "|"), from: position), close)
      let value = ByteRange(position..<next)
      if let host = try? HostName(inTarget: value, of: line, isTunnel: true), !host.isAddress,
        host.path(inTarget: value).isEmpty,
        line.bytes(in: host.range).firstIndex(of: ASCII.dot) != nil
      {
        return values.take(.host, value, in: line)
      }
      position = next + 1
    }
  }
}
