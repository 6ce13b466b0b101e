import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000Z"), (1_794_817_800_250, "2026-11-16T08:30:00.250Z"),
    (951_782_399_999, "2000-02-28T23:59:59.999Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (-86_400_000, "1969-12-31T00:00:00.000Z"), (7_258_118_399_999, "2199-12-31T23:59:59.999Z"),
  ])
  func writesRFC3339(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).rfc3339 == text)
  }

  @Test func writesWhatFoundationWrites() {
    var random = SeededGenerator(seed: 5)
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -2_000_000_000..<7_000_000_000, using: &random)
      let quarter = Int64.random(in: 0..<4, using: &random)
      let date = Date(timeIntervalSince1970: Double(seconds) + Double(quarter) / 4)
      let timestamp = Timestamp(milliseconds: seconds * 1000 + quarter * 250)
      #expect(timestamp.rfc3339 == date.formatted(style))
      #expect(timestamp.seconds == seconds)
    }
  }

  @Test(arguments: [
    (Int64(631_151_999), false), (631_152_000, true), (7_258_118_399, true),
    (7_258_118_400, false), (0, false), (-1, false), (Int64.max, false), (Int64.min, false),
  ])
  func onlyTheYears1990To2199AreTimesOfLogs(seconds: Int64, isTime: Bool) {
    #expect((Timestamp(seconds: seconds) != nil) == isTime)
  }

  @Test(arguments: [
    (Int64(7), Int64(2), Int64(3)), (-7, 2, -4), (-8, 2, -4), (0, 5, 0), (-1, 86_400, -1),
  ])
  func divisionRoundsDown(value: Int64, divisor: Int64, quotient: Int64) {
    #expect(floorDivide(value, by: divisor) == quotient)
  }
}
