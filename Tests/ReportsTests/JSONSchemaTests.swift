import AIServices
import Bytes
import Evidence
import Foundation
import LogFormats
import Reports
import Testing
import Usage

/// What the program writes against what `Schemas/analysis-1.schema.json` promises.
@Suite struct JSONSchemaTests {
  private let schema: JSONSchema

  init() throws { schema = try JSONSchema("analysis-1.schema.json") }

  @Test func theReportIsValid() throws {
    #expect(try schema.problems(of: golden()) == "")
  }

  @Test func anEmptyReportIsValid() throws {
    let report = Report(
      version: "1.0.0",
      setup: Report.Setup(
        hasDepartments: false, hasPolicy: false, contact: nil, minimumGroupSize: 5,
        timeZone: "UTC", aiAct: SampleReport.aiAct, today: CivilDate(daysSince1970: 20_000)),
      findings: Findings(), candidates: CandidateUses(), candidateAccessesLeftOut: 0,
      coverage: Coverage(), unassignedNetworks: [], sources: [],
      catalogue: Catalogue(vendors: []),
      departmentName: { _ in nil }, day: { _ in CivilDate(daysSince1970: 0) })
    #expect(try schema.problems(of: try JSONReport.encode(report)) == "")
  }

  @Test(arguments: [
    ("\"verdict\" : \"tolerated\"", "\"verdict\" : \"fine\""),
    ("\"reason\" : \"in_review\"", "\"reason\" : \"listed\""),
    ("\"evidence\" : \"L2\"", "\"evidence\" : \"L5\""),
    ("\"category\" : \"self-hosted\"", "\"category\" : \"toaster\""),
    ("\"people\" : 12", "\"people\" : 0"),
    ("\"people\" : 12", "\"persons\" : 12"),
    ("\"blocked\" : 60", "\"blocked\" : -1"),
    ("\"blocked\" : 60", "\"blocked\" : 60, \"user\" : \"anna\""),
    ("\"compression\" : \"gzip\"", "\"compression\" : \"lzma\""),
    ("\"first_day\" : \"2026-11-16\"", "\"first_day\" : \"16.11.2026\""),
    ("\"schema_version\" : 1", "\"schema_version\" : 2"),
    ("\"personal\" : 200", "\"personal\" : true"),
    ("\"reason\" : \"look_alike\"", "\"reason\" : \"hunch\""),
    ("\"art-5-1-f\"", "\"art-5-1-z\""),
    ("\"dns\" : 900", "\"dns\" : 900.5"),
  ])
  func whatTheSchemaDoesNotPromiseIsRefused(part: String, wrong: String) throws {
    let text = String(decoding: try golden(), as: UTF8.self)
    let changed = text.replacing(part, with: wrong, maxReplacements: 1)
    #expect(changed != text)
    #expect(try schema.problems(of: Data(changed.utf8)) != "")
  }

  @Test func itsWordsAreThoseOfTheProgram() throws {
    let words = schema.words
    #expect(words("finding", "category") == Set(ServiceCategory.allCases.map(\.rawValue)))
    #expect(words("finding", "verdict") == Set(Verdict.Ruling.allCases.map(\.name)))
    #expect(words("finding", "evidence") == Set((0...4).compactMap(EvidenceLevel.init).map(\.code)))
    #expect(
      words("reject", "reason")
        == Set(
          Malformed.allCases.map(\.name)
            + ["line_too_long", "frame_cut", "frame_malformed", "frame_damaged"]))
    let kinds = schema.definition("accesses")?["required"] as? [String]
    #expect(kinds == AccessKind.allCases.map(\.name))
  }

  @Test func everyReasonThatIsWrittenIsAWordOfTheSchema() throws {
    let document = try JSONSerialization.jsonObject(with: try golden()) as? [String: Any]
    let findings = try #require(document?["findings"] as? [[String: Any]])
    let written = Set(findings.compactMap { $0["reason"] as? String })
    // `SampleReport` holds one finding for each of `Verdict.Reason`.
    #expect(schema.words("finding", "reason") == written)
  }

  @Test func everyPropertyIsDescribedAndNoOtherAllowed() {
    for (name, object) in schema.objects {
      let properties = object["properties"] as? [String: [String: Any]] ?? [:]
      let required = object["required"] as? [String] ?? []
      #expect(object["additionalProperties"] as? Bool == false, "\(name)")
      #expect(Set(required) == Set(properties.keys), "\(name)")
      for (property, value) in properties {
        let isDescribed = value["description"] is String || value["$ref"] is String
        #expect(isDescribed, "\(name).\(property)")
      }
    }
  }

  private func golden() throws -> Data { try Data(contentsOf: Golden("report.json").url) }
}
