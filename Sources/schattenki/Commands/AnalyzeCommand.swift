import AIServices
import Agent
import ArgumentParser
import Bytes
import Company
import Configuration
import Foundation
import Reports
import Usage

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Say which AI services the clients of a log used, where, and what nobody approved.",
    discussion: """
      Logs may be plain, gzip, zstd, xz, bzip2 or zip; their format is detected from their content. Nothing is \
      stored. Ctrl-C prints what was found so far.

      Exit status: 0 done, 1 use that --fail-on names was found, 65 a log could not be read or \
      understood, 66 a log is not there, 78 the configuration is wrong, 130 interrupted.
      """)

  enum Output: String, ExpressibleByArgument, CaseIterable { case terminal, json, html }
  enum FailureCondition: String, ExpressibleByArgument, CaseIterable { case unapproved }

  @Argument(help: ArgumentHelp("The logs to read; - for standard input.", valueName: "file"))
  var files: [String]

  @OptionGroup(title: "Company") var company: CompanyOptions
  @OptionGroup(title: "Logs") var logs: LogOptions
  @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

  @Option(help: "How the result is written to standard output.")
  var output: Output = .terminal

  @Option(help: "The language of the report. Default: the locale's, English if it is not German.")
  var language: Language?

  @Option(help: ArgumentHelp("Show no number of people below this.", valueName: "people"))
  var minimumGroupSize = 5

  @Option(help: "Exit with status 1 if there is use that is unapproved or prohibited.")
  var failOn: FailureCondition?

  func validate() throws {
    guard minimumGroupSize >= 1 else {
      throw ValidationError("--minimum-group-size must be at least 1.")
    }
    var seen: Set<String> = []
    if let twice = files.first(where: { !seen.insert($0).inserted }) {
      throw ValidationError("'\(twice)' is named twice; its accesses would be counted twice.")
    }
  }

  func run() throws {
    let settings = try logs.settings(folder: company.config)
    var run = try AnalysisRun(
      company: company, catalogue: try catalogueOptions.loadEdition(), settings: settings)
    let rejects = try logs.openRejects()
    Interruption.install()
    do {
      try run.read(files) { file in
        { line, decoded, _, place in rejects?.add(decoded, line, of: file, at: place) }
      }
    } catch {
      try rejects?.close()
      throw error
    }
    try rejects?.close()

    let report = run.report(of: files, minimumGroupSize: minimumGroupSize)
    try Console.print(try render(report))
    if Interruption.isRequested { throw ExitCode(130) }
    if let failure = run.failures.first { throw ExitCode(failure.status.rawValue) }
    if failOn == .unapproved, report.hasUnapprovedUse { throw ExitCode(1) }
  }

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
