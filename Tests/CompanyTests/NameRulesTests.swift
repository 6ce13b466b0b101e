@testable import Company
import TestSupport
import Testing

@Suite struct NameRulesTests {
  /// Against a twin that tries one rule after the other.
  @Test(arguments: 0..<20)
  func theFirstThatFitsCounts(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var rules = NameRules()
    var all: [(pattern: WildcardPattern, isQualified: Bool)] = []
    for place in 0..<Int.random(in: 0...200, using: &random) {
      let isQualified = Bool.random(using: &random)
      let name = text(of: ["a", "b", "*", "?"], &random) + (isQualified ? "@d" : "")
      let pattern = WildcardPattern(name)
      rules.add(pattern, isQualified: isQualified, value: place)
      all.append((pattern, isQualified))
    }
    for _ in 0..<300 {
      let bare = Array(text(of: ["a", "b"], &random).utf8)
      let full = Bool.random(using: &random) ? bare + Array("@d".utf8) : bare
      let expected = all.firstIndex { rule in
        rule.pattern.matches(rule.isQualified ? full.span : bare.span)
      }
      #expect(rules.find(full: full.span, bare: bare.span)?.value == expected)
    }
  }

  @Test func manyExactNamesAreKeptApart() {
    var rules = NameRules()
    for number in 0..<10_000 {
      rules.add(WildcardPattern("user\(number)"), isQualified: false, value: number)
    }
    for number in [0, 1, 4711, 9999] {
      let name = Array("user\(number)".utf8)
      #expect(rules.find(full: name.span, bare: name.span)?.value == number)
    }
    let unknown = Array("user10000".utf8)
    #expect(rules.find(full: unknown.span, bare: unknown.span) == nil)
  }

  private func text(of letters: [String], _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      letters[Int.random(in: letters.indices, using: &random)]
    }.joined()
  }
}
