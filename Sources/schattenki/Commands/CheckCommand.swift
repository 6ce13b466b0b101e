import AIServices
import Agent
import ArgumentParser
import BuiltInCatalogue
import Company
import Configuration
import Directory
import Foundation
import Policies
import Privacy

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check departments, policy and own signatures, and report everything that is wrong.",
    discussion: """
      With --privacy, shows on a log of your own what is read of it, and proves that nothing else of \
      its lines stands in any output.

      Exit status: 0 all is well, 1 an output holds what it must not, 78 something is wrong.
      """)

  @Option(
    name: .customLong("privacy"),
    help: ArgumentHelp(
      "Look for what this log says of people in all outputs. May be repeated.", valueName: "log"))
  var privacyLogs: [String] = []

  @Option(
    name: .customLong("explain"),
    help: ArgumentHelp(
      "Say to which department a client belongs, and why. May be repeated.",
      discussion: "An address, the name of a machine or a user, a MAC address, or vlan:20.",
      valueName: "client"))
  var clients: [String] = []

  @OptionGroup(title: "Company") var company: CompanyOptions
  @OptionGroup(title: "Logs") var logs: LogOptions
  @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

  func run() throws {
    var problems: [ConfigurationProblem] = []
    var catalogue = Catalogue(vendors: try builtInEdition().vendors)
    do {
      catalogue = try catalogueOptions.load()
    } catch let wrong as ConfigurationProblems {
      problems += wrong.all
    }
    var ownFormats: Int?
    do {
      ownFormats = try company.formatsFile().map { try FormatsFile.read($0).count }
    } catch let wrong as ConfigurationProblems {
      problems += wrong.all
    }
    let files = try company.files()
    var contents: CompanyFiles.Contents?
    do throws(ConfigurationProblems) {
      contents = try files.read(catalogue)
    } catch {
      problems += error.all
    }
    guard problems.isEmpty else { throw ConfigurationProblems(all: problems) }
    let (departments, policy) = (contents?.departments, contents?.policy)
    let known = try departments?.clientKnowledge()
    guard clients.isEmpty else {
      let explanation = ClientExplanation(
        rules: departments?.rules, known: known, now: CurrentTime.now)
      return try Console.print(Data(clients.map { explanation.text(of: $0) + "\n" }.joined().utf8))
    }
    var text =
      "Catalogue: \(catalogue.services.count) services of \(catalogue.vendors.count) vendors.\n"
    text +=
      departments.map { "Departments: \($0.rules.names.count).\n" }
      ?? "Departments: none configured; networks stand for them. Write departments.yaml.\n"
    text +=
      policy.map { "\($0.census)\n" }
      ?? "Policy: none configured; nothing is approved. Write policy.yaml.\n"
    if let known, departments?.leaseFiles.isEmpty == false {
      text += "Leases: \(known.leases.addressCount) addresses.\n"
    }
    if let known, !known.accounts.isEmpty {
      text += "Directory: \(known.accounts.reduce(0) { $0 + $1.count }) accounts.\n"
    }
    text +=
      contents?.privacy.map { "\($0.summary)\n" }
      ?? "Privacy: nothing configured; what is usual holds. Write privacy.yaml.\n"
    if let ownFormats { text += "Log formats of your own: \(ownFormats).\n" }
    try Console.print(Data(text.utf8))
    guard !privacyLogs.isEmpty else { return }
    var privacy = try PrivacyReport(
      files: privacyLogs, company: company, catalogue: try catalogueOptions.loadEdition(),
      settings: try logs.settings(folder: company.config))
    let (report, isClean) = try privacy.make()
    try Console.print(Data("\n\(report)".utf8))
    if !isClean { throw ExitCode(1) }
  }
}
