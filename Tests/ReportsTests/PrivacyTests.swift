import Foundation
@testable import Reports
import Testing

/// What keeps small groups out is tested with `Company`, where people are counted; here, that reports
/// show it as it came.
@Suite struct PrivacyTests {
  @Test func peopleAreNullInJSONWhereNobodyIsKnown() throws {
    let data = try JSONReport.encode(try SampleReport().report())
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    let people = findings.map { $0["people"] as? Int }
    #expect(people == [12, 6, nil, 5, 9, 8, 6, 1234])
    #expect(findings.allSatisfy { $0["people"] != nil })
  }

  @Test func servicesOfFewAreNamedTogether() throws {
    let report = try SampleReport().report()
    let text = TerminalReport(report, language: .english, width: nil, usesColour: false).text
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("each was used by fewer than 5 people, all together by 7."))
    #expect(text.contains("Of other services only this is said: fewer than 5 people used them."))
  }

  @Test func sumsThatGiveSmallGroupsAwayAreNotShown() throws {
    for (name, text) in try allOutputs(of: SampleReport(showsUnassigned: true).report()) {
      let other = try allOutputs(of: SampleReport(showsUnassigned: false).report())[name]
      #expect(text != other, "\(name)")
      #expect(other?.contains("no department: ") != true)
    }
  }

  @Test func withAMinimumOfOneEverythingIsShownAndSaid() throws {
    let report = try SampleReport(minimumGroupSize: 1).report()
    let text = TerminalReport(report, language: .english, width: nil, usesColour: false).text
    #expect(text.contains("small groups are shown because --minimum-group-size is 1"))
  }
}
