import Bytes

/// A date and a time of day that are not yet tied to a zone.
struct LocalMoment {
  let date: CivilDate
  let time: LocalTime
  /// Seconds east of Greenwich, when the log says.
  var offset: Int64?

  func universal(_ clock: inout LogClock) throws(Malformed) -> Timestamp {
    if let offset { return try Timestamp(time, on: date, offset: offset) }
    guard let moment = clock.universal(time, on: date) else { throw .time }
    return moment
  }
}

/// Reads times however products write them: told from their look, not from a pattern that somebody
/// has to give.
enum MomentReader {
  /// Reads a whole field: seconds, milliseconds, microseconds or nanoseconds since 1970, RFC 3339 and
  /// its relatives, `Nov 16 2026 08:30:00`, `16/Nov/2026:08:30:00 +0100`, `16.11.2026 08:30:00`,
  /// `11/16/2026 8:30:00 AM`, `Mon Nov 16 08:30:00 2026` and `2026:11:16-08:30:00`.
  ///
  /// - Parameter isUTC: whether a time without a zone is in UTC, because the product writes it so.
  static func read(
    _ field: Span<UInt8>, zone: Span<UInt8>, isUTC: Bool = false, context: inout LogContext
  ) throws(Malformed) -> Timestamp {
    if let time = onTheLastDay(field, zone: zone, isUTC: isUTC, clock: &context.clock) {
      return time
    }
    if let epoch = try epoch(field) { return epoch }
    var cursor = ByteCursor(field)
    cursor.skip(ASCII.space)
    skipWeekday(&cursor)
    if let first = cursor.next, ASCII.isLetter(first) {
      return try monthFirst(&cursor, zone: zone, isUTC: isUTC, clock: &context.clock)
    }
    let date = try readDate(&cursor, order: &context.dateOrder)
    guard
      cursor.take(UInt8(ascii: "T")) || cursor.take(UInt8(ascii: "t")) || cursor.take(ASCII.space)
        || cursor.take(ASCII.colon) || cursor.take(ASCII.hyphen) || cursor.take(",")
    else { throw .time }
    cursor.skip(ASCII.space)
    if cursor.position == dateLength, !ASCII.isDigit(field[4]) {
      context.clock.dates.remember(Int64(date.daysSince1970), at: 0..<dateLength, in: field)
    }
    var moment = LocalMoment(date: date, time: try readTimeOfDay(&cursor))
    moment.offset = try readZone(&cursor) ?? Self.offset(of: zone, isUTC: isUTC)
    return try moment.universal(&context.clock)
  }

  /// Reads the day and the time of day from two fields.
  static func read(
    date: Span<UInt8>, timeOfDay: Span<UInt8>, zone: Span<UInt8>, isUTC: Bool = false,
    context: inout LogContext
  ) throws(Malformed) -> Timestamp {
    var cursor = ByteCursor(date)
    let day = try readDate(&cursor, order: &context.dateOrder)
    var timeCursor = ByteCursor(timeOfDay)
    timeCursor.skip(ASCII.space)
    var moment = LocalMoment(date: day, time: try readTimeOfDay(&timeCursor))
    moment.offset = try readZone(&timeCursor) ?? offset(of: zone, isUTC: isUTC)
    return try moment.universal(&context.clock)
  }

  /// `2026-11-16T`: four digits at the front leave no doubt which number is the month.
  private static let dateLength = 11

  /// A time such as `2026-11-16 08:30:00.250+01:00` on the day of the line before; nil for any other,
  /// and for what is wrong.
  private static func onTheLastDay(
    _ field: Span<UInt8>, zone: Span<UInt8>, isUTC: Bool, clock: inout LogClock
  ) -> Timestamp? {
    guard let day = clock.dates.number(at: 0..<dateLength, in: field),
      let second = field.secondOfDay(at: dateLength)
    else { return nil }
    var cursor = ByteCursor(field, at: dateLength + 8)
    let time = LocalTime(
      secondOfDay: second, milliseconds: cursor.readFractionInMilliseconds())
    guard !cursor.isAtEnd else {
      guard let offset = offset(of: zone, isUTC: isUTC) else {
        return clock.universal(time, onDay: day)
      }
      return Timestamp(time, onDay: day, offset: offset)
    }
    guard let offset = try? cursor.readZoneOffset(), cursor.isAtEnd else { return nil }
    return Timestamp(time, onDay: day, offset: offset)
  }

  // MARK: Numbers since 1970

  /// Nil for a field that is no plain number. The number of digits says in what it counts.
  private static func epoch(_ field: Span<UInt8>) throws(Malformed) -> Timestamp? {
    guard field.count >= 9, ASCII.isDigit(field[0]), ASCII.isDigit(field[8]) else { return nil }
    var cursor = ByteCursor(field)
    guard let number = try? cursor.readDecimal(), let value = Int64(exactly: number) else {
      throw .time
    }
    let digits = cursor.position
    let fraction = cursor.readFractionInMilliseconds()
    guard cursor.isAtEnd else { return nil }
    let time: Timestamp? =
      switch digits {
      case 9...10: Timestamp(seconds: value, milliseconds: fraction)
      case 13: Timestamp(seconds: value / 1000, milliseconds: value % 1000)
      case 16: Timestamp(seconds: value / 1_000_000, milliseconds: value / 1000 % 1000)
      case 19: Timestamp(seconds: value / 1_000_000_000, milliseconds: value / 1_000_000 % 1000)
      default: nil
      }
    guard let time else { throw .time }
    return time
  }

  // MARK: Dates

  /// `2026-11-16`, `2026/11/16`, `16.11.2026`, `16-Nov-2026`, `16/Nov/2026`, `11/16/2026`, `16 Nov 2026`.
  static func readDate(
    _ cursor: inout ByteCursor, order: inout DateOrder
  ) throws(Malformed) -> CivilDate {
    let start = cursor.position
    guard let first = try? cursor.readDecimal(), let mark = cursor.next else { throw .time }
    let digits = cursor.position - start
    guard cursor.take(mark) else { throw .time }
    if digits == 4 {
      guard let month = try? cursor.readDecimal(), cursor.take(mark),
        let day = try? cursor.readDecimal()
      else { throw .time }
      return try date(first, month, day)
    }
    guard digits <= 2 else { throw .time }
    if let letter = cursor.next, ASCII.isLetter(letter) {
      let month = try cursor.readMonth()
      guard cursor.take(mark), let year = try? cursor.readDigits(4) else { throw .time }
      return try date(UInt64(year), UInt64(month), first)
    }
    guard let second = try? cursor.readDecimal(), cursor.take(mark),
      let year = try? cursor.readDecimal()
    else { throw .time }
    let fullYear = year < 100 ? 2000 + year : year
    if mark == ASCII.dot { return try date(fullYear, second, first) }
    if first > 12 { order = .dayFirst }
    if second > 12 { order = .monthFirst }
    // Americans write the time of day in halves; others put the day first.
    let isMonthFirst = order == .monthFirst || order == .unknown && hasHalfDay(cursor)
    return isMonthFirst
      ? try date(fullYear, first, second) : try date(fullYear, second, first)
  }

  private static func date(
    _ year: UInt64, _ month: UInt64, _ day: UInt64
  ) throws(Malformed) -> CivilDate {
    guard year < 10_000, month <= 12, day <= 31,
      let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    else { throw .time }
    return date
  }

  private static func hasHalfDay(_ cursor: borrowing ByteCursor) -> Bool {
    var distance = 0
    while distance < 16, let byte = cursor.next(behind: distance) {
      if byte | 0x20 == UInt8(ascii: "m"), let before = cursor.next(behind: distance - 1),
        before | 0x20 == UInt8(ascii: "a") || before | 0x20 == UInt8(ascii: "p")
      {
        return true
      }
      distance += 1
    }
    return false
  }

  private static func skipWeekday(_ cursor: inout ByteCursor) {
    var distance = 0
    while let byte = cursor.next(behind: distance), ASCII.isLetter(byte) { distance += 1 }
    guard distance >= 3, let behind = cursor.next(behind: distance) else { return }
    // `Mon Nov 16`, `Mon, 16 Nov`; a month alone has a number behind it.
    let hasComma = behind == UInt8(ascii: ",")
    let skipped = distance + (hasComma ? 2 : 1)
    guard
      hasComma || behind == ASCII.space && cursor.next(behind: skipped).map(ASCII.isLetter) == true
    else { return }
    cursor.advance(by: skipped)
  }

  /// `Nov 16 2026 08:30:00`, `Nov 16 08:30:00 2026`, `Nov 16 08:30:00`.
  private static func monthFirst(
    _ cursor: inout ByteCursor, zone: Span<UInt8>, isUTC: Bool, clock: inout LogClock
  ) throws(Malformed) -> Timestamp {
    let month = try cursor.readMonth()
    while let letter = cursor.next, ASCII.isLetter(letter) { cursor.advance(by: 1) }
    cursor.skip(ASCII.space)
    guard let day = try? cursor.readDecimal(), day <= 31 else { throw .time }
    _ = cursor.take(",")
    guard cursor.take(ASCII.space) else { throw .time }
    cursor.skip(ASCII.space)
    var year = cursor.readYear()
    // Kibana writes `Nov 16, 2026 @ 08:30:00.250`.
    _ = cursor.take("@ ")
    let time = try readTimeOfDay(&cursor)
    var offset = try readZone(&cursor)
    if year == nil {
      cursor.skip(ASCII.space)
      year = try? cursor.readDigits(4)
      if offset == nil { offset = try readZone(&cursor) }
    }
    guard let year else {
      guard let moment = clock.universal(time, month: month, day: Int(day)) else { throw .time }
      return moment
    }
    let date = try date(UInt64(year), UInt64(month), day)
    let moment = LocalMoment(
      date: date, time: time, offset: offset ?? Self.offset(of: zone, isUTC: isUTC))
    return try moment.universal(&clock)
  }

  // MARK: Times of day and zones

  /// `08:30:00`, `8:30:00 AM`, `08:30:00,250`; a leap second is read as the second before it.
  static func readTimeOfDay(_ cursor: inout ByteCursor) throws(Malformed) -> LocalTime {
    guard var hour = try? cursor.readDecimal(), cursor.take(ASCII.colon),
      let minute = try? cursor.readDigits(2)
    else { throw .time }
    var second = 0
    if cursor.take(ASCII.colon) {
      guard let read = try? cursor.readDigits(2) else { throw .time }
      second = read
    }
    // A comma stands before the fraction where Java or a German wrote it.
    let hasComma = cursor.next == UInt8(ascii: ",")
    let milliseconds =
      hasComma ? readCommaFraction(&cursor) : cursor.readFractionInMilliseconds()
    if let half = halfDay(&cursor) {
      guard (1...12).contains(hour) else { throw .time }
      hour = hour % 12 + (half ? 12 : 0)
    }
    guard hour < 24, minute < 60, second <= 60 else { throw .time }
    let secondOfDay = Int(hour) * 3600 + minute * 60 + min(second, 59)
    return LocalTime(secondOfDay: Int64(secondOfDay), milliseconds: milliseconds)
  }

  private static func readCommaFraction(_ cursor: inout ByteCursor) -> Int64 {
    guard let first = cursor.next(behind: 1), ASCII.isDigit(first) else { return 0 }
    cursor.advance(by: 1)
    var value: Int64 = 0
    var weight: Int64 = 100
    while let digit = cursor.next, ASCII.isDigit(digit) {
      value += Int64(digit - ASCII.zero) * weight
      weight /= 10
      cursor.advance(by: 1)
    }
    return value
  }

  /// ` AM` or ` PM`; nil for none, true for the afternoon.
  private static func halfDay(_ cursor: inout ByteCursor) -> Bool? {
    let gap = cursor.next == ASCII.space ? 1 : 0
    guard let letter = cursor.next(behind: gap), let m = cursor.next(behind: gap + 1),
      m | 0x20 == UInt8(ascii: "m")
    else { return nil }
    switch letter | 0x20 {
    case UInt8(ascii: "a"):
      cursor.advance(by: gap + 2)
      return false
    case UInt8(ascii: "p"):
      cursor.advance(by: gap + 2)
      return true
    default: return nil
    }
  }

  /// A zone behind a time, perhaps after a blank; nil when none stands here.
  private static func readZone(_ cursor: inout ByteCursor) throws(Malformed) -> Int64? {
    let gap = cursor.next == ASCII.space ? 1 : 0
    guard let first = cursor.next(behind: gap) else { return nil }
    let isSign = first == ASCII.plus || first == ASCII.hyphen
    guard ASCII.isLetter(first) || isSign else { return nil }
    cursor.advance(by: gap)
    if isSign { return try cursor.readZoneOffset() }
    let start = cursor.position
    while let letter = cursor.next, ASCII.isLetter(letter) { cursor.advance(by: 1) }
    let named = namedOffset(cursor.read(from: start))
    // `GMT+03:00`
    guard named == 0, let sign = cursor.next, sign == ASCII.plus || sign == ASCII.hyphen else {
      return named
    }
    return try? cursor.readZoneOffset()
  }

  /// The offset that a field of its own says; nil for none, and for names that do not decide it.
  private static func offset(of zone: Span<UInt8>, isUTC: Bool) -> Int64? {
    guard zone.count > 0 else { return isUTC ? 0 : nil }
    var cursor = ByteCursor(zone)
    if ASCII.isLetter(zone[0]) { return namedOffset(zone) }
    // `+11`, whole hours.
    if zone.count == 3, zone[0] == ASCII.plus || zone[0] == ASCII.hyphen {
      cursor.advance(by: 1)
      guard let hours = try? cursor.readDigits(2), hours <= 18 else { return nil }
      return Int64(zone[0] == ASCII.hyphen ? -hours : hours) * 3600
    }
    return try? cursor.readZoneOffset()
  }

  /// Abbreviations that mean one thing wherever logs of firewalls come from.
  private static func namedOffset(_ name: Span<UInt8>) -> Int64? {
    let names: [20 of (StaticString, Int64)] = [
      ("Z", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1),
      ("MEZ", 1), ("CEST", 2), ("MESZ", 2), ("EET", 2), ("EEST", 3), ("MSK", 3), ("EST", -5),
      ("EDT", -4), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7),
    ]
    for index in names.indices where name.equals(names[index].0) {
      return names[index].1 * 3600
    }
    return nil
  }
}
