import Bytes
import Evidence

/// What the words mean in which products say what they did with an access.
enum ActionWords {
  static func outcome(of word: Span<UInt8>) -> Outcome {
    guard word.count >= 2, ASCII.isLetter(word[0]) else { return .unknown }
    let letter = Int(ASCII.lowercased(word[0]) - UInt8(ascii: "a"))
    let text = word.firstEightInLowerCase
    for index in starts[letter]..<starts[letter + 1]
    where text & beginnings[index].mask == beginnings[index].text {
      return beginnings[index].outcome
    }
    return .unknown
  }

  /// The first eight letters of a beginning, and the bits of a word that they are compared with.
  private struct Beginning: Sendable {
    let letter: UInt8
    let text: UInt64
    let mask: UInt64
    let outcome: Outcome

    init(_ text: String, _ outcome: Outcome) {
      let bytes = Array(text.utf8)
      letter = bytes[0]
      self.text = bytes.span.firstEightInLowerCase
      mask = UInt64.max >> UInt64(64 - 8 * min(bytes.count, 8))
      self.outcome = outcome
    }
  }

  /// The beginnings of words by their first letter, refusals first: `block` stands for `blocked` and
  /// `block-url` too.
  private static let beginnings: [Beginning] = {
    let all = refusals.map { Beginning($0, .blocked) } + permissions.map { Beginning($0, .allowed) }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).flatMap { letter in
      all.filter { $0.letter == letter }
    }
  }()

  /// Where the beginnings of each letter start, and behind `z` where they end.
  private static let starts: [Int] = (0...26).map { letter in
    beginnings.firstIndex { $0.letter >= UInt8(ascii: "a") + UInt8(letter) } ?? beginnings.count
  }

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
