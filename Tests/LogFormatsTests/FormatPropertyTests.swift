import Access
import Bytes
import LogFormats
import TestSupport
import Testing

/// Whatever a line holds: no trap, and every range of a record lies inside the line.
@Suite struct FormatPropertyTests {
  @Test(arguments: Fixture.all)
  func everyCutIsReadInside(fixture: Fixture) throws {
    var context = fixtureContext()
    let format = try #require(fixture.reader)
    for line in try fixture.lines() {
      for length in 0...line.count {
        check(Array(line[..<length]), in: format, &context)
        check(Array(line[length...]), in: format, &context)
      }
    }
  }

  /// A cut may end a name early where nothing stands behind it, and it may hide the better of two; it
  /// never makes a name that is not in the line.
  @Test(arguments: Fixture.all)
  func noCutInventsAHost(fixture: Fixture) throws {
    var context = fixtureContext()
    let format = try #require(fixture.reader)
    for line in try fixture.lines() {
      // Headers count for the lines behind them, cut ones do not.
      let before = context
      let whole = host(of: line, in: format, &context)
      let text = String(decoding: line, as: UTF8.self).lowercased()
      for length in 0..<line.count {
        var context = before
        guard let cut = host(of: Array(line[..<length]), in: format, &context) else { continue }
        #expect(
          cut == whole || text.contains(cut) || whole?.hasPrefix(cut) == true,
          "\(cut) in the first \(length) bytes of \(text)")
      }
    }
  }

  private func host(
    of line: [UInt8], in format: any LogFormat, _ context: inout LogContext
  ) -> String? {
    var record = AccessRecord.blank
    context.beginLine()
    guard format.decode(line.span, context: &context, into: &record) == .access else { return nil }
    return context.withBytes(of: line.span) { $0.bytes(in: record.host).text.lowercased() }
  }

  @Test(arguments: Fixture.all)
  func changedBytesAreReadInside(fixture: Fixture) throws {
    var context = fixtureContext()
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
        for format in allFormats { check(changed, in: format, &context) }
      }
    }
  }

  @Test func everyFormatReadsEveryLineInside() throws {
    var context = fixtureContext()
    for line in try Fixture.all.flatMap({ try $0.lines() }) {
      for format in allFormats { check(line, in: format, &context) }
    }
  }

  private func check(_ line: [UInt8], in format: any LogFormat, _ context: inout LogContext) {
    var record = AccessRecord.blank
    context.beginLine()
    let decoded = format.decode(line.span, context: &context, into: &record)
    guard decoded == .access || decoded == .refusedLookup else { return }
    let ranges = [
      record.host, record.user, record.client, record.method, record.path, record.userAgent,
    ].map(\.range)
    let length = context.withBytes(of: line.span) { $0.count }
    if record.host.isEmpty || ranges.contains(where: { $0.upperBound > length }) {
      Issue.record("\(ranges) in \(String(decoding: line, as: UTF8.self))")
    }
  }
}
