import ArgumentParser
import Foundation
import Reports

/// How a report is written, and what it is judged by.
struct ReportOptions: ParsableArguments {
  enum Output: String, ExpressibleByArgument, CaseIterable { case terminal, json, html }
  enum FailureCondition: String, ExpressibleByArgument, CaseIterable { case unapproved }

  @Option(help: "How the result is written to standard output.")
  var output: Output = .terminal

  @Option(help: "The language of the report. Default: the locale's, English if it is not German.")
  var language: Language?

  @Option(
    help: ArgumentHelp(
      "Show no number of people below this.",
      discussion: "Default: what privacy.yaml says, else 5. It cannot go below privacy.yaml.",
      valueName: "people"))
  var minimumGroupSize: Int?

  @Option(help: "Exit with status 1 if there is use that is unapproved or prohibited.")
  var failOn: FailureCondition?

  func validate() throws {
    guard minimumGroupSize ?? 1 >= 1 else {
      throw ValidationError("--minimum-group-size must be at least 1.")
    }
  }

  /// Writes the report to standard output.
  func write(_ report: Report) throws { try Console.print(try render(report)) }

  /// Whether the report holds what `--fail-on` names.
  func fails(for report: Report) -> Bool { failOn == .unapproved && report.hasUnapprovedUse }

  private func render(_ report: Report) throws -> Data {
    let language = language ?? Language.ofLocale
    switch output {
    case .terminal:
      let text = TerminalReport(
        report, language: language, width: Console.width, usesColour: Console.usesColour
      ).text
      return Data(text.utf8)
    case .json: return try JSONReport.encode(report)
    case .html: return Data(HTMLReport(report, language: language).text.utf8)
    }
  }
}

extension Language: ExpressibleByArgument {
  /// By the variables that decide on the language of messages, in POSIX order.
  static var ofLocale: Language {
    let environment = ProcessInfo.processInfo.environment
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
    return Language(locale: names.first { !$0.isEmpty } ?? "")
  }
}
