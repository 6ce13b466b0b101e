import AIServices
import Bytes
import Configuration
import Foundation
import TestSupport
import Testing

@Suite struct LawFileTests {
  private static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Law/eu-ai-act.yaml").path

  private func text() throws -> String { try String(contentsOfFile: Self.file, encoding: .utf8) }

  private func problems(_ text: String) throws -> [String] {
    let folder = try TemporaryFolder(["law.yaml": text])
    do throws(ConfigurationProblems) {
      _ = try LawFile.read("\(folder.path)/law.yaml")
      return []
    } catch {
      return error.all.map { $0.description.replacing("\(folder.path)/", with: "") }
    }
  }

  @Test func everyPointHasItsRuleInOrder() throws {
    let act = try LawFile.read(Self.file)
    #expect(act.rules.map(\.point) == AIActPoint.allCases)
    #expect(act.rules.allSatisfy { $0.source.hasPrefix("https://") })
    #expect(act.rules.allSatisfy { $0.question.german.hasSuffix("?") || $0.point == .employment })
    let prohibited = act.rules.filter { $0.point.rawValue.hasPrefix("art-5-") }
    #expect(prohibited.count == 8)
    #expect(prohibited.allSatisfy { $0.appliesFrom.description == "2025-02-02" })
    #expect(prohibited.allSatisfy { $0.fine.millionEuros == 35 && $0.fine.percentOfTurnover == 7 })
  }

  /// What a service does is not known: no text may say that a use is prohibited.
  @Test func noTextPassesAVerdict() throws {
    for rule in try LawFile.read(Self.file).rules {
      for text in [rule.title, rule.question] {
        let words = (text.english + " " + text.german).lowercased()
        for verdict in [
          "prohibit", "illegal", "unlawful", "verboten", "unzulässig", "rechtswidrig",
        ] {
          #expect(!words.contains(verdict), "\(rule.point.rawValue)")
        }
      }
    }
  }

  @Test(arguments: [
    ("id: art-5-1-a", "id: art-5-1-i", "unknown point 'art-5-1-i'"),
    ("id: art-5-1-a", "id: art-5-1-b", "point 'art-5-1-b' must stand here once, not 2 times"),
    ("fine: other-duties", "fine: none", "unknown fine 'none'"),
    ("applies_from: 2025-02-02", "applies_from: soon", "'soon' is not a day"),
    ("million_euros: 35", "million_euros: many", "'many' is not a whole number above 0"),
    ("checked: 2026-11-23", "cheked: 2026-11-23", "unknown key 'cheked'"),
    ("source: https://", "source: http://", "a source is the https address of a document"),
    ("de: Art. 99 Abs. 3", "fr: Art. 99", "unknown key 'fr'"),
  ])
  func mistakesAreFound(right: String, wrong: String, message: String) throws {
    let changed = try text().replacing(right, with: wrong, maxReplacements: 1)
    #expect(try problems(changed).contains { $0.contains(message) })
  }

  @Test func aFileThatIsMissingIsAProblem() {
    #expect(throws: ConfigurationProblems.self) { try LawFile.read("/nonexistent/law.yaml") }
  }
}
