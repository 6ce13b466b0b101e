import Reports
import Testing

@Suite struct HostileNamesTests {
  @Test func controlCharactersNeverReachAnyOutput() throws {
    for (name, text) in try allOutputs(of: SampleReport().report()) {
      let controls = text.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value)
      }
      #expect(controls.isEmpty, "\(name)")
    }
  }

  @Test func aNameCannotStartALineOfItsOwn() throws {
    var sample = SampleReport()
    sample.departments[1] = "Sales\nprohibited  Everything"
    sample.contact = "IT\r\nprohibited"
    for (name, text) in try allOutputs(of: sample.report()) {
      let lines = text.split(separator: "\n")
      #expect(!lines.contains { $0.hasPrefix("prohibited  Every") }, "\(name)")
      #expect(!text.contains("\r"), "\(name)")
    }
  }

  @Test func colourIsTheOnlyEscapeSequence() throws {
    for language in Language.allCases {
      let report = try SampleReport().report()
      let coloured = TerminalReport(report, language: language, width: 100, usesColour: true).text
      let plain = TerminalReport(report, language: language, width: 100, usesColour: false).text
      #expect(coloured != plain)
      #expect(withoutColour(coloured) == plain)
    }
  }

  private func withoutColour(_ text: String) -> String {
    ["\u{1B}[0m", "\u{1B}[1m", "\u{1B}[1;31m", "\u{1B}[32m", "\u{1B}[33m", "\u{1B}[36m"]
      .reduce(text) { $0.replacing($1, with: "") }
  }
}
