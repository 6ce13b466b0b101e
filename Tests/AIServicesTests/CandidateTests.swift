@testable import AIServices
import BuiltInCatalogue
import Bytes
import TestSupport
import Testing

@Suite struct CandidateTests {
  private let known: Catalogue
  private let finder: CandidateFinder

  init() throws {
    known = Catalogue(vendors: try builtInEdition().vendors)
    finder = CandidateFinder(known)
  }

  private func reason(_ host: String) -> CandidateReason? {
    let bytes = Array(host.utf8)
    return finder.reason(for: bytes.span, match: known.match(bytes.span))
  }

  @Test(arguments: [
    ("gpt.example.com", "gpt"), ("my-gpt.example.com", "gpt"), ("mygpt.example", "gpt"),
    ("gpt4.example.com", "gpt"), ("gptmaker.example", "gpt"), ("llm.example.com", "llm"),
    ("api-llm-7.example.com", "llm"), ("MyChatBot.example", "chatbot"),
    ("salescopilot.example.de", "copilot"), ("openai-proxy.example", "openai"),
    ("evilopenai.example", "openai"), ("ollama.example.com", "ollama"),
    ("a_genai.example.com", "genai"),
  ])
  func wordsOfTheTradeAreAReason(host: String, word: String) {
    #expect(reason(host) == .word(word))
  }

  @Test(arguments: [
    "adserv.ai", "max.ai", "fedex.ai", "quiz.ai", "www.heise.de", "willmott.example",
    "egyptair.example", "pilot.example.com", "aircopilotx.example", "bellman.example", "a.gpt",
    "llm", "chatbot", "gpt.local", "gpt.intern", "llm.corp", "10.1.2.3", "mail.ai", "snapchat.com",
    "custom-cursor.com", "thankyou.com", "wechat.com", "capgemini.com", "gemini.com",
    "openaire.example",
  ])
  func otherNamesAreNone(host: String) {
    #expect(reason(host) == nil)
  }

  @Test(arguments: [
    ("chatgtp.com", "chatgpt.com"), ("chatgp.com", "chatgpt.com"), ("chat-gpt.com", "chatgpt.com"),
    ("chatgppt.org", "chatgpt.com"), ("login.chatgqt.com", "chatgpt.com"),
    ("xn--chtgpt-4nf.com", "chatgpt.com"), ("0penai.com", "openai.com"),
    ("opena1.com", "openai.com"), ("perplexty.ai", "perplexity.ai"),
    ("chatgpt.com.phish.example", "chatgpt.com"), ("chatgpt.com-login.example", "chatgpt.com"),
    ("www.chatgpt.com.evil.example", "chatgpt.com"), ("deepsek.com", "deepseek.com"),
    ("chаtgpt.com", "chatgpt.com"), ("mid-journey.com", "midjourney.com"),
  ])
  func namesThatLookLikeKnownOnesAreShown(host: String, original: String) {
    #expect(reason(host) == .lookAlike(of: original))
  }

  @Test(arguments: ["chatgpt.com", "www.openai.com", "cdn.oaistatic.com", "api.deepl.com"])
  func knownHostsAreNoCandidates(host: String) {
    #expect(reason(host) == nil)
  }

  @Test func aNewNameBelowAKnownWebsiteIsShown() {
    let sample = catalogue([
      service("chat", [signature("acme.example", .website), signature("chat.acme.example")])
    ])
    let finder = CandidateFinder(sample)
    func reason(_ host: String) -> CandidateReason? {
      let bytes = Array(host.utf8)
      return finder.reason(for: bytes.span, match: sample.match(bytes.span))
    }
    #expect(reason("agent.acme.example") == .newName(below: "acme.example"))
    #expect(reason("a.lab.acme.example") == .newName(below: "acme.example"))
    for host in [
      "acme.example", "www.acme.example", "docs.acme.example", "cdn2.acme.example",
      "status.acme.example", "a.docs.acme.example", "chat.acme.example", "x.chat.acme.example",
      "0123456789abcdef0123456789abcdef.acme.example", "mail-7.acme.example",
    ] {
      #expect(reason(host) == nil, "\(host)")
    }
  }

  @Test func aNewNameBesideAnExactDomainIsShown() {
    let sample = catalogue([
      service("chat", [signature("acme.example", exact: true)]),
      service("office", .saasWithAI, [signature("office.example", exact: true)]),
    ])
    let finder = CandidateFinder(sample)
    func reason(_ host: String) -> CandidateReason? {
      finder.reason(for: Array(host.utf8).span, match: nil)
    }
    #expect(reason("agent.acme.example") == .newName(below: "acme.example"))
    #expect(reason("www.acme.example") == nil)
    #expect(reason("agent.office.example") == nil)
  }

  @Test(arguments: [
    ("/v1/chat/completions", "/v1/chat/completions"),
    ("/v1/chat/completions?x", "/v1/chat/completions"),
    ("/v1/messages", "/v1/messages"), ("/api/generate", "/api/generate"),
    ("/openai/deployments/a/chat", "/openai/deployments"),
  ])
  func pathsOfLanguageModelsAreAReason(path: String, known: String) {
    #expect(CandidateFinder.apiPath(in: Array(path.utf8).span) == .path(known))
  }

  @Test(arguments: [
    "", "/", "/v1/chat", "/v1/messagesx", "/api/chats", "/x/v1/messages", "v1/messages",
  ])
  func otherPathsAreNone(path: String) {
    #expect(CandidateFinder.apiPath(in: Array(path.utf8).span) == nil)
  }
}

/// The quick filter before the look-alikes must let through whatever they would find.
@Suite struct LabelFilterTests {
  @Test(arguments: 0..<200)
  func letsThroughWhatIsNear(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lookAlikes = LookAlikes(of: ["chatgpt.com", "openai.com", "perplexity.ai", "deepl.com"])
    let original = ["chatgpt", "openai", "perplexity", "deepl"].randomElement(using: &random) ?? ""
    var label = Array(original.utf8)
    let place = Int.random(in: 0..<label.count, using: &random)
    let letter = UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: label[place] = letter
    case 1: label.insert(letter, at: place)
    case 2: label.remove(at: place)
    case 3: label.insert(UInt8(ascii: "-"), at: max(1, place))
    default: if place + 1 < label.count { label.swapAt(place, place + 1) }
    }
    let changed = String(decoding: label, as: UTF8.self)
    guard changed != original, changed.utf8.count >= 5 else { return }
    let host = Array("www.\(changed).example".utf8)
    #expect(lookAlikes.original(of: host.span)?.hasPrefix(original) == true, "\(changed)")
  }

  @Test(arguments: [
    ("openai", "openai", false), ("openai", "openal", true), ("openai", "openaai", true),
    ("openai", "opnai", true), ("openai", "poenai", true), ("openai", "opneia", false),
    ("openai", "open", false), ("", "a", true), ("ab", "ba", true), ("abc", "cba", false),
  ])
  func stepsAreCounted(left: String, right: String, isOneStep: Bool) {
    guard left != right else { return }
    #expect(LookAlikes.areOneStepApart(left, right) == isOneStep)
    #expect(LookAlikes.areOneStepApart(right, left) == isOneStep)
  }
}
