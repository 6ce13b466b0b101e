import Access
import Bytes
import LogFormats
import TestSupport
import Testing

/// Whatever a line holds: no trap, and every range of a record lies inside the line.
@Suite struct FormatPropertyTests {
  @Test(arguments: Fixture.all)
  func everyCutIsReadInside(fixture: Fixture) throws {
    var clock = fixtureClock()
    let format = try #require(fixture.reader)
    for line in try fixture.lines() {
      for length in 0...line.count {
        check(Array(line[..<length]), in: format, &clock)
        check(Array(line[length...]), in: format, &clock)
      }
    }
  }

  @Test(arguments: Fixture.all)
  func changedBytesAreReadInside(fixture: Fixture) throws {
    var clock = fixtureClock()
    var random = SeededGenerator(seed: 12)
    let delimiters = Array("\" :/[]<>.,-%\\@09Zz\t".utf8) + [0, 0x7F, 0x80, 0xFF]
    for line in try fixture.lines() where !line.isEmpty {
      for _ in 0..<40 {
        var changed = line
        let place = Int.random(in: 0..<line.count, using: &random)
        changed[place] =
          Bool.random(using: &random)
          ? UInt8.random(in: .min ... .max, using: &random)
          : delimiters[Int.random(in: 0..<delimiters.count, using: &random)]
        for format in allFormats { check(changed, in: format, &clock) }
      }
    }
  }

  @Test func everyFormatReadsEveryLineInside() throws {
    var clock = fixtureClock()
    for line in try Fixture.all.flatMap({ try $0.lines() }) {
      for format in allFormats { check(line, in: format, &clock) }
    }
  }

  /// Name servers write no time where nobody asks for it.
  private func mayBeUndated(_ format: any LogFormat) -> Bool {
    ["bind", "unbound"].contains(format.name)
  }

  private func check(_ line: [UInt8], in format: any LogFormat, _ clock: inout LogClock) {
    var record = AccessRecord.blank
    let decoded = format.decode(line.span, clock: &clock, into: &record)
    guard decoded == .access || decoded == .refusedLookup else { return }
    let ranges = [record.host, record.user, record.client, record.method].map(\.range)
    if record.host.isEmpty || (record.time == nil && !mayBeUndated(format))
      || ranges.contains(where: { $0.upperBound > line.count })
    {
      Issue.record("\(ranges) in \(String(decoding: line, as: UTF8.self))")
    }
  }
}
