package import Bytes
package import Foundation

/// Supplies what a log's times leave out: the time zone and, for syslog and dnsmasq, the year.
package struct LogClock: Sendable {
  package private(set) var wall: WallClock
  /// No line is much younger than this: the file's last change, or now for a stream.
  private let reference: Timestamp
  /// Whether a time without a zone, or without a year, was read: the report says what was assumed.
  package private(set) var assumedZone = false
  package private(set) var assumedYear = false

  private var cachedMonthAndDay = 0
  private var cachedDay: Int64 = 0

  /// The day that a date stood for, in days since 1970.
  var dates = NumberMemo()
  /// The seconds east of Greenwich that a zone stood for.
  var zones = NumberMemo()
  /// What stood behind the last time.
  var tag = TagMemo()

  package init(zone: TimeZone, reference: Timestamp) {
    wall = WallClock(zone: zone)
    self.reference = reference
  }

  /// A wall-clock time of the configured zone, in UTC.
  package mutating func universal(_ local: LocalTime, on date: CivilDate) -> Timestamp? {
    universal(local, onDay: Int64(date.daysSince1970))
  }

  /// A wall-clock time without a year: the latest year that does not put it after the reference,
  /// so that a log that runs over New Year comes out right.
  package mutating func universal(_ local: LocalTime, month: Int, day: Int) -> Timestamp? {
    assumedYear = true
    let monthAndDay = month * 32 + day
    if monthAndDay != cachedMonthAndDay {
      guard let latest = latestDay(month: month, day: day) else { return nil }
      cachedMonthAndDay = monthAndDay
      cachedDay = latest
    }
    return universal(local, onDay: cachedDay)
  }

  /// Remembers by its text the day without a year that was read last.
  mutating func rememberDay(at place: Range<Int>, in line: Span<UInt8>) {
    dates.remember(cachedDay, at: place, in: line)
  }

  /// A wall-clock time on the day that lies `day` days after 1970-01-01.
  mutating func universal(_ local: LocalTime, onDay day: Int64) -> Timestamp? {
    assumedZone = true
    let seconds = wall.universal(fromLocal: day * 86_400 + local.secondOfDay)
    return Timestamp(seconds: seconds, milliseconds: local.milliseconds)
  }

  /// A day of slack, for clocks that differ and zones that were guessed; nine years back, for
  /// 29 February across a century's missing leap year.
  private mutating func latestDay(month: Int, day: Int) -> Int64? {
    let limit = Int64(wall.day(of: reference).daysSince1970) + 1
    let latestYear = CivilDate(daysSince1970: Int(limit)).year
    for year in stride(from: latestYear, through: latestYear - 9, by: -1) {
      if let date = CivilDate(year: year, month: month, day: day),
        Int64(date.daysSince1970) <= limit
      {
        return Int64(date.daysSince1970)
      }
    }
    return nil
  }
}

/// A time of day as a clock on the wall shows it.
package struct LocalTime: Sendable {
  let secondOfDay: Int64
  let milliseconds: Int64

  init(secondOfDay: Int64, milliseconds: Int64) {
    self.secondOfDay = secondOfDay
    self.milliseconds = milliseconds
  }

  /// Reads `08:30:00` or `08:30:00.250`; a leap second is read as the second before it.
  init(_ cursor: inout ByteCursor) throws(Malformed) {
    if let second = cursor.readSecondOfDay() {
      secondOfDay = second
      milliseconds = cursor.readFractionInMilliseconds()
      return
    }
    do throws(Unreadable) {
      let hour = try cursor.readDigits(2)
      guard cursor.take(ASCII.colon) else { throw .number }
      let minute = try cursor.readDigits(2)
      guard cursor.take(ASCII.colon) else { throw .number }
      let second = try cursor.readDigits(2)
      guard hour < 24, minute < 60, second <= 60 else { throw .number }
      secondOfDay = Int64(hour * 3600 + minute * 60 + min(second, 59))
      milliseconds = cursor.readFractionInMilliseconds()
    } catch {
      throw .time
    }
  }
}
