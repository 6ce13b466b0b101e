import AIServices
import Bytes
import Evidence
@testable import Reports
import Testing
import Usage

@Suite struct RemarksTests {
  private func remarks(
    _ sources: [SourceSummary] = [], seen kinds: [AccessKind] = [], hasDepartments: Bool = true,
    hasPolicy: Bool = true, contact: String? = nil
  ) -> Remarks {
    var coverage = Coverage()
    for kind in kinds {
      coverage.add(kind, at: Timestamp(milliseconds: 0), isAddressOnly: false)
    }
    coverage.addAccessWithoutDepartment()
    let report = Report(
      version: "1.0.0",
      setup: Report.Setup(
        hasDepartments: hasDepartments, hasPolicy: hasPolicy, contact: contact,
        minimumGroupSize: 5, timeZone: "UTC", aiAct: SampleReport.aiAct,
        today: CivilDate(daysSince1970: 20_000)),
      findings: Findings(), candidates: CandidateUses(), candidateAccessesLeftOut: 0,
      coverage: coverage, unassignedNetworks: [], sources: sources,
      catalogue: Catalogue(vendors: []),
      departmentName: { _ in nil }, day: { _ in CivilDate(daysSince1970: 0) })
    return Remarks(report: report, wording: Wording(language: .english))
  }

  private func source(_ fill: (inout SourceSummary) -> Void) -> SourceSummary {
    var source = SourceSummary(name: "access.log")
    source.accesses = 2
    source.carriesBytesUp = true
    source.carriesOutcome = true
    fill(&source)
    return source
  }

  @Test(arguments: [
    (AccessKind.dns, "A lookup is contact with a name, not use"),
    (.proxy, "only what went through the proxy"),
  ])
  func eachKindOfLogHasItsLimits(kind: AccessKind, words: String) {
    #expect(remarks(seen: [kind]).notSeen.contains { $0.contains(words) })
    #expect(!remarks(seen: []).notSeen.contains { $0.contains(words) })
  }

  @Test func somethingIsAlwaysUnseen() {
    #expect(!remarks().notSeen.isEmpty)
  }

  @Test func missingByteCountsAreSaid() {
    let silent = source { $0.carriesBytesUp = false }
    let words = "No log says how much was sent to the services."
    #expect(remarks([silent]).notSeen.contains(words))
    #expect(!remarks([silent, source { _ in }]).notSeen.contains(words))
    #expect(!remarks([source { _ in }]).notSeen.contains(words))
  }

  @Test func missingOutcomesAreSaid() {
    let silent = source { $0.carriesOutcome = false }
    let unread = source {
      $0.carriesOutcome = false
      $0.accesses = 0
    }
    #expect(remarks([silent, source { _ in }]).notSeen.contains { $0.contains("was allowed") })
    #expect(!remarks([unread]).notSeen.contains { $0.contains("was allowed") })
  }

  @Test func clientsWithoutDepartmentAreSaidWhereDepartmentsAreConfigured() {
    let words = "of no department"
    #expect(remarks().notSeen.contains { $0.contains(words) })
    #expect(!remarks(hasDepartments: false).notSeen.contains { $0.contains(words) })
  }

  @Test func whatIsMissingIsToBeWritten() {
    #expect(remarks().next.isEmpty)
    let next = remarks(hasDepartments: false, hasPolicy: false, contact: "IT, it@corp.example").next
    #expect(next.count == 4)
    #expect(next.last == "Questions about AI tools: IT, it@corp.example")
  }

  @Test(arguments: [
    (true, false, "read as squid-native; 2,000 lines, 2 accesses"),
    (false, false, "squid-native (fits 9 of 10 lines looked at); 2,000 lines, 2 accesses"),
    (
      true, true,
      "read as squid-native; 2,000 lines, 2 accesses; times without zone: taken as UTC"
    ),
  ])
  func sourcesAreDescribed(isGiven: Bool, assumesZone: Bool, words: String) {
    let described = source {
      $0.format = "squid-native"
      $0.isFormatGiven = isGiven
      ($0.recognised, $0.sampled, $0.lines) = (9, 10, 2000)
      $0.assumedZone = assumesZone
      $0.isComplete = true
    }
    #expect(remarks([described]).sources == ["access.log: \(words)"])
  }

  @Test func theMostFrequentRejectsOfASourceComeFirst() {
    let rejecting = source {
      $0.rejects.add("time", count: 1)
      $0.rejects.add("host", count: 2)
      $0.rejects.add("layout", line: Array("a1".utf8).span, number: 4)
    }
    #expect(
      remarks([rejecting]).notUnderstood == [
        "access.log: 2 lines: not a host name",
        "access.log: 1 line: not in this format, first in line 4: x9",
        "access.log: 1 line: no valid time",
      ])
  }

  @Test(arguments: [(90, false), (91, true), (400, true), (-3, false)])
  func anOldCatalogueIsSaidToBe(age: Int, isOld: Bool) throws {
    let report = try SampleReport(catalogueAge: age).report()
    for (language, words) in [
      (Language.english, "more than 90 days ago"), (.german, "mehr als 90"),
    ] {
      let text = TerminalReport(report, language: language, width: nil, usesColour: false).text
      #expect(text.contains(words) == isOld)
    }
  }
}
