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
      Logs and captures (pcap, pcapng) may be plain, gzip, zstd, xz, bzip2 or zip; their format is \
      detected from their content. Nothing is stored. Ctrl-C prints what was found so far.

      Exit status: 0 done, 1 use that --fail-on names was found, 65 a log could not be read or \
      understood, 66 a log is not there, 78 the configuration is wrong, 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp("The logs and captures to read; - for standard input.", valueName: "file"))
  var files: [String]

  @OptionGroup(title: "Company") var company: CompanyOptions
  @OptionGroup(title: "Logs") var logs: LogOptions
  @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

  @OptionGroup(title: "Report") var report: ReportOptions

  func validate() throws {
    var seen: Set<String> = []
    if let twice = files.first(where: { !seen.insert($0).inserted }) {
      throw ValidationError("'\(twice)' is named twice; its accesses would be counted twice.")
    }
  }

  func run() throws {
    let settings = try logs.settings(folder: company.config)
    var run = try AnalysisRun(
      company: company, catalogue: try catalogueOptions.loadEdition(), settings: settings)
    let groupSize = try run.groupSize(asked: report.minimumGroupSize)
    let rejects = try logs.openRejects()
    Interruption.install()
    try run.read(files, rejects: rejects)

    let result = run.report(of: files, minimumGroupSize: groupSize)
    try report.write(result)
    if Interruption.isRequested { throw ExitCode(130) }
    if let failure = run.failures.first { throw ExitCode(failure.status.rawValue) }
    if report.fails(for: result) { throw ExitCode(1) }
  }
}
