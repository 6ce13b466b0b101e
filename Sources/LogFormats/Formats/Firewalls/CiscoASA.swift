import Access
import Bytes
import Evidence

/// The URL messages of Cisco's ASA, and of PIX, FWSM and Secure Firewall (FTD), which write the same.
///
///     Nov 16 2026 08:30:00 fw1 : %ASA-5-304001: anna@10.1.2.3(LOCAL\anna) Accessed URL 192.0.2.80:http://www.example.com/start
///     Nov 16 2026 08:30:00 fw1 : %ASA-5-304002: Access denied URL http://www.example.com/ SRC 10.1.2.3 DEST 192.0.2.80 on interface inside
///
/// 304001 is an access, 304002 one that was refused. The time is the head's; a zone behind it counts where
/// the year stands there too. The client stands before `Accessed` or behind `SRC`, the user before the
/// client's `@`, or in brackets behind it. A URL that is a path, or `Hostname not present URI: /path`, was
/// asked of the server's address, which is the host then. Long URLs take several messages, of which those
/// that begin with `partial` are no accesses. All other messages name no host: connections (302013 and
/// 302014) know addresses, and the names in them are the administrator's own. Documented at
/// https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/b_syslog.html.
struct CiscoASA: LogFormat {
  let name = "cisco-asa"
  let fields: LogFields = [.client, .user, .path, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      guard let tag = CiscoTag(line) else { throw .layout }
      let product = line.bytes(in: tag.product)
      let number = line.bytes(in: tag.number)
      let isRefusal = number.equals("304002")
      let isURL = isRefusal || number.equals("304001")
      guard isOwn(product) || isURL && isShared(product) else { throw .layout }
      guard isURL else { return .notAnAccess }
      let found =
        isRefusal
        ? try readRefusal(line, from: tag.message) : try readAccess(line, from: tag.message)
      guard try start(&record, found, line) else { return .notAnAccess }
      record.time = time(line, before: tag.start, &context)
      record.outcome = isRefusal ? .blocked : .allowed
      return .access
    } catch {
      return .malformed(error)
    }
  }

  private func isOwn(_ product: Span<UInt8>) -> Bool {
    product.equals("ASA") || product.equals("PIX") || product.equals("FWSM")
  }

  /// FTD's own messages are read by the format for it.
  private func isShared(_ product: Span<UInt8>) -> Bool {
    product.equals("FTD") || product.equals("NGIPS")
  }

  /// The head may have a colon of its own behind the priority, and a zone behind the time:
  /// `<166>:Nov 16 2026 08:30:00 CET: `.
  private func time(
    _ line: Span<UInt8>, before end: Int, _ context: inout LogContext
  ) -> Timestamp? {
    let head = line.extracting(0..<end)
    var start = head.firstIndex(of: ASCII.greaterThan).map { $0 + 1 } ?? 0
    if start < end, head[start] == ASCII.colon { start += 1 }
    let moment = head.extracting(start..<end)
    let zone = head.extracting(0..<0)
    if hasZone(moment), let time = try? MomentReader.read(moment, zone: zone, context: &context) {
      return time
    }
    return SyslogHeader.time(of: head, clock: &context.clock)
      ?? SyslogHeader.time(of: moment, clock: &context.clock)
  }

  /// Whether a word in capitals and a colon end `head`, and a digit stands before them.
  private func hasZone(_ head: Span<UInt8>) -> Bool {
    guard let colon = head.lastIndex(of: ASCII.colon) else { return false }
    var start = colon
    while start > 0, ASCII.isUppercase(head[start - 1]) { start -= 1 }
    return colon - start >= 3 && start > 1 && head[start - 1] == ASCII.space
      && ASCII.isDigit(head[start - 2])
  }

  private struct Found {
    var client = ByteRange.none
    var server = ByteRange.none
    var url = ByteRange.none
  }

  /// `anna@10.1.2.3(LOCAL\anna) Accessed URL 192.0.2.80:http://…`; names may hold blanks, and Java
  /// applets have `JAVA` before `URL`.
  private func readAccess(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> Found {
    var cursor = ByteCursor(line, at: start)
    var found = Found()
    while true {
      let word = cursor.readWord()
      guard !word.isEmpty else { throw .truncated }
      if line.bytes(in: word).equals("Accessed") { break }
      let first = found.client.isEmpty ? word : found.client
      found.client = ByteRange(first.range.lowerBound..<word.range.upperBound)
    }
    if line.bytes(in: cursor.readWord()).equals("JAVA") { _ = cursor.readWord() }
    cursor.skip(ASCII.space)
    let begin = cursor.position
    let server = serverEnd(line.extracting(begin..<line.count))
    guard let server else { throw .truncated }
    found.server = ByteRange(begin..<begin + server)
    var rest = ByteCursor(line, at: begin + server + 1)
    found.url = rest.readWord()
    if line.bytes(in: found.url).equals("Hostname") {
      while !rest.isAtEnd, !line.bytes(in: found.url).equals("URI:") { found.url = rest.readWord() }
      found.url = rest.readWord()
    }
    return found
  }

  /// Where the server's address ends: at the last colon before the path or the scheme's slashes,
  /// which in IPv6 is not the first.
  private func serverEnd(_ rest: Span<UInt8>) -> Int? {
    var end: Int?
    var index = 0
    while index < rest.count, rest[index] != ASCII.slash {
      if rest[index] == ASCII.colon, IPAddress(rest.extracting(0..<index)) != nil { end = index }
      index += 1
    }
    return end
  }

  /// `Access denied URL http://… SRC 10.1.2.3 DEST 192.0.2.80 on interface inside`
  private func readRefusal(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> Found {
    var cursor = ByteCursor(line, at: start)
    var found = Found()
    for _ in 0..<3 { _ = cursor.readWord() }
    found.url = cursor.readWord()
    while !cursor.isAtEnd {
      let word = line.bytes(in: cursor.readWord())
      if word.equals("SRC") { found.client = cursor.readWord() }
      if word.equals("DEST") { found.server = cursor.readWord() }
    }
    guard !found.client.isEmpty else { throw .truncated }
    return found
  }

  private func start(
    _ record: inout AccessRecord, _ found: Found, _ line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    let url = line.bytes(in: found.url)
    if url.equals("partial") { return false }
    let isPath = url.count == 0 || url[0] == ASCII.slash
    let target = isPath ? found.server : found.url
    guard try ProxyRequest.start(&record, target: target, needsScheme: !isPath, in: line) else {
      return false
    }
    if isPath { record.path = found.url }
    setClient(&record, found.client, line)
    return true
  }

  /// `anna@10.1.2.3(LOCAL\anna)`
  private func setClient(_ record: inout AccessRecord, _ field: ByteRange, _ line: Span<UInt8>) {
    let bytes = line.bytes(in: field)
    var range = field.range
    if let bracket = bytes.firstIndex(of: UInt8(ascii: "(")) {
      let end =
        bytes[bytes.count - 1] == UInt8(ascii: ")") ? range.upperBound - 1 : range.upperBound
      if range.lowerBound + bracket + 1 < end {
        record.user = ByteRange(range.lowerBound + bracket + 1..<end)
      }
      range = range.lowerBound..<range.lowerBound + bracket
    }
    if let at = line.extracting(range).lastIndex(of: ASCII.at) {
      if at > 0 { record.user = ByteRange(range.lowerBound..<range.lowerBound + at) }
      range = range.lowerBound + at + 1..<range.upperBound
    }
    record.setClient(ByteRange(range), in: line)
  }
}
