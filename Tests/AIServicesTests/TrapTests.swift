import AIServices
import BuiltInCatalogue
import Foundation
import Testing

/// `Fixtures/traps.tsv`: what other tools take for AI and is not, and the other way round.
@Suite struct TrapTests {
  private static let vectors: [(input: String, expected: String)] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/traps.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return (fields[0], fields[1])
    }
  }()

  private let known: Catalogue

  init() throws { known = Catalogue(vendors: try builtInEdition().vendors) }

  @Test func thereAreVectors() { #expect(Self.vectors.count >= 70) }

  @Test(arguments: vectors)
  func isTakenForWhatItIs(input: String, expected: String) {
    let match = known.explain(input).match
    switch expected {
    case "ai": #expect(match?.countsAsUse == true)
    case "ai-weak", "background": #expect(match?.countsAsUse != true)
    case "shared": #expect(match.map { isPresentOnly($0) } == true)
    case "self-hosted":
      #expect(match.map { known[$0.service].category } == .selfHosted)
    default: #expect(match.map { isPresentOnly($0) } ?? true)
    }
  }

  /// Software that is there, and whose AI cannot be told apart.
  private func isPresentOnly(_ match: Catalogue.Match) -> Bool {
    !match.countsAsUse && (match.isShared || known[match.service].category == .saasWithAI)
  }
}
