import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct WallClockTests {
  @Test(arguments: [
    // The last minute of winter, an hour that does not exist, the first minute of summer.
    ("Europe/Berlin", "2026-03-29T01:59:00", "2026-03-29T00:59:00"),
    ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00"),
    ("Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00"),
    // The last minute of summer, the hour that is there twice, the first that is winter only.
    ("Europe/Berlin", "2026-10-25T01:59:00", "2026-10-24T23:59:00"),
    ("Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T01:00:00"),
    ("Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T01:59:59"),
    ("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00"),
    // West of Greenwich.
    ("America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00"),
    ("America/New_York", "2026-11-01T01:30:00", "2026-11-01T06:30:00"),
    ("America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00"),
    // South of the equator spring is in October.
    ("Australia/Sydney", "2026-10-04T01:59:00", "2026-10-03T15:59:00"),
    ("Australia/Sydney", "2026-10-04T03:00:00", "2026-10-03T16:00:00"),
    ("Australia/Sydney", "2026-04-05T02:30:00", "2026-04-04T16:30:00"),
    ("Australia/Sydney", "2026-01-15T12:00:00", "2026-01-15T01:00:00"),
    // No daylight saving.
    ("Asia/Kolkata", "2026-03-29T02:30:00", "2026-03-28T21:00:00"),
    ("UTC", "2026-10-25T02:30:00", "2026-10-25T02:30:00"),
  ])
  func readsTheWall(zone: String, local: String, universal: String) throws {
    var clock = WallClock(zone: try #require(TimeZone(identifier: zone)))
    #expect(clock.universal(fromLocal: try seconds(local)) == (try seconds(universal)))
  }

  @Test(arguments: zones)
  func readsTheWallLikeTheObviousWay(zone name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    var clock = WallClock(zone: zone)
    for local in wallTimes(around: zone) {
      #expect(clock.universal(fromLocal: local) == obviousUniversal(local, zone), "\(local)")
    }
  }

  @Test(arguments: zones)
  func comesBackToTheSameWallTime(zone name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    var clock = WallClock(zone: zone)
    for universal in wallTimes(around: zone) {
      let local = clock.local(fromUniversal: universal)
      #expect(local == universal + offset(zone, at: universal))
      let again = clock.universal(fromLocal: local)
      #expect(clock.local(fromUniversal: again) == local, "\(universal)")
    }
  }

  @Test func theDayIsTheWallsDay() throws {
    var clock = WallClock(zone: try #require(TimeZone(identifier: "Europe/Berlin")))
    let late = try #require(Timestamp(seconds: seconds("2026-11-15T23:30:00")))
    #expect(clock.day(of: late).description == "2026-11-16")
    #expect(clock.day(of: Timestamp(milliseconds: -7_200_000)).description == "1969-12-31")
  }

  private static let zones = [
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles",
    "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "Pacific/Chatham",
    "Asia/Kolkata", "Asia/Kathmandu", "UTC",
  ]

  /// Every seven minutes around the changes of the clock from 2020 to 2030, in order and then some
  /// at random, so that what the clock keeps is used and dropped.
  private func wallTimes(around zone: TimeZone) -> [Int64] {
    var times: [Int64] = []
    var date = Date(timeIntervalSince1970: 1_577_836_800)
    for _ in 0..<20 {
      date = zone.nextDaylightSavingTimeTransition(after: date) ?? date.addingTimeInterval(1e7)
      let change = Int64(date.timeIntervalSince1970)
      let local = change + offset(zone, at: change - 1)
      times += stride(from: local - 10_800, through: local + 10_800, by: 420)
    }
    var random = SeededGenerator(seed: 6)
    return times + times.shuffled(using: &random).prefix(500)
  }

  /// All moments at which the wall shows this; of two the later, standard time; of none the moment
  /// at which a clock that nobody moved would show it.
  private func obviousUniversal(_ local: Int64, _ zone: TimeZone) -> Int64 {
    let offsets = [-86_400, 86_400].map { offset(zone, at: local + $0) }
    let moments = offsets.map { local - $0 }.filter { $0 + offset(zone, at: $0) == local }
    return moments.max() ?? local - offsets[0]
  }

  private func offset(_ zone: TimeZone, at universal: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(universal))))
  }

  private func seconds(_ text: String) throws -> Int64 {
    Int64(try Date(text + "Z", strategy: .iso8601).timeIntervalSince1970)
  }
}
