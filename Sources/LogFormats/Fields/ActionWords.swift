import Bytes
import Evidence

/// What the words mean in which products say what they did with an access.
enum ActionWords {
  static func outcome(of word: Span<UInt8>) -> Outcome {
    guard word.count >= 2 else { return .unknown }
    for index in refusals.indices where word.contains(lowercase: refusals[index], at: 0) {
      return .blocked
    }
    for index in permissions.indices where word.contains(lowercase: permissions[index], at: 0) {
      return .allowed
    }
    return .unknown
  }

  /// The beginnings of words: `block` stands for `blocked` and `block-url` too.
  private static let refusals = [
    "block", "den", "drop", "reject", "reset", "refus", "prohibit", "prevent", "sinkhole",
    "quarantin",
    "forbid", "disallow", "filtered", "kill",
    "gesperrt", "verweiger", "abgelehnt", "verworfen",
  ].map { Array($0.utf8) }

  private static let permissions = [
    "allow", "accept", "pass", "permit", "forward", "monitor", "detect", "observ", "grant", "ok",
    "alert",
    "continue", "close", "log", "warn", "coach", "tunnel", "deliver", "isolate",
    "erlaub", "zugelassen",
  ].map { Array($0.utf8) }
}
