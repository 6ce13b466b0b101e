@testable import Company
import TestSupport
import Testing

@Suite struct UserPatternTests {
  @Test(arguments: [
    ("anna", "anna"), ("anna", "ANNA"), ("ANNA", "anna"), ("anna", "CORP\\Anna"),
    ("anna", "anna@corp.example"), ("anna", "CORP\\anna@corp.example"),
    ("a*", "anna"), ("*", "anna"), ("*na", "anna"), ("a*a", "anna"), ("a**a", "anna"),
    ("?nn?", "anna"), ("*.ext", "bert.ext"), ("svc-*-??", "svc-backup-01"),
    ("corp\\*", "CORP\\anna"), ("CORP\\anna", "corp\\ANNA"),
    ("*@sales.corp.example", "anna@sales.corp.example"), ("*\\anna", "CORP\\anna"),
    ("m?ller", "müller"), ("m*ller", "müller"), ("müller", "MüLLER"),
  ])
  func matches(pattern: String, name: String) {
    #expect(matches(pattern, name))
  }

  @Test(arguments: [
    ("anna", "annabel"), ("anna", "johanna"), ("ann?", "ann"), ("a*b", "anna"), ("", "anna"),
    ("CORP\\anna", "anna"), ("CORP\\anna", "OTHER\\anna"), ("corp\\*", "anna@corp.example"),
    ("*@sales.corp.example", "anna@corp.example"), ("*@sales.corp.example", "anna"),
    ("m??ller", "müller"), ("a.na", "anna"), ("[a]nna", "anna"),
  ])
  func doesNotMatch(pattern: String, name: String) {
    #expect(!matches(pattern, name))
  }

  /// Against a twin that is slow and obvious.
  @Test(arguments: 0..<20)
  func matchesWhatTheSlowTwinMatches(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let pattern = text(of: ["a", "b", "*", "?"], upTo: 7, using: &random)
      let name = text(of: ["a", "b"], upTo: 9, using: &random)
      guard !name.isEmpty else { continue }
      #expect(
        matches(pattern, name) == slowlyMatches(pattern[...], name[...]),
        "\(pattern) \(name)")
    }
  }

  @Test func manyStarsTakeNoExponentialTime() {
    let pattern = String(repeating: "a*", count: 60) + "b"
    #expect(!matches(pattern, String(repeating: "a", count: 5000)))
  }

  private func matches(_ pattern: String, _ name: String) -> Bool {
    var rules = DepartmentRules()
    rules.add(UserPattern(pattern), to: rules.addDepartment("A"))
    return rules.find(client(user: name), in: []) != nil
  }

  private func text(
    of letters: [String], upTo length: Int, using random: inout SeededGenerator
  ) -> String {
    (0..<Int.random(in: 0...length, using: &random))
      .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
  }

  private func slowlyMatches(_ pattern: Substring, _ name: Substring) -> Bool {
    switch pattern.first {
    case nil: name.isEmpty
    case "*":
      slowlyMatches(pattern.dropFirst(), name)
        || (!name.isEmpty && slowlyMatches(pattern, name.dropFirst()))
    case let letter:
      !name.isEmpty && (letter == "?" || letter == name.first)
        && slowlyMatches(pattern.dropFirst(), name.dropFirst())
    }
  }
}
