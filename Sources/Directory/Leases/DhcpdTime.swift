import Bytes

extension LeaseTime {
  /// Reads a date of dhcpd.leases(5), always in UTC: `2 2026/11/17 08:00:00` with the day of the week
  /// before it, `epoch 1794902400`, or `never`.
  ///
  /// - Parameter words: where the date's words stand in `bytes`.
  init?(dhcpd words: ArraySlice<Range<Int>>, in bytes: Span<UInt8>) {
    guard let first = words.first, let last = words.last else { return nil }
    switch words.count {
    case 1 where bytes.extracting(first).equals("never"):
      self = .never
    case 2 where bytes.extracting(first).equals("epoch"):
      self.init(seconds: bytes.extracting(last).seconds)
    case 3 where bytes.extracting(first).decimal.map({ $0 <= 6 }) ?? false:
      let day = Self.day(bytes.extracting(words[words.startIndex + 1]))
      let clock = bytes.extracting(last)
      guard clock.count == 8, let day, let second = clock.secondOfDay(at: 0) else { return nil }
      self.init(seconds: Int64(day.daysSince1970) * 86_400 + second)
    default:
      return nil
    }
  }

  /// Reads `2026/11/17`.
  private static func day(_ bytes: Span<UInt8>) -> CivilDate? {
    var cursor = ByteCursor(bytes)
    guard let year = try? cursor.readDigits(4), cursor.take(ASCII.slash),
      let month = try? cursor.readDigits(2), cursor.take(ASCII.slash),
      let day = try? cursor.readDigits(2), cursor.isAtEnd
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}
