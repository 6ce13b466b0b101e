import ArgumentParser
import Configuration
import Foundation
import Policies
import Reports

extension PolicyCommand {
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Say whether a department may use a service, by which entry, and what would change it.",
      discussion: """
        Exit status: 0 answered, whatever the answer is, 65 the service or the department is \
        unknown, 78 the configuration is wrong.
        """)

    @Argument(help: "The service's id, as services list shows it.") var service: String

    @Option(help: "The department. Default: that of people who belong to none.")
    var department: String?

    @Option(help: "The language of the answer. Default: the locale's, English if it is not German.")
    var language: Language?

    @OptionGroup var dayOption: DayOption
    @OptionGroup var calendar: CalendarOptions
    @OptionGroup(title: "Company") var company: CompanyOptions
    @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      let index = try catalogue.namedService(service)
      let required = try RequiredPolicy(company, catalogue)
      try checkDepartment(among: required.departments)
      let explanation = PolicyExplanation(
        of: index, in: department, at: dayOption.day(in: calendar), policy: required.policy,
        catalogue: catalogue, file: required.file, language: language ?? Language.ofLocale)
      try Console.print(Data(explanation.text.utf8))
    }

    /// Without configured departments networks stand for them, and those are not known beforehand.
    private func checkDepartment(among known: [String]) throws {
      guard let department, !known.isEmpty, !known.contains(department) else { return }
      let nearest = nearestWord(to: department, among: known)
      throw CommandFailure(
        .data,
        "unknown department '\(department)'"
          + (nearest.map { "; did you mean '\($0)'?" }
            ?? "; known: \(known.joined(separator: ", "))"))
    }
  }
}
