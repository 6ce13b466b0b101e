import ArgumentParser
import Foundation
import Reports

extension PolicyCommand {
  struct Draft: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a policy from logs: the services seen, for a human to decide on.",
      discussion: """
        Writes YAML in which every proposal is commented out, with the number of departments that \
        use a service, and nothing of people.

        Exit status: 0 written, 65 a log could not be read or understood, 66 a log is not there, \
        78 the configuration is wrong, 130 interrupted.
        """)

    @Argument(help: ArgumentHelp("The logs and captures to read.", valueName: "file"))
    var files: [String]

    @OptionGroup(title: "Company") var company: CompanyOptions
    @OptionGroup(title: "Logs") var logs: LogOptions
    @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

    func run() throws {
      var run = try AnalysisRun(
        company: company, catalogue: try catalogueOptions.loadEdition(),
        settings: try logs.settings(folder: company.config))
      let rejects = try logs.openRejects()
      Interruption.install()
      try run.read(files, rejects: rejects)
      let report = run.report(of: files, minimumGroupSize: run.minimumGroupSize)
      try Console.print(Data(PolicyDraft(report).text.utf8))
      if Interruption.isRequested { throw ExitCode(130) }
      if let failure = run.failures.first { throw ExitCode(failure.status.rawValue) }
    }
  }
}
