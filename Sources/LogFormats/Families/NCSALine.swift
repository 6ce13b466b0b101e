import Access
import Bytes
import Evidence

/// The line of NCSA httpd that Squid, Apache, nginx and others write for a forward proxy.
///
///     client ident user [16/Nov/2026:08:30:00 +0100] "METHOD target HTTP/1.1" status bytes
///
/// and in the combined form `"referrer" "user agent"`, of which the latter is read.
/// The proxy's own name may stand before the client. Squid ends either form with `RESULT:HIERARCHY`.
/// The size is what went to the client.
enum NCSALine {
  enum Form { case common, combined }

  static func decode(
    _ line: Span<UInt8>, as form: Form, clock: inout LogClock, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, as: form, clock: &clock, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private static func read(
    _ line: Span<UInt8>, as form: Form, clock: inout LogClock, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var cursor = ByteCursor(line)
    var client = cursor.readWord()
    var ident = cursor.readWord()
    // Apache's `vhost_combined` has the name of the proxy before the client.
    if !line.bytes(in: ident).equals("-"), IPAddress(line.bytes(in: ident)) != nil,
      IPAddress(line.bytes(in: client)) == nil
    {
      client = ident
      ident = cursor.readWord()
    }
    let user = try readUser(&cursor, line)
    let time = try readTime(&cursor, line, clock: &clock)
    let request = try readRequest(&cursor, line)
    let status = try readStatus(&cursor)
    let size = try readSize(&cursor)
    let rest = cursor.position
    let result = try result(behind: rest, line, as: form)
    guard isClient(client, line), !ident.isEmpty else { throw .layout }

    let (method, target) = split(request, line)
    guard !target.isEmpty,
      try ProxyRequest.start(&record, method: method, target: target, in: line)
    else { return false }
    record.time = time
    record.setClient(client, in: line)
    record.setUser(user, in: line)
    record.isUserEscaped = true
    record.bytesDown = size
    if form == .combined { record.userAgent = userAgent(behind: rest, line) }
    let resultBytes = line.bytes(in: result)
    let hierarchy = resultBytes.firstIndex(of: ASCII.colon).map { $0 + 1 } ?? resultBytes.count
    record.outcome = ProxyRequest.outcome(
      result: resultBytes, status: status,
      wasForwarded: hierarchy < resultBytes.count
        && ProxyRequest.wasForwarded(resultBytes.extracting(hierarchy..<resultBytes.count)))
    return true
  }

  /// All up to the bracket of the time: names may hold blanks.
  private static func readUser(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> ByteRange {
    cursor.skip(ASCII.space)
    let start = cursor.position
    // Most lines name nobody.
    if line.contains("- [", at: start), let next = cursor.next(behind: 3), ASCII.isDigit(next) {
      cursor.advance(by: 3)
      return ByteRange(start..<start + 1)
    }
    while true {
      let word = cursor.readToken(endingAt: ASCII.openingBracket)
      let end = word.range.upperBound
      guard cursor.take(ASCII.openingBracket) else { throw .layout }
      if end - 1 > start, line[end - 1] == ASCII.space, let next = cursor.next,
        ASCII.isDigit(next)
      {
        return ByteRange(start..<end - 1)
      }
    }
  }

  /// `16/Nov/2026:08:30:00 +0100] `, the bracket before it taken; without a zone it is local time.
  /// Formats of their own write `16/11/2026 08:30:00]` too.
  private static func readTime(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, clock: inout LogClock
  ) throws(Malformed) -> Timestamp {
    // `16/Nov/2026`, the time of day, ` +0100] `: the first and the last are those of the line before.
    let start = cursor.position
    let (dateText, zoneText) = (start..<start + 11, start + 20..<start + 28)
    if let day = clock.dates.number(at: dateText, in: line),
      let offset = clock.zones.number(at: zoneText, in: line), line[start + 11] == ASCII.colon,
      let second = line.secondOfDay(at: start + 12),
      let time = Timestamp(
        LocalTime(secondOfDay: second, milliseconds: 0), onDay: day, offset: offset)
    {
      cursor.advance(by: 27)
      return time
    }
    guard let day = try? cursor.readDigits(2), cursor.take(ASCII.slash) else { throw .time }
    let isNumber = cursor.next.map(ASCII.isDigit) ?? false
    guard let month = isNumber ? try? cursor.readDigits(2) : try cursor.readMonth(),
      cursor.take(ASCII.slash), let year = try? cursor.readDigits(4),
      let date = CivilDate(year: year, month: month, day: day),
      cursor.take(ASCII.colon) || cursor.take(ASCII.space)
    else { throw .time }
    let local = try LocalTime(&cursor)
    cursor.skip(ASCII.space)
    let offset = try cursor.readZoneOffset()
    guard cursor.take(ASCII.closingBracket) else { throw .time }
    if let offset {
      if cursor.position == start + 27, !isNumber {
        clock.dates.remember(Int64(date.daysSince1970), at: dateText, in: line)
        clock.zones.remember(offset, at: zoneText, in: line)
      }
      return try Timestamp(local, on: date, offset: offset)
    }
    guard let time = clock.universal(local, on: date) else { throw .time }
    return time
  }

  /// The request between its quotes. Apache puts a backslash before a quote inside it, Squid does
  /// not: the one that ends it has a blank behind it.
  private static func readRequest(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> ByteRange {
    cursor.skip(ASCII.space)
    guard cursor.next == ASCII.quote else { throw .layout }
    guard let request = readQuoted(&cursor, line), !cursor.isAtEnd else { throw .truncated }
    return request
  }

  /// An address or a name, and not a part of something before the line.
  private static func isClient(_ field: ByteRange, _ line: Span<UInt8>) -> Bool {
    // Letters, digits, dots and hyphens: whether an address or a name does not matter here.
    let range = field.range
    return !field.isEmpty && range.count <= HostName.maximumLength
      && line.hostNameEnd(from: range.lowerBound, limit: range.upperBound) == range.upperBound
      || IPAddress(line.bytes(in: field)) != nil
      || (try? HostName(name: range, of: line)) != nil
  }

  private static func readStatus(_ cursor: inout ByteCursor) throws(Malformed) -> Int {
    cursor.skip(ASCII.space)
    if cursor.take(ASCII.hyphen) { return 0 }
    guard let status = try? cursor.readDecimal(), status < 1000 else { throw .status }
    return Int(status)
  }

  /// Nil for `-`, which stands for none, and for sizes below zero.
  private static func readSize(_ cursor: inout ByteCursor) throws(Malformed) -> UInt64? {
    cursor.skip(ASCII.space)
    let isNegative = cursor.take(ASCII.hyphen)
    if isNegative, cursor.next.map({ !ASCII.isDigit($0) }) ?? true { return nil }
    guard let size = try? cursor.readDecimal() else { throw .number }
    return isNegative ? nil : size
  }

  /// What stands between quotes behind the referrer. Squid does not escape quotes in either: what a
  /// client makes of that can only change what its own user agent is taken for.
  private static func userAgent(behind position: Int, _ line: Span<UInt8>) -> ByteRange {
    var cursor = ByteCursor(line, at: position)
    cursor.skip(ASCII.space)
    guard readQuoted(&cursor, line) != nil, cursor.take(ASCII.space) else { return .none }
    return readQuoted(&cursor, line) ?? .none
  }

  /// What stands between a quote and the next one that ends a field.
  private static func readQuoted(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) -> ByteRange? {
    guard cursor.take(ASCII.quote) else { return nil }
    let start = cursor.position
    while true {
      let end = cursor.readToken(endingAt: ASCII.quote).range.upperBound
      guard cursor.take(ASCII.quote) else { return nil }
      let endsField = cursor.isAtEnd || cursor.next == ASCII.space
      if endsField, end == start || line[end - 1] != ASCII.backslash {
        return ByteRange(start..<end)
      }
    }
  }

  /// Squid's `TCP_MISS:HIER_DIRECT`, the last word of its lines.
  private static func result(
    behind position: Int, _ line: Span<UInt8>, as form: Form
  ) throws(Malformed) -> ByteRange {
    var cursor = ByteCursor(line, at: position)
    cursor.skip(ASCII.space)
    guard form == .combined || cursor.next != ASCII.quote else { throw .layout }
    // Most lines end with the user agent.
    guard line.count > 0, line[line.count - 1] != ASCII.quote else { return .none }
    let rest = line.extracting(cursor.position..<line.count)
    let start = cursor.position + (rest.lastIndex(of: ASCII.space).map { $0 + 1 } ?? 0)
    let word = line.extracting(start..<line.count)
    guard word.count > 0, ASCII.isUppercase(word[0]), word.firstIndex(of: ASCII.colon) != nil
    else { return .none }
    return ByteRange(start..<line.count)
  }

  /// `GET http://example.com/ HTTP/1.1`: the method, and all up to the last blank.
  private static func split(
    _ request: ByteRange, _ line: Span<UInt8>
  ) -> (method: ByteRange, target: ByteRange) {
    let bytes = line.bytes(in: request)
    let start = request.range.lowerBound
    let first = bytes.wordEnd(ASCII.space, from: 0)
    guard let last = bytes.lastIndex(of: ASCII.space), first < last else { return (.none, .none) }
    return (ByteRange(start..<start + first), ByteRange(start + first + 1..<start + last))
  }
}
