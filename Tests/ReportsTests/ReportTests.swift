import Evidence
import Reports
import Testing
import Usage

@Suite struct ReportTests {
  @Test func isCompleteWhenEverySourceIs() throws {
    #expect(try !SampleReport(isComplete: false).report().isComplete)
    #expect(try SampleReport(isComplete: true).report().isComplete)
  }

  @Test func addsUpTheRejectsOfAllSources() throws {
    let rejects = try SampleReport().report().rejects
    #expect(rejects.count == 15)
    #expect(rejects.groups["layout"]?.count == 9)
    #expect(rejects.groups["layout"]?.line == 77)
  }

  @Test func listsTheKindsThatWereFoundInTheirOrder() throws {
    #expect(try SampleReport().report().kinds == [.dns, .proxy, .tls, .quic, .http])
  }

  @Test func hasUnapprovedUse() throws {
    #expect(try SampleReport().report().hasUnapprovedUse)
  }

  @Test func hasAllRulings() throws {
    let report = try SampleReport().report()
    #expect(Verdict.Ruling.allCases.map { report.rows(with: $0).count } == [2, 4, 1, 1])
  }

  @Test func rulingsAreOrderedByUrgency() {
    #expect(Verdict.Ruling.allCases.sorted() == [.prohibited, .unapproved, .tolerated, .approved])
  }
}
