import Foundation
import Reports
import Testing

/// The reports as they were when somebody last looked at them. `RECORD=1 swift test` writes them
/// anew; the difference is for the reviewer.
@Suite struct GoldenTests {
  @Test(arguments: Language.allCases, [80, nil] as [Int?])
  func terminalReport(language: Language, width: Int?) throws {
    let report = TerminalReport(
      try SampleReport().report(), language: language, width: width, usesColour: false)
    let name = "terminal-\(language.rawValue)-\(width.map(String.init) ?? "wide").txt"
    try Golden(name).expect(Data(report.text.utf8))
  }

  @Test(arguments: Language.allCases)
  func htmlReport(language: Language) throws {
    let report = HTMLReport(try SampleReport().report(), language: language)
    try Golden("report-\(language.rawValue).html").expect(Data(report.text.utf8))
  }

  @Test func jsonReport() throws {
    try Golden("report.json").expect(try JSONReport.encode(try SampleReport().report()))
  }
}
