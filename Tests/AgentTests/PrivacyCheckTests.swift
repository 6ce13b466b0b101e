import Access
import Agent
import Bytes
import LogFormats
import Testing

/// The self-test finds what must not be there, and nothing else.
@Suite struct PrivacyCheckTests {
  private static let line =
    #"10.1.2.3 - anna.meier [16/Nov/2026:08:30:00 +0100] "GET https://chat.example.com/lohnliste?q=kuendigung HTTP/1.1" 200 9 "https://intranet.example/" "Browser/2" TCP_MISS:HIER_DIRECT"#

  @Test(arguments: [
    ("Anna.Meier asked", PrivacyCheck.Part.user), ("by 10.1.2.3", .client),
    ("<td>lohnliste</td>", .path), ("with Browser", .userAgent), ("from intranet.example", .rest),
    ("CORP-anna.meier-7", .user),
  ])
  func whatStandsInAnOutputIsFound(output: String, part: PrivacyCheck.Part) throws {
    let check = try examine(outputs: [output])
    #expect(check.leaks.contains { $0.part == part && $0.line == 7 })
  }

  @Test func whatIsMeantToStandThereIsNot() throws {
    let output = "chat.example.com 2026-11-16 08:30 200 9 https GET"
    #expect(try examine(outputs: [output], known: ["https"]).leaks.isEmpty)
    // The program's own words may stand in a log too.
    #expect(try examine(outputs: ["Browser extensions"], known: ["browser"]).leaks.isEmpty)
  }

  @Test func theWordsOfAllPartsAreCounted() throws {
    let examined = try examine(outputs: []).examined
    #expect(examined[.path] == 2)
    #expect(examined[.userAgent] == 1)
    #expect(examined[.user] == 1)
    #expect(examined[.client] == 1)
    #expect((examined[.rest] ?? 0) >= 3)
  }

  private func examine(outputs: [String], known: [String] = []) throws -> PrivacyCheck {
    let combined = allFormats.first { $0.name == "combined" }
    let format = try #require(combined)
    var context = LogContext(clock: LogClock(zone: berlin, reference: .init(milliseconds: noon)))
    var record = AccessRecord.blank
    let bytes = Array(Self.line.utf8)
    let decoded = format.decode(bytes.span, context: &context, into: &record)
    #expect(decoded == .access)
    var check = PrivacyCheck(outputs: outputs, known: known)
    check.examine(bytes.span, decoded, record, number: 7)
    return check
  }
}
