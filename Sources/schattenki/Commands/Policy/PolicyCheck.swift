import AIServices
import Agent
import ArgumentParser
import BuiltInCatalogue
import Bytes
import Company
import Configuration
import Foundation
import Policies

extension PolicyCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Report everything that is wrong in the policy, and what needs attention.",
      discussion: """
        Warns of what ends or must be reviewed within \(PolicyReview.notice) days, of overdue \
        reviews, of approvals without a check of the supplier or a contract, and of alternatives \
        that are not approved. With logs also of approvals that nobody uses, and of services on no \
        list that most departments use.

        Exit status: 0 nothing is wrong, 65 a log could not be read or understood, 66 a log is not \
        there, 78 something is wrong, 130 interrupted.
        """)

    @Argument(
      help: ArgumentHelp("Logs and captures to hold the policy against.", valueName: "file"))
    var files: [String] = []

    @OptionGroup var dayOption: DayOption
    @OptionGroup(title: "Company") var company: CompanyOptions
    @OptionGroup(title: "Logs") var logs: LogOptions
    @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

    func run() throws {
      let (edition, required) = try readAll()
      let day = dayOption.day(in: logs.calendar)
      let catalogue = Catalogue(vendors: edition.vendors)
      func review(departments: [String]) -> PolicyReview {
        PolicyReview(
          policy: required.policy, catalogue: catalogue, departments: departments, day: day)
      }
      var warnings = review(departments: required.departments).warnings
      var status: Int32 = 0
      if !files.isEmpty {
        var run = try AnalysisRun(
          company: company, catalogue: edition, settings: try logs.settings(folder: company.config))
        Interruption.install()
        try run.read(files, rejects: try logs.openRejects())
        // That an approval is used gives nobody away; where a service is used could.
        warnings += review(departments: run.analysis.departments.allNames)
          .warnings(
            of: run.uses(minimumGroupSize: 1),
            shown: run.uses(minimumGroupSize: run.minimumGroupSize))
        status = Interruption.isRequested ? 130 : run.failures.first?.status.rawValue ?? 0
      }
      try Console.print(Data(text(warnings, of: required).utf8))
      if status != 0 { throw ExitCode(status) }
    }

    /// - Throws: what is wrong in the company's files and in its own signatures, all of it at once.
    private func readAll() throws -> (CatalogueEdition, RequiredPolicy) {
      var problems: [ConfigurationProblem] = []
      var edition = try builtInEdition()
      do {
        edition = try catalogueOptions.loadEdition()
      } catch let wrong as ConfigurationProblems {
        problems += wrong.all
      }
      do {
        let required = try RequiredPolicy(company, Catalogue(vendors: edition.vendors))
        if problems.isEmpty { return (edition, required) }
      } catch let wrong as ConfigurationProblems {
        problems += wrong.all
      }
      throw ConfigurationProblems(all: problems)
    }

    private func text(_ warnings: [PolicyWarning], of required: RequiredPolicy) -> String {
      var lines = [required.policy.census]
      lines += warnings.map { warning in
        let place = warning.line.map { ":\($0)" } ?? ""
        return "\(required.file)\(place): warning: \(warning.message)"
      }
      if warnings.isEmpty { lines.append("Nothing needs attention.") }
      return lines.joined(separator: "\n") + "\n"
    }
  }
}
