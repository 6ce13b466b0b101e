import Bytes
import Evidence

/// What the words mean in which products say what they did with an access.
enum ActionWords {
  static func outcome(of word: Span<UInt8>) -> Outcome {
    guard word.count >= 2, ASCII.isLetter(word[0]) else { return .unknown }
    let words = beginnings[Int(ASCII.lowercased(word[0]) - UInt8(ascii: "a"))]
    for index in words.indices where word.contains(lowercase: words[index].text, at: 0) {
      return words[index].outcome
    }
    return .unknown
  }

  private struct Beginning: Sendable {
    let text: [UInt8]
    let outcome: Outcome
  }

  /// The beginnings of words by their first letter, refusals first: `block` stands for `blocked` and
  /// `block-url` too.
  private static let beginnings: [[Beginning]] = {
    var table = [[Beginning]](repeating: [], count: 26)
    for (texts, outcome) in [(refusals, Outcome.blocked), (permissions, .allowed)] {
      for text in texts.map({ Array($0.utf8) }) {
        table[Int(text[0] - UInt8(ascii: "a"))].append(Beginning(text: text, outcome: outcome))
      }
    }
    return table
  }()

  private static let refusals = [
    "block", "den", "drop", "reject", "reset", "refus", "prohibit", "prevent", "sinkhole",
    "quarantin", "forbid", "disallow", "filtered", "kill", "gesperrt", "verweiger", "abgelehnt",
    "verworfen",
  ]

  private static let permissions = [
    "allow", "accept", "pass", "permit", "forward", "monitor", "detect", "observ", "grant", "ok",
    "alert", "continue", "close", "log", "warn", "coach", "tunnel", "deliver", "isolate", "erlaub",
    "zugelassen",
  ]
}
