/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
@usableFromInline package struct Timestamp: Hashable, Comparable, Sendable {
  @usableFromInline package let milliseconds: Int64

  @inlinable package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Nil outside the years 1990 to 2199: no log is older, and a value outside is a misread field.
  @inlinable package init?(seconds: Int64, milliseconds: Int64 = 0) {
    guard (631_152_000..<7_258_118_400).contains(seconds) else { return nil }
    self.milliseconds = seconds &* 1000 &+ milliseconds
  }

  /// Whole seconds since 1970.
  @inlinable package var seconds: Int64 { floorDivide(milliseconds, by: 1000) }

  @inlinable package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Timestamp {
  /// RFC 3339 in UTC with milliseconds: `2026-11-16T08:30:00.250Z`.
  package var rfc3339: String {
    let day = Int(floorDivide(seconds, by: 86_400))
    let second = Int(seconds) - day * 86_400
    let thousandths = Int(milliseconds - seconds * 1000)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
    return
      "\(CivilDate(daysSince1970: day))T\(clock[0]):\(clock[1]):\(clock[2]).\(padded(thousandths, to: 3))Z"
  }
}

/// Division that rounds towards minus infinity, so that days before 1970 and west of Greenwich
/// come out right.
@inlinable package func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
