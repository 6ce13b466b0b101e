import Foundation
@testable import Reports
import Testing

@Suite struct PrivacyTests {
  /// Whoever reads an output cannot tell how large a small group is, in whatever form it comes.
  @Test(arguments: [2, 5, 10])
  func groupsBelowTheMinimumAllLookAlike(minimum: Int) throws {
    let outputs = try (1..<minimum).map {
      try allOutputs(of: SampleReport(minimumGroupSize: minimum, smallGroup: $0).report())
    }
    #expect(outputs.allSatisfy { $0 == outputs.first })
  }

  @Test func groupsOfTheMinimumAreShown() throws {
    let small = try allOutputs(of: SampleReport(smallGroup: 4).report())
    let large = try allOutputs(of: SampleReport(smallGroup: 5).report())
    for (name, text) in small { #expect(large[name] != text, "\(name)") }
  }

  @Test func smallGroupsAreNullInJSON() throws {
    let data = try JSONReport.encode(try SampleReport().report())
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    let people = findings.map { $0["people"] as? Int }
    #expect(people == [12, nil, nil, 5, nil, 8, 6, 1234])
    #expect(findings.allSatisfy { $0["people"] != nil })
  }

  @Test(arguments: [
    (0, HeadCount.unknown), (1, .fewerThan(5)), (4, .fewerThan(5)), (5, .atLeast(5)),
    (6, .atLeast(6)),
  ])
  func headCountsHideSmallNumbers(people: Int, count: HeadCount) {
    #expect(HeadCount(people, minimumGroupSize: 5) == count)
  }

  @Test func withAMinimumOfOneEverythingIsShownAndSaid() throws {
    #expect(HeadCount(1, minimumGroupSize: 1) == .atLeast(1))
    let report = try SampleReport(minimumGroupSize: 1, smallGroup: 1).report()
    let text = TerminalReport(report, language: .english, width: nil, usesColour: false).text
    #expect(text.contains("small groups are shown because --minimum-group-size is 1"))
  }
}
