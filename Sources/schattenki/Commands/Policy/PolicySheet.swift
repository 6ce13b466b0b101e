import ArgumentParser
import Foundation
import Reports

extension PolicyCommand {
  struct Sheet: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case html, markdown }

    static let configuration = CommandConfiguration(
      abstract: "Write one page for staff: which tools there are, for which data, and whom to ask.",
      discussion: """
        Exit status: 0 written, 73 the file cannot be written, 78 the configuration is wrong.
        """)

    @Option(help: "The language of the page. Default: the locale's, English if it is not German.")
    var language: Language?

    @Option(help: "HTML for printing and forwarding, Markdown for a wiki.")
    var format: Format = .html

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("Where to write it. Default: standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var dayOption: DayOption
    @OptionGroup var calendar: CalendarOptions
    @OptionGroup(title: "Company") var company: CompanyOptions
    @OptionGroup(title: "Catalogue") var catalogueOptions: CatalogueOptions

    func run() throws {
      let catalogue = try catalogueOptions.load()
      let sheet = PolicySheet(
        policy: try RequiredPolicy(company, catalogue).policy, catalogue: catalogue,
        day: dayOption.day(in: calendar), language: language ?? Language.ofLocale)
      let data = Data((format == .html ? sheet.html : sheet.markdown).utf8)
      guard let output else { return try Console.print(data) }
      do {
        try data.write(to: URL(filePath: output), options: .atomic)
      } catch {
        throw CommandFailure(.cannotCreate, "\(output): cannot be written; is its folder there?")
      }
    }
  }
}
