package import Bytes

/// Where the name of the program stands that wrote a line through syslog; nil for any other line.
package func syslogProgram(of line: Span<UInt8>, context: inout LogContext) -> ByteRange? {
  (try? SyslogHeader(line, clock: &context.clock))?.program
}

/// The head of a line that passed through syslog, or was written in its style.
///
/// Read are the traditional form (RFC 3164, with or without priority and host name, with or without
/// a year), RFC 5424, and the ISO 8601 form that rsyslog writes to files by default since Debian 12.
struct SyslogHeader {
  let time: Timestamp
  /// The name of the program that wrote the message, without its process id.
  let program: ByteRange
  /// Where the message starts in the line.
  let message: Int

  init(_ line: Span<UInt8>, clock: inout LogClock) throws(Malformed) {
    if let header = Self.likeTheLast(line, &clock) {
      self = header
      return
    }
    var cursor = ByteCursor(line)
    if try Self.skipPriority(&cursor), cursor.next == UInt8(ascii: "1"),
      line.contains("1 ", at: cursor.position)
    {
      self = try Self.structured(&cursor, line, clock: &clock)
      return
    }
    if let first = cursor.next, ASCII.isDigit(first) {
      time = try cursor.readISOTime(clock: &clock)
    } else {
      time = try Self.readTraditionalTime(&cursor, clock: &clock)
    }
    let tag = cursor.position
    (program, message) = try Self.readTag(&cursor, line)
    clock.tag.remember(line, tag..<message, program: program)
  }

  /// The header `Nov 16 08:30:00 gateway dnsmasq[812]: ` with all but the time of day as it was in the
  /// line before; nil for any other.
  private static func likeTheLast(
    _ line: Span<UInt8>, _ clock: inout LogClock
  ) -> SyslogHeader? {
    guard line.count > timeEnd, let day = clock.dates.number(at: 0..<dateLength, in: line),
      let second = line.secondOfDay(at: timeOfDay), line[timeEnd] == ASCII.space,
      let tag = clock.tag.find(in: line, at: timeEnd + 1),
      let time = clock.universal(LocalTime(secondOfDay: second, milliseconds: 0), onDay: day)
    else { return nil }
    return SyslogHeader(time: time, program: tag.program, message: tag.end)
  }

  // The places of a time without a year at the front of a line. The hour's first digit is read with
  // the date, to make the eight bytes that are compared at once.
  private static let dateLength = 8
  private static let timeOfDay = 7
  private static let timeEnd = 15

  /// The time of a header that may have no tag behind it, as many devices send it; nil for a line
  /// that does not begin with one.
  static func time(of line: Span<UInt8>, clock: inout LogClock) -> Timestamp? {
    var cursor = ByteCursor(line)
    guard let hasPriority = try? skipPriority(&cursor) else { return nil }
    if hasPriority, line.contains("1 ", at: cursor.position) { cursor.advance(by: 2) }
    cursor.skip(ASCII.space)
    guard let first = cursor.next else { return nil }
    return ASCII.isDigit(first)
      ? try? cursor.readISOTime(clock: &clock) : try? readTraditionalTime(&cursor, clock: &clock)
  }

  /// `<134>`; returns whether there was one.
  private static func skipPriority(_ cursor: inout ByteCursor) throws(Malformed) -> Bool {
    skipOctetCount(&cursor)
    guard cursor.take(ASCII.lessThan) else { return false }
    guard let priority = try? cursor.readDecimal(), priority <= 191,
      cursor.take(ASCII.greaterThan)
    else { throw .layout }
    return true
  }

  /// `86 <134>`: the length that RFC 6587, section 3.4.1, puts before a message.
  private static func skipOctetCount(_ cursor: inout ByteCursor) {
    var digits = 0
    while digits < 8, let digit = cursor.next(behind: digits), ASCII.isDigit(digit) { digits += 1 }
    guard digits > 0, cursor.next(behind: digits) == ASCII.space,
      cursor.next(behind: digits + 1) == ASCII.lessThan
    else { return }
    cursor.advance(by: digits + 1)
  }

  /// `Nov 16 08:30:00`, the day padded with a blank. Cisco writes the year behind the day; OpenWrt's
  /// `logread` behind the time, and the day of the week first: `Mon Nov 16 08:30:00 2026`.
  private static func readTraditionalTime(
    _ cursor: inout ByteCursor, clock: inout LogClock
  ) throws(Malformed) -> Timestamp {
    cursor.skipWeekday()
    let month = try cursor.readMonth()
    cursor.skip(ASCII.space)
    guard let day = try? cursor.readDecimal(), day <= 31, cursor.take(ASCII.space) else {
      throw .time
    }
    let yearBefore = cursor.readYear()
    let isUsual = cursor.position == timeOfDay
    let local = try LocalTime(&cursor)
    let header = cursor.read(from: 0)
    let year = cursor.take(ASCII.space) ? yearBefore ?? cursor.readYear() : yearBefore
    guard let year else {
      guard let time = clock.universal(local, month: month, day: Int(day)) else { throw .time }
      if isUsual, header.count == timeEnd { clock.rememberDay(at: 0..<dateLength, in: header) }
      return time
    }
    guard let date = CivilDate(year: year, month: month, day: Int(day)),
      let time = clock.universal(local, on: date)
    else { throw .time }
    return time
  }

  /// `gateway dnsmasq[812]: ` or, in a program's own file, `dnsmasq[812]: `.
  private static func readTag(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> (program: ByteRange, message: Int) {
    for _ in 0..<2 {
      guard let program = program(inTag: cursor.readWord(), line) else { continue }
      cursor.skip(ASCII.space)
      return (program, cursor.position)
    }
    throw .layout
  }

  /// The program in `dnsmasq[812]:`; nil for a word that is no tag. rsyslog leaves the colon away
  /// behind a process id that came in an RFC 5424 header.
  static func program(inTag word: ByteRange, _ line: Span<UInt8>) -> ByteRange? {
    guard word.count > 1 else { return nil }
    let last = line[word.range.upperBound - 1]
    guard last == ASCII.colon || last == ASCII.closingBracket else { return nil }
    let tag = word.range.lowerBound..<word.range.upperBound - 1
    let bracket = line.extracting(tag).firstIndex(of: ASCII.openingBracket)
    return ByteRange(tag.lowerBound..<(bracket.map { tag.lowerBound + $0 } ?? tag.upperBound))
  }

  /// RFC 5424, section 6, from its version on: `1 TIME HOST PROGRAM PID ID DATA MESSAGE`. OPNsense
  /// has sent `1 TIME HOST TAG: MESSAGE`, half of one and half of the other.
  private static func structured(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, clock: inout LogClock
  ) throws(Malformed) -> SyslogHeader {
    _ = cursor.readWord()
    cursor.skip(ASCII.space)
    let time = try cursor.readISOTime(clock: &clock)
    _ = cursor.readWord()
    var program = cursor.readWord()
    if let tagged = Self.program(inTag: program, line) {
      program = tagged
    } else {
      _ = cursor.readWord()
      _ = cursor.readWord()
      cursor.skip(ASCII.space)
      try skipStructuredData(&cursor)
    }
    cursor.skip(ASCII.space)
    // The mark by which section 6.4 tells UTF-8.
    if line.contains("\u{FEFF}", at: cursor.position) { cursor.advance(by: 3) }
    guard !program.isEmpty else { throw .layout }
    return SyslogHeader(time: time, program: program, message: cursor.position)
  }

  /// `-`, or elements in brackets whose quoted values may hold escaped brackets.
  private static func skipStructuredData(_ cursor: inout ByteCursor) throws(Malformed) {
    if cursor.take(ASCII.hyphen) { return }
    guard cursor.next == ASCII.openingBracket else { throw .layout }
    while cursor.take(ASCII.openingBracket) {
      var isQuoted = false
      while let byte = cursor.next {
        _ = cursor.take(byte)
        if byte == ASCII.backslash, let escaped = cursor.next {
          _ = cursor.take(escaped)
        } else if byte == ASCII.quote {
          isQuoted.toggle()
        } else if byte == ASCII.closingBracket, !isQuoted {
          break
        }
      }
    }
  }

  private init(time: Timestamp, program: ByteRange, message: Int) {
    self.time = time
    self.program = program
    self.message = message
  }
}
