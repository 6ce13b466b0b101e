import AIServices
import Bytes
@testable import Reports
import Testing
import Usage

@Suite struct TerminalReportTests {
  @Test(arguments: Language.allCases, [60, 80, 120])
  func noLineIsWiderThanTheTerminal(language: Language, width: Int) throws {
    for isComplete in [true, false] {
      let report = try SampleReport(isComplete: isComplete).report()
      let text = TerminalReport(report, language: language, width: width, usesColour: false).text
      let tooWide = text.split(separator: "\n").filter { $0.count > width }
      #expect(tooWide.isEmpty)
    }
  }

  @Test(arguments: Language.allCases, [1, 2, 3, 10, 40])
  func aTinyTerminalIsNoReasonToFail(language: Language, width: Int) throws {
    let report = try SampleReport().report()
    let text = TerminalReport(report, language: language, width: width, usesColour: false).text
    #expect(text.contains(width < 10 ? "1" : Wording(language: language).people))
  }

  /// What a column that was left away had taken goes to those that were shortened.
  @Test func namesAreShortenedOnlyAsMuchAsNeeded() throws {
    let report = try SampleReport().report()
    for width in 60...140 {
      let text = TerminalReport(report, language: .english, width: width, usesColour: false).text
      let table = text.split(separator: "\n").drop { !$0.hasPrefix("Verdict") }.prefix(9)
      let widest = table.map(\.count).max() ?? 0
      #expect(!table.joined().contains("…") || widest >= width - 4, "\(width)")
    }
  }

  @Test(arguments: Language.allCases)
  func whoAndWhereIsNeverLeftAway(language: Language) throws {
    let wording = Wording(language: language)
    let report = try SampleReport().report()
    let text = TerminalReport(report, language: language, width: 60, usesColour: false).text
    for title in [wording.verdict, wording.service, wording.department, wording.people] {
      #expect(text.contains(title))
    }
  }

  @Test(arguments: Language.allCases)
  func withoutTerminalTheTableIsAsWideAsItNeeds(language: Language) throws {
    let report = try SampleReport().report()
    let text = TerminalReport(report, language: language, width: nil, usesColour: false).text
    #expect(text.contains("Forschung & Entwicklung"))
    #expect(text.contains(Wording(language: language).seen))
  }

  @Test func networksStandWhereDepartmentsAreNotConfigured() throws {
    let report = try SampleReport(hasDepartments: false, hasPolicy: false).report()
    let text = TerminalReport(report, language: .english, width: nil, usesColour: false).text
    #expect(text.contains("Network"))
    #expect(text.contains("departments.yaml"))
    #expect(text.contains("policy.yaml"))
  }

  @Test(arguments: Language.allCases)
  func nothingFoundIsSaidWithWhatCouldNotBeSeen(language: Language) {
    let report = Report(
      version: "1.0.0",
      setup: Report.Setup(
        hasDepartments: true, hasPolicy: true, contact: nil, minimumGroupSize: 5,
        timeZone: "UTC", aiAct: SampleReport.aiAct,
        today: CivilDate(daysSince1970: 20_000)),
      findings: Findings(), candidates: CandidateUses(), candidateAccessesLeftOut: 0,
      coverage: Coverage(), unassignedNetworks: [], sources: [],
      catalogue: Catalogue(vendors: []),
      departmentName: { _ in nil }, day: { _ in CivilDate(daysSince1970: 0) })
    let text = TerminalReport(report, language: language, width: 80, usesColour: false).text
    let wording = Wording(language: language)
    #expect(text.contains(wording.noFindings))
    #expect(text.contains(wording.notSeenTitle))
    #expect(!report.hasUnapprovedUse)
  }

  @Test func attemptsAreNotCalledUse() throws {
    let report = try SampleReport().report()
    let text = TerminalReport(report, language: .english, width: nil, usesColour: false).text
    let attempts = text.split(separator: "\n").filter { $0.contains("L0 attempted") }
    #expect(attempts.count == 1)
    #expect(attempts.first?.contains("other departments") == true)
  }
}
