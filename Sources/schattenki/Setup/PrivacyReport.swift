import AIServices
import Access
import Agent
import Bytes
import Company
import Foundation
import LogFormats
import Reports
import Usage

/// Shows on the administrator's own logs what is read of them and that nothing of a person is left in
/// any output: the self-test of `check --privacy`.
struct PrivacyReport {
  private let files: [String]
  private var run: AnalysisRun
  private let settings: SourceReader.Settings
  private let catalogue: Catalogue
  private var fields = FieldTally()

  init(
    files: [String], company: CompanyOptions, catalogue edition: CatalogueEdition,
    settings: SourceReader.Settings
  ) throws {
    self.files = files
    self.settings = settings
    catalogue = Catalogue(vendors: edition.vendors)
    run = try AnalysisRun(company: company, catalogue: edition, settings: settings)
  }

  /// Reads the logs as `analyze` does, then again to look for their words in what came out.
  ///
  /// - Returns: the text to show, and whether nothing was found.
  mutating func make() throws -> (text: String, isClean: Bool) {
    // The same accesses without anything but host, client and user: what the outputs hold beyond
    // what it gives, they have from the rest of the lines.
    var bare = run.analysis
    try run.read(files) { _ in { _, _, _, _ in } }
    for file in files {
      try forEachLine(of: file) { line, decoded, record, place in
        bare.add(bareOf: line, decoded, record, fallbackTime: place.fallbackTime)
      }
    }
    let outputs = outputs(of: run.analysis)
    var check = PrivacyCheck(outputs: outputs, known: self.outputs(of: bare) + shownOnPurpose)
    for file in files { try examine(file, &check) }
    return (text(check), check.leaks.isEmpty)
  }

  // MARK: Outputs

  /// Everything that can be written, with the smallest groups shown.
  private func outputs(of analysis: Analysis) -> [String] {
    let report = run.report(of: files, minimumGroupSize: 1, analysis: analysis)
    return Language.allCases.flatMap { language in
      [
        HTMLReport(report, language: language).text,
        TerminalReport(report, language: language, width: nil, usesColour: false).text,
      ]
    } + [(try? JSONReport.encode(report)).map { String(decoding: $0, as: UTF8.self) } ?? ""]
  }

  /// The names in the catalogue, the paths of language models, hosts that may be AI and are on no list, and departments or the
  /// networks in their place.
  private var shownOnPurpose: [String] {
    catalogue.services.flatMap { [$0.id, $0.name] } + catalogue.vendors.map(\.name)
      + run.report(of: files, minimumGroupSize: 1).candidates.compactMap(\.candidate.host)
      + run.analysis.departments.allNames + CandidateFinder.apiPathTexts
  }

  // MARK: Lines

  private mutating func examine(_ file: String, _ check: inout PrivacyCheck) throws {
    var fields = fields
    try forEachLine(of: file) { line, decoded, record, place in
      check.examine(line, decoded, record, number: place.line)
      let format = settings.formats.first { $0.name == place.format }
      fields.add(line, decoded, record, format)
    }
    self.fields = fields
  }

  private func forEachLine(of file: String, _ body: SourceReader.LineHandler) throws {
    do throws(SourceReader.Failure) {
      let reader = try SourceReader(path: file, settings: settings) { Interruption.isRequested }
      try reader.read(onBlock: { _, _ in }, onLine: body)
    } catch {
      throw error.commandFailure(path: file)
    }
  }

  // MARK: Text

  private func text(_ check: PrivacyCheck) -> String {
    var lines = ["What is read of the logs, and what becomes of it:", ""]
    lines += fields.rows
    lines += fields.namedFields
    let words = PrivacyCheck.Part.allCases.map { "\($0.rawValue) \(check.examined[$0] ?? 0)" }
    lines += [
      "",
      "Nothing is stored. All outputs (terminal, HTML, JSON, in both languages) were searched for every "
        + "word of every line but the hosts: \(words.joined(separator: ", ")).",
    ]
    if check.leaks.isEmpty {
      lines.append("None of them stands in any output.")
    } else {
      lines.append("These stand in an output, which must not be; please report it:")
      lines += check.leaks.map { "  a word of line \($0.line), \($0.part.rawValue)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Analysis {
  /// Takes in an access of which nothing but time, host, client, user and sizes is known.
  fileprivate mutating func add(
    bareOf line: Span<UInt8>, _ decoded: Decoded, _ record: borrowing AccessRecord,
    fallbackTime: Timestamp
  ) {
    guard decoded == .access || decoded == .refusedLookup else { return }
    var bare = copy record
    bare.path = .none
    bare.userAgent = .none
    let kept = [record.host, record.client, record.user]
    var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: line.count)
    for range in kept { for index in range.range { bytes[index] = line[index] } }
    add(decoded, bare, from: bytes.span, fallbackTime: fallbackTime)
  }
}
