import Bytes

/// Words of the trade in host names.
enum TradeWords {
  /// Those that stand for AI as a part of a label between hyphens.
  private static let whole = words([
    "gpt", "llm", "llms", "genai", "openai", "anthropic", "chatai", "aichat", "deepseek", "ollama",
    "qwen",
  ])
  /// Those that do so at the beginning of a part, or at its end, too. OpenAIRE is a library.
  private static let beginnings = words(["gpt", "chatbot", "copilot"])
  private static let endings = words(["gpt", "chatbot", "copilot", "openai"])

  private static func words(_ words: [String]) -> [(text: String, bytes: [UInt8])] {
    words.map { ($0, Array($0.utf8)) }
  }

  /// The first such word in `host`, its top-level domain left out. By bytes: it is asked for every
  /// host that is not known.
  static func first(in host: Span<UInt8>) -> String? {
    guard let end = host.lastIndex(of: ASCII.dot) else { return nil }
    var start = 0
    for index in 0...end {
      let byte = host[index]
      guard byte == ASCII.dot || byte == ASCII.hyphen || byte == ASCII.underscore else { continue }
      if let word = word(host.extracting(start..<index)) { return word }
      start = index + 1
    }
    return nil
  }

  private static func word(_ part: Span<UInt8>) -> String? {
    // Versions stand behind names: gpt4, llama3.
    var count = part.count
    while count > 0, ASCII.isDigit(part[count - 1]) { count -= 1 }
    guard count >= 3 else { return nil }
    for (text, word) in whole where word.count == count && part.contains(lowercase: word, at: 0) {
      return text
    }
    for (text, word) in beginnings
    where word.count <= count && part.contains(lowercase: word, at: 0) {
      return text
    }
    for (text, word) in endings
    where word.count <= count && part.contains(lowercase: word, at: count - word.count) {
      return text
    }
    return nil
  }
}
