import Configuration
import Testing

@Suite struct NearestWordTests {
  private let known = ["chatgpt", "claude", "claude-code", "gemini", "github-copilot", "le-chat"]

  @Test(arguments: [
    ("chatgpt", "chatgpt"), ("ChatGPT", "chatgpt"), ("chatgtp", "chatgpt"), ("chat-gpt", "chatgpt"),
    ("chatgp", "chatgpt"), ("cahtgpt", "chatgpt"), ("calude", "claude"), ("cloude", "claude"),
    ("gemin", "gemini"), ("geminis", "gemini"), ("github", "github-copilot"),
    ("claude-c", "claude"), ("claude-cod", "claude-code"), ("lechat", "le-chat"),
  ])
  func isSuggested(written: String, meant: String) {
    #expect(nearestWord(to: written, among: known) == meant)
  }

  @Test(arguments: ["", "x", "gi", "midjourney", "copilot", "chat-with-everybody", "müller"])
  func nothingIsSuggestedForWhatIsFar(written: String) {
    #expect(nearestWord(to: written, among: known) == nil)
  }

  @Test func nothingIsNearToNothing() {
    #expect(nearestWord(to: "chatgpt", among: []) == nil)
  }

  @Test func ofWordsThatBeginAlikeTheShortestIsSuggested() {
    #expect(nearestWord(to: "abc", among: ["abcdefgh", "abcdefg"]) == "abcdefg")
  }

  @Test func shortWordsAllowOneMistake() {
    #expect(nearestWord(to: "dta", among: ["data", "from"]) == "data")
    #expect(nearestWord(to: "fr", among: ["from", "data"]) == nil)
  }
}
