package import Bytes

/// How long one key makes person tokens.
package enum TokenPeriod: String, CaseIterable, Sendable {
  /// From Monday to Sunday.
  case week
  /// Of the calendar.
  case month

  /// The first day of the period that `day` lies in.
  package func firstDay(of day: CivilDate) -> CivilDate {
    switch self {
    case .week:
      // 1970-01-01 was a Thursday.
      let days = day.daysSince1970
      let weeks = floorDivide(Int64(days) + 3, by: 7)
      return CivilDate(daysSince1970: Int(weeks) * 7 - 3)
    case .month:
      return CivilDate(daysSince1970: day.daysSince1970 - day.day + 1)
    }
  }

  /// The last day of the period that begins on `firstDay`.
  package func lastDay(from firstDay: CivilDate) -> CivilDate {
    switch self {
    case .week: CivilDate(daysSince1970: firstDay.daysSince1970 + 6)
    case .month:
      CivilDate(
        daysSince1970: firstDay.daysSince1970
          + CivilDate.days(inMonth: firstDay.month, of: firstDay.year) - 1)
    }
  }
}
