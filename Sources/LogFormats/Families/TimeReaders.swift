import Bytes

extension ByteCursor {
  /// Seconds since 1970 with an optional fraction: `1157689312.049`.
  mutating func readEpoch() throws(Malformed) -> Timestamp {
    guard let seconds = try? readDecimal(), seconds <= UInt64(Int64.max),
      let time = Timestamp(
        seconds: Int64(seconds), milliseconds: readFractionInMilliseconds())
    else { throw .time }
    return time
  }

  /// An English month in three letters, in any case: 1 to 12.
  mutating func readMonth() throws(Malformed) -> Int {
    var key: UInt32 = 0
    for _ in 0..<3 {
      guard let byte = next else { throw .time }
      key = key << 8 | UInt32(byte | 0x20)
      _ = take(byte)
    }
    // The three letters as one number: a switch without text.
    switch key {
    case 0x6A_61_6E: return 1  // jan
    case 0x66_65_62: return 2  // feb
    case 0x6D_61_72: return 3  // mar
    case 0x61_70_72: return 4  // apr
    case 0x6D_61_79: return 5  // may
    case 0x6A_75_6E: return 6  // jun
    case 0x6A_75_6C: return 7  // jul
    case 0x61_75_67: return 8  // aug
    case 0x73_65_70: return 9  // sep
    case 0x6F_63_74: return 10  // oct
    case 0x6E_6F_76: return 11  // nov
    case 0x64_65_63: return 12  // dec
    default: throw .time
    }
  }

  /// Consumes a day of the week in three letters and the blank behind it, if one stands here.
  mutating func skipWeekday() {
    // A month, which most lines begin with, has a number behind it.
    guard let second = next(behind: 4), ASCII.isLetter(second) else { return }
    let names: [7 of StaticString] = ["Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "]
    for index in names.indices where take(names[index]) { return }
  }

  /// Consumes a year of four digits and the blank behind it; nil when none stands here.
  mutating func readYear() -> Int? {
    guard next(behind: 4) == ASCII.space, let year = try? readDigits(4) else { return nil }
    skip(ASCII.space)
    return year
  }

  /// A zone as `Z`, `+0100`, `+01:00`: seconds east of Greenwich. Nil when none stands here.
  mutating func readZoneOffset() throws(Malformed) -> Int64? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    let isWest = next == ASCII.hyphen
    guard take(ASCII.plus) || take(ASCII.hyphen) else { return nil }
    guard let hours = try? readDigits(2) else { throw .time }
    _ = take(ASCII.colon)
    guard let minutes = try? readDigits(2), hours <= 18, minutes < 60 else { throw .time }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return isWest ? -seconds : seconds
  }

  /// RFC 3339, or ISO 8601 with a blank for `T`; without an offset it is local time.
  mutating func readISOTime(clock: inout LogClock) throws(Malformed) -> Timestamp {
    guard let year = try? readDigits(4), take(ASCII.hyphen),
      let month = try? readDigits(2), take(ASCII.hyphen), let day = try? readDigits(2),
      let date = CivilDate(year: year, month: month, day: day),
      take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(ASCII.space)
    else { throw .time }
    let local = try LocalTime(&self)
    guard let offset = try readZoneOffset() else {
      guard let time = clock.universal(local, on: date) else { throw .time }
      return time
    }
    return try Timestamp(local, on: date, offset: offset)
  }
}

extension Timestamp {
  /// A wall-clock time with its own offset, in seconds east of Greenwich.
  init(_ local: LocalTime, on date: CivilDate, offset: Int64) throws(Malformed) {
    guard let time = Timestamp(local, onDay: Int64(date.daysSince1970), offset: offset) else {
      throw .time
    }
    self = time
  }

  /// The same on the day that lies `day` days after 1970-01-01; nil outside the years of logs.
  init?(_ local: LocalTime, onDay day: Int64, offset: Int64) {
    self.init(
      seconds: day &* 86_400 &+ local.secondOfDay &- offset, milliseconds: local.milliseconds)
  }
}
