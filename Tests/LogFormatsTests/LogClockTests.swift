import Access
import Bytes
import LogFormats
import Testing

/// Times as logs write them, read through the formats that carry them.
@Suite struct LogClockTests {
  @Test(arguments: [
    // Around New Year a line of December belongs to the old year.
    ("2027-01-01T06:00:00Z", "Dec 31 23:59:59", "2026-12-31T23:59:59.000Z"),
    ("2027-01-01T06:00:00Z", "Jan  1 00:00:00", "2027-01-01T00:00:00.000Z"),
    ("2026-12-31T23:30:00Z", "Jan  1 00:10:00", "2027-01-01T00:10:00.000Z"),
    ("2026-12-31T23:30:00Z", "Jan  2 00:10:00", "2026-01-02T00:10:00.000Z"),
    // A day of slack, no more.
    ("2026-11-16T12:00:00Z", "Nov 17 23:00:00", "2026-11-17T23:00:00.000Z"),
    ("2026-11-16T12:00:00Z", "Nov 18 00:00:00", "2025-11-18T00:00:00.000Z"),
    // 29 February lies in a leap year, also across 2100, which is none.
    ("2026-11-16T12:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00.000Z"),
    ("2024-02-28T12:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00.000Z"),
    ("2103-11-16T12:00:00Z", "Feb 29 12:00:00", "2096-02-29T12:00:00.000Z"),
    // The reference is the file's age, not the present.
    ("2019-05-05T12:00:00Z", "May  5 11:00:00", "2019-05-05T11:00:00.000Z"),
    ("2019-05-05T12:00:00Z", "May  7 11:00:00", "2018-05-07T11:00:00.000Z"),
  ])
  func theYearIsTheLatestThatFits(reference: String, written: String, time: String) {
    #expect(read(written, zone: "UTC", reference: reference) == time)
  }

  @Test(arguments: ["Feb 30 12:00:00", "Nov 31 12:00:00", "Jan  0 12:00:00", "Jan 32 12:00:00"])
  func daysOfNoYearAreNoTimes(written: String) {
    #expect(read(written, zone: "UTC", reference: "2026-11-16T12:00:00Z") == nil)
  }

  @Test(arguments: [
    ("2026-03-29 01:59:59", "2026-03-29T00:59:59.000Z"),
    ("2026-03-29 03:00:00", "2026-03-29T01:00:00.000Z"),
    ("2026-10-25 01:59:59", "2026-10-24T23:59:59.000Z"),
    ("2026-10-25 02:30:00", "2026-10-25T01:30:00.000Z"),
    ("2026-10-25 03:00:00", "2026-10-25T02:00:00.000Z"),
    ("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00.000Z"),
    ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00.000Z"),
    ("2026-07-01 12:00:00.5", "2026-07-01T10:00:00.500Z"),
  ])
  func wallTimesFollowDaylightSaving(written: String, time: String) {
    let reference = "2026-11-16T12:00:00Z"
    #expect(read(written, zone: "Europe/Berlin", reference: reference) == time)
  }

  @Test func aWholeNightOverNewYearIsInOrder() throws {
    var context = LogContext(clock: clock(zone: "Europe/Berlin", reference: "2027-01-01T10:00:00Z"))
    let times = ["Dec 30 10:00:00", "Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  1 09:00:00"]
      .compactMap { decoded($0, &context)?.time }
    #expect(times.count == 4)
    #expect(times == times.sorted())
    #expect(context.clock.assumedYear)
    #expect(context.clock.assumedZone)
  }

  @Test func onlyWhatWasAssumedIsSaid() {
    var context = fixtureContext()
    _ = decoded("2026-11-16T08:30:00Z", &context)
    #expect(!context.clock.assumedZone)
    _ = decoded("2026-11-16 08:30:00", &context)
    #expect(context.clock.assumedZone)
    #expect(!context.clock.assumedYear)
  }

  @Test(arguments: [
    "2026-11-16T24:00:00Z", "2026-11-16T08:60:00Z", "2026-11-16T08:30:61Z", "2026-11-16T8:30:00Z",
    "2026-11-16T08:30Z", "1989-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "2026-02-29T00:00:00Z",
    "2026-11-16T08:30:00+1", "2026-11-16T08:30:00+19:00", "2026-11-16T08:30:00+01:60",
  ])
  func whatNoClockShowsIsNoTime(written: String) {
    #expect(read(written, zone: "UTC", reference: "2026-11-16T12:00:00Z") == nil)
  }

  private func read(_ written: String, zone: String, reference: String) -> String? {
    var context = LogContext(clock: clock(zone: zone, reference: reference))
    return decoded(written, &context)?.time?.rfc3339
  }

  private func decoded(_ written: String, _ context: inout LogContext) -> AccessRecord? {
    guard let dnsmasq = format(named: "dnsmasq") else { return nil }
    let line = Array("\(written) dnsmasq[1]: query[A] www.example.com from 10.1.2.3".utf8)
    var record = AccessRecord.blank
    let decoded = dnsmasq.decode(line.span, context: &context, into: &record)
    return decoded == .access ? record : nil
  }
}
