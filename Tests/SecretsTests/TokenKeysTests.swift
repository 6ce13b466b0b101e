import Bytes
import Foundation
import Secrets
import Synchronization
import Testing

@Suite struct TokenKeysTests {
  @Test(arguments: [
    ("2026-11-16", "2026-11-16"), ("2026-11-22", "2026-11-16"), ("2026-11-23", "2026-11-23"),
    ("2027-01-01", "2026-12-28"), ("1970-01-01", "1969-12-29"), ("1969-12-28", "1969-12-22"),
  ])
  func weeksBeginOnMonday(text: String, first: String) throws {
    let begin = TokenPeriod.week.firstDay(of: try #require(CivilDate(text)))
    #expect(begin == (try #require(CivilDate(first))))
    #expect(TokenPeriod.week.lastDay(from: begin).daysSince1970 == begin.daysSince1970 + 6)
  }

  @Test(arguments: [
    ("2026-11-16", "2026-11-01", "2026-11-30"), ("2028-02-29", "2028-02-01", "2028-02-29"),
    ("2026-12-31", "2026-12-01", "2026-12-31"), ("1969-06-15", "1969-06-01", "1969-06-30"),
  ])
  func monthsAreThoseOfTheCalendar(text: String, first: String, last: String) throws {
    let begin = TokenPeriod.month.firstDay(of: try #require(CivilDate(text)))
    #expect(begin == (try #require(CivilDate(first))))
    #expect(TokenPeriod.month.lastDay(from: begin) == (try #require(CivilDate(last))))
  }

  @Test func eachPeriodHasAKeyThatIsAskedForOnce() throws {
    let asked = Mutex<[String]>([])
    var keys = TokenKeys(rotatingBy: .week) { first in
      asked.withLock { $0.append(first.description) }
      return PersonTokenKey()
    }
    func token(_ text: String) throws -> (Int32, AnyHashable?) {
      let current = keys.key(on: Int32(try #require(CivilDate(text)).daysSince1970))
      return (current.period, current.key?.token(for: Array("anna".utf8)))
    }
    let monday = try token("2026-11-16")
    let sunday = try token("2026-11-22")
    let next = try token("2026-11-23")
    let again = try token("2026-11-18")
    #expect(monday == sunday)
    #expect(monday == again)
    #expect(monday.0 != next.0)
    #expect(monday.1 != next.1)
    #expect(asked.withLock { $0 } == ["2026-11-16", "2026-11-23"])
  }

  @Test func withoutRotationAllDaysHaveOneKey() throws {
    var keys = TokenKeys(PersonTokenKey())
    let first = keys.key(on: 0)
    let last = keys.key(on: .max)
    #expect(first.period == last.period)
    #expect(first.key?.token(for: [1]) == last.key?.token(for: [1]))
  }
}
