import AIServices
import Bytes
import Evidence
package import Foundation
import Usage

/// The report as JSON for other programs, as `Schemas/analysis-1.schema.json` describes it.
package enum JSONReport {
  /// - Throws: never in practice; the encoder's signature says it might.
  package static func encode(_ report: Report) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let json = try encoder.encode(AnalysisDocument(report))
    return Data((escapingControls(String(decoding: json, as: UTF8.self)) + "\n").utf8)
  }

  /// The encoder escapes control characters below 0x20 only; terminals obey those from 0x7F too.
  private static func escapingControls(_ json: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      if (0x7F..<0xA0).contains(scalar.value) {
        escaped.append(contentsOf: "\\u00\(String(scalar.value, radix: 16))".unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

private struct AnalysisDocument: Encodable {
  let schemaVersion = 1
  let generator: String
  let complete: Bool
  let firstDay: OrNull<String>
  let lastDay: OrNull<String>
  let timeZone: String
  let minimumGroupSize: Int
  let findings: [FindingDocument]
  let rareServices: OrNull<RareServicesDocument>
  let hiddenUse: Bool
  let candidates: [CandidateDocument]
  let hiddenCandidates: Int
  let candidateAccessesLeftOut: UInt64
  let aiAct: AIActDocument
  let coverage: CoverageDocument
  let notUnderstood: [RejectDocument]
  let sources: [SourceDocument]
  let catalogue: CatalogueDocument

  init(_ report: Report) {
    generator = "schattenki \(report.version)"
    complete = report.isComplete
    firstDay = OrNull(report.firstDay?.description)
    lastDay = OrNull(report.lastDay?.description)
    timeZone = report.setup.timeZone
    minimumGroupSize = report.setup.minimumGroupSize
    findings = report.rows.map(FindingDocument.init)
    rareServices = OrNull(report.rareServices.map(RareServicesDocument.init))
    hiddenUse = report.hasHiddenUse
    hiddenCandidates = report.hiddenCandidates
    candidates = report.candidates.map(CandidateDocument.init)
    candidateAccessesLeftOut = report.candidateAccessesLeftOut
    aiAct = AIActDocument(report)
    coverage = CoverageDocument(report)
    notUnderstood = RejectDocument.list(report.rejects)
    sources = report.sources.map(SourceDocument.init)
    catalogue = CatalogueDocument(report.catalogue)
  }
}
