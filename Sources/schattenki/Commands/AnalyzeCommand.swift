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
    let edition = try catalogueOptions.loadEdition()
    let catalogue = Catalogue(vendors: edition.vendors)
    let (rules, policy) = try company.files().read(catalogue)
    let wall = WallClock(zone: logs.zone)
    Interruption.install()
    let settings = try logs.settings(folder: company.config)
    let rejects = try logs.openRejects()
    var run = AnalysisRun(
      Analysis(
        catalogue: catalogue,
        attribution: Attribution(
          departments: DepartmentDirectory(rules: rules), key: PersonTokenKey(), wall: wall)),
      settings: settings, rejects: rejects)
    do {
      try run.read(files)
    } catch {
      try rejects?.close()
      throw error
    }
    try rejects?.close()

    let report = report(run, catalogue, edition.aiAct, policy, wall)
    try Console.print(try render(report))
    if Interruption.isRequested { throw ExitCode(130) }
    if let failure = run.failures.first { throw ExitCode(failure.status.rawValue) }
    if failOn == .unapproved, report.hasUnapprovedUse { throw ExitCode(1) }
  }

  private func report(
    _ run: AnalysisRun, _ catalogue: Catalogue, _ aiAct: AIAct, _ policy: Policy?,
    _ wall: WallClock
  ) -> Report {
    func day(_ time: Timestamp) -> CivilDate {
      var wall = wall
      return wall.day(of: time)
    }
    let departments = run.analysis.departments
    let judgement = Judgement(
      policy: policy ?? .none, departments: departments, catalogue: catalogue)
    return Report(
      version: programVersion,
      setup: Report.Setup(
        hasDepartments: departments.isConfigured, hasPolicy: policy != nil,
        contact: policy?.contact?.line, minimumGroupSize: minimumGroupSize,
        timeZone: logs.zone.identifier, aiAct: aiAct, today: day(CurrentTime.now)),
      findings: judgement.findings(in: run.analysis.totals),
      candidates: run.analysis.candidates, coverage: run.analysis.coverage,
      sources: run.summaries, lacksSources: run.summaries.count < files.count,
      catalogue: catalogue,
      departmentName: { departments.name(of: $0) },
      day: day)
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

/// Reads the logs of one call, one after the other.
private struct AnalysisRun {
  private(set) var analysis: Analysis
  private(set) var summaries: [SourceSummary] = []
  private(set) var failures: [CommandFailure] = []
  private let settings: LogReader.Settings
  private let rejects: RejectsFile?

  init(_ analysis: Analysis, settings: LogReader.Settings, rejects: RejectsFile?) {
    self.analysis = analysis
    self.settings = settings
    self.rejects = rejects
  }

  /// - Throws: the first failure when no log could be read at all. Otherwise failures are warned
  ///   of and kept, and the rest is read.
  mutating func read(_ files: [String]) throws {
    for file in files where !Interruption.isRequested {
      do throws(LogReader.Failure) {
        let summary = try read(file)
        if let failure = summary.failureOfMostLines(path: file) { fail(failure) }
      } catch {
        let failure = error.commandFailure(path: file)
        // Without a report the failure is thrown, and said then.
        if files.count == 1, summaries.isEmpty { failures.append(failure) } else { fail(failure) }
      }
    }
    if summaries.isEmpty, let failure = failures.first {
      throw files.count > 1 ? ExitCode(failure.status.rawValue) : failure as any Error
    }
  }

  private mutating func fail(_ failure: CommandFailure) {
    failures.append(failure)
    Console.warn(failure.message)
  }

  private mutating func read(_ file: String) throws(LogReader.Failure) -> SourceSummary {
    let reader = try LogReader(path: file, settings: settings) { Interruption.isRequested }
    var progress = ProgressBar(name: reader.summary.name.printable)
    defer {
      progress.clear()
      // A log of unknown format told nothing and is no part of the report.
      if reader.summary.lines > 0 { summaries.append(reader.summary) }
    }
    try reader.read(
      onBlock: { progress.show(bytesRead: $0, size: $1) },
      onLine: { line, decoded, record, place in
        analysis.add(decoded, record, from: line, fallbackTime: place.fallbackTime)
        rejects?.add(decoded, line, of: file, at: place)
      })
    return reader.summary
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
