import AIServices
import Agent
import ArgumentParser
import Bytes
import Capture
import Company
import Configuration
import Directory
import Foundation
import LogFormats
import Policies
import Privacy
import Reports
import Secrets
import Usage

/// Reads the logs of one call, one after the other, by what the company has configured.
struct AnalysisRun {
  private(set) var analysis: Analysis
  private(set) var summaries: [SourceSummary] = []
  private(set) var failures: [CommandFailure] = []
  private let policy: Policy?
  /// How many people the smallest group has that is shown, where nothing else is said.
  let minimumGroupSize: Int
  /// What privacy.yaml says of it; nil when it is not there.
  private let agreedGroupSize: Int?
  private let catalogue: Catalogue
  private let aiAct: AIAct
  private let settings: SourceReader.Settings
  private let wall: WallClock

  /// - Throws: what is wrong in the company's files.
  init(
    company: CompanyOptions, catalogue edition: CatalogueEdition, settings: SourceReader.Settings
  ) throws {
    catalogue = Catalogue(vendors: edition.vendors)
    aiAct = edition.aiAct
    self.settings = settings
    wall = WallClock(zone: settings.zone)
    let contents = try company.files().read(catalogue)
    policy = contents.policy
    agreedGroupSize = contents.privacy?.minimumGroupSize
    minimumGroupSize = agreedGroupSize ?? PrivacySettings().minimumGroupSize
    let description = contents.departments
    var attribution = Attribution(
      departments: DepartmentDirectory(rules: description?.rules),
      sharedMachines: description?.sharedMachines ?? SharedMachines(),
      keys: TokenKeys(PersonTokenKey()), wall: wall)
    if let description {
      let known = try description.clientKnowledge()
      attribution.learn(leases: known.leases, accounts: known.accounts)
    }
    analysis = Analysis(catalogue: catalogue, attribution: attribution)
  }

  /// - Parameter onUnread: called with every line that could not be read.
  /// - Throws: the first failure when no log could be read at all. Otherwise failures are warned
  ///   of and kept, and the rest is read.
  mutating func read(
    _ files: [String], onUnread: (_ file: String) -> SourceReader.LineHandler
  ) throws {
    for file in files where !Interruption.isRequested {
      do throws(SourceReader.Failure) {
        let summary = try read(file, onUnread: onUnread(file))
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

  /// Reads logs, and writes what could not be read to `rejects`.
  mutating func read(_ files: [String], rejects: RejectsFile?) throws {
    do {
      try read(files) { file in
        { line, decoded, _, place in rejects?.add(decoded, line, of: file, at: place) }
      }
    } catch {
      try rejects?.close()
      throw error
    }
    try rejects?.close()
  }

  /// Takes in live traffic until `isDone` says stop.
  mutating func listen(
    _ reader: LiveReader, isDone: () -> Bool
  ) throws(CaptureError) {
    defer { summaries.append(reader.summary) }
    try reader.read(into: &analysis, isDone: isDone)
  }

  /// Warns of a failure and keeps it.
  mutating func fail(_ failure: CommandFailure) {
    failures.append(failure)
    Console.warn(failure.message)
  }

  private mutating func read(
    _ file: String, onUnread: SourceReader.LineHandler
  ) throws(SourceReader.Failure) -> SourceSummary {
    let reader = try SourceReader(path: file, settings: settings) { Interruption.isRequested }
    var progress = ProgressBar(name: reader.summary.name.printable)
    defer {
      progress.clear()
      // A log of unknown format told nothing and is no part of the report.
      if reader.summary.lines > 0 { summaries.append(reader.summary) }
    }
    try reader.read(
      into: &analysis, onBlock: { progress.show(bytesRead: $0, size: $1) }, onUnread: onUnread)
    return reader.summary
  }

  /// Which departments used which services, as far as enough people did. What was refused is no use.
  func uses(minimumGroupSize: Int) -> Set<Use> {
    let findings = judgement(of: analysis).findings(
      in: analysis.totals, minimumGroupSize: minimumGroupSize)
    return Set(
      findings.rows.filter { !$0.wasOnlyAttempted }.map {
        Use(service: $0.service, department: analysis.departments.name(of: $0.department))
      })
  }

  private func judgement(of analysis: Analysis) -> Judgement {
    Judgement(
      policy: policy ?? .none, departments: analysis.departments, catalogue: catalogue)
  }

  /// The minimum group size that a user asks for.
  ///
  /// - Throws: when it is below what the company has agreed on.
  func groupSize(asked size: Int?) throws -> Int {
    guard let size else { return minimumGroupSize }
    if let agreedGroupSize, size < agreedGroupSize {
      throw CommandFailure(
        .configuration,
        "--minimum-group-size \(size) is below the \(agreedGroupSize) that privacy.yaml sets")
    }
    return size
  }

  /// What the logs that were read say.
  ///
  /// - Parameter analysis: another than that of the run, made from the same logs.
  func report(
    of files: [String], minimumGroupSize: Int, analysis other: Analysis? = nil
  ) -> Report {
    let analysis = other ?? analysis
    func day(_ time: Timestamp) -> CivilDate {
      var wall = wall
      return wall.day(of: time)
    }
    let departments = analysis.departments
    let review = CandidateReview(
      of: analysis.candidates, beside: analysis.totals, minimumGroupSize: minimumGroupSize)
    return Report(
      version: programVersion,
      setup: Report.Setup(
        hasDepartments: departments.isConfigured, hasPolicy: policy != nil,
        contact: policy?.contact?.line, minimumGroupSize: minimumGroupSize,
        timeZone: settings.zone.identifier, aiAct: aiAct, today: day(CurrentTime.now)),
      findings: judgement(of: analysis).findings(
        in: analysis.totals, minimumGroupSize: minimumGroupSize),
      candidates: review.uses(in: analysis.candidates),
      candidateAccessesLeftOut: analysis.candidates.accessesLeftOut, coverage: analysis.coverage,
      unassignedNetworks: UnassignedReview(
        beside: analysis.totals, minimumGroupSize: minimumGroupSize
      ).networks(in: analysis.unassignedNetworks),
      sources: summaries, lacksSources: summaries.count < files.count,
      catalogue: catalogue,
      departmentName: { departments.name(of: $0) },
      day: day)
  }
}
