import Bytes
import Testing

@Suite struct CivilDateTests {
  @Test func everyDayFrom1900To2200ComesBack() throws {
    var number = try #require(CivilDate(year: 1900, month: 1, day: 1)).daysSince1970
    #expect(number == -25_567)
    for year in 1900...2200 {
      for month in 1...12 {
        for day in 1...CivilDate.days(inMonth: month, of: year) {
          let date = try #require(CivilDate(year: year, month: month, day: day))
          guard date.daysSince1970 == number, CivilDate(daysSince1970: number) == date else {
            Issue.record("\(date) is day \(date.daysSince1970), not \(number)")
            return
          }
          number += 1
        }
      }
    }
    #expect(number == 84_371)
  }

  @Test(arguments: [(1970, 1, 1, 0), (2000, 3, 1, 11_017), (2026, 11, 16, 20_773)])
  func knownDaysHaveTheirNumbers(year: Int, month: Int, day: Int, number: Int) {
    #expect(CivilDate(year: year, month: month, day: day)?.daysSince1970 == number)
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28), (2400, 29)])
  func leapYearsHaveTheirFebruary(year: Int, days: Int) {
    #expect(CivilDate.days(inMonth: 2, of: year) == days)
    #expect((CivilDate(year: year, month: 2, day: 29) != nil) == (days == 29))
  }

  @Test(arguments: [
    (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31), (2026, -1, 1),
    (0, 1, 1), (10_000, 1, 1),
  ])
  func daysOfNoCalendarAreRefused(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: ["2026-11-16", "0001-01-01", "9999-12-31", "2024-02-29"])
  func textComesBack(text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "2026-11", "2026-11-16-", "-2026-11-16", "26-11-16", "2026-1-16", "2026-11-1", "2026/11/16",
    "2026-11-16 ", " 2026-11-16", "2026-02-29", "2026-+1-16", "２０２６-11-16", "20261116", "--",
  ])
  func otherTextIsNoDate(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func datesAreInOrder() throws {
    let dates = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map {
      try #require(CivilDate($0))
    }
    #expect(dates == dates.shuffled().sorted())
  }
}
