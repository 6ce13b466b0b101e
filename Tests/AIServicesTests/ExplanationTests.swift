import AIServices
import Testing

@Suite struct ExplanationTests {
  private let sample = catalogue([
    service(
      "chatgpt",
      [
        signature("openai.com", .website), signature("chat.openai.com"),
        signature("cdn.oaistatic.com", .static),
      ]),
    service("bedrock", .modelAPI, [signature("bedrock.eu.example.com", .api, exact: true)]),
    service("office", .saasWithAI, [signature("office.example.net", .api)]),
  ])

  @Test(arguments: [
    ("chat.openai.com", "chat.openai.com is a known app host"),
    ("ios.chat.openai.com", "ios.chat.openai.com is below chat.openai.com, a known app host"),
    (
      "cdn.oaistatic.com",
      "cdn.oaistatic.com is a known static host: contact in the background, not use"
    ),
    (
      "help.openai.com",
      "help.openai.com is below openai.com, a known website host: "
        + "contact in the background, not use"
    ),
    (
      "office.example.net",
      "office.example.net is a known api host: this kind of service is not counted as AI use"
    ),
  ])
  func saysWhyAHostIsTakenForAService(host: String, reason: String) {
    let explanation = sample.explain(host)
    #expect(explanation.match != nil)
    #expect(explanation.reason == reason)
  }

  @Test(arguments: [
    (
      "notopenai.com",
      "no signature: openai.com stands in it, but not as whole labels at its end"
    ),
    (
      "chat.openai.com.evil.example",
      "no signature: chat.openai.com stands in it, but not as whole labels at its end"
    ),
    (
      "eu.example.com",
      "no signature: only names below it are known, such as bedrock.eu.example.com"
    ),
    (
      "x.bedrock.eu.example.com",
      "no signature: bedrock.eu.example.com is known for itself only, not for names below it"
    ),
    ("intranet.example", "no signature for it or for a domain above it"),
  ])
  func saysWhyAHostIsNotKnown(host: String, reason: String) {
    let explanation = sample.explain(host)
    #expect(explanation.match == nil)
    #expect(explanation.reason == reason)
  }

  @Test(arguments: ["Chat.OpenAI.com", "chat.openai.com.", "CHAT.OPENAI.COM."])
  func looksUpTheNameInLowerCaseWithoutTrailingDot(text: String) {
    let explanation = sample.explain(text)
    #expect(explanation.host == "chat.openai.com")
    #expect(explanation.match?.countsAsUse == true)
  }

  @Test(arguments: ["", ".", "a..b", "https:///", "-a.example", "https://a..b/path"])
  func saysWhatIsWrongWithANameThatIsNone(text: String) {
    let explanation = sample.explain(text)
    #expect(explanation.match == nil)
    #expect(explanation.reason == Catalogue.problem(withHost: explanation.host))
  }
}
