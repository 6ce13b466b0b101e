import AIServices
import BuiltInCatalogue
import Testing

/// Hosts that every network sees, and what a reader of the report would say they are.
@Suite struct WellKnownHostsTests {
  private let known: Catalogue

  init() throws { known = Catalogue(vendors: try builtInEdition().vendors) }

  @Test(arguments: [
    ("chatgpt.com", "chatgpt"),
    ("www.chatgpt.com", "chatgpt"),
    ("chat.openai.com", "chatgpt"),
    ("ios.chat.openai.com", "chatgpt"),
    ("files.oaiusercontent.com", "chatgpt"),
    ("api.openai.com", "openai-api"),
    ("platform.openai.com", "openai-api"),
    ("sora.chatgpt.com", "sora"),
    ("claude.ai", "claude"),
    ("api.anthropic.com", "anthropic-api"),
    ("gemini.google.com", "gemini"),
    ("bard.google.com", "gemini"),
    ("generativelanguage.googleapis.com", "gemini-api"),
    ("notebooklm.google.com", "notebooklm"),
    ("aistudio.google.com", "google-ai-studio"),
    ("europe-west3-aiplatform.googleapis.com", "vertex-ai"),
    ("copilot.microsoft.com", "microsoft-copilot"),
    ("contoso.openai.azure.com", "azure-openai"),
    ("api.githubcopilot.com", "github-copilot"),
    ("proxy.business.githubcopilot.com", "github-copilot"),
    ("www.perplexity.ai", "perplexity"),
    ("api.perplexity.ai", "perplexity-api"),
    ("chat.deepseek.com", "deepseek"),
    ("api.deepseek.com", "deepseek-api"),
    ("www.deepl.com", "deepl"),
    ("api-free.deepl.com", "deepl-api"),
    ("chat.mistral.ai", "le-chat"),
    ("api.mistral.ai", "mistral-api"),
    ("grok.com", "grok"),
    ("api.x.ai", "xai-api"),
    ("bedrock-runtime.eu-central-1.amazonaws.com", "amazon-bedrock"),
    ("api2.cursor.sh", "cursor"),
    ("api.elevenlabs.io", "elevenlabs-api"),
    ("app.fireflies.ai", "fireflies"),
    ("otter.ai", "otter"),
    ("poe.com", "poe"),
    ("openrouter.ai", "openrouter"),
    ("api.groq.com", "groq"),
    ("huggingface.co", "huggingface"),
    ("user-app.hf.space", "huggingface-spaces"),
    ("chat.qwen.ai", "qwen"),
    ("www.doubao.com", "doubao"),
    ("www.kimi.com", "kimi"),
    ("registry.ollama.ai", "ollama"),
    ("gamma.app", "gamma"),
    ("www.midjourney.com", "midjourney"),
    ("character.ai", "character-ai"),
    ("v0.dev", "v0"),
    ("www.meta.ai", "meta-ai"),
  ])
  func areUseOfTheirService(host: String, service: String) {
    #expect(known.serviceID(of: host) == service)
    #expect(known.match(host)?.countsAsUse == true)
  }

  /// Products that only a path tells from others on the same host.
  @Test(arguments: [
    ("https://x.com/i/grok", "grok-in-x", true),
    ("https://m365.cloud.microsoft/chat", "microsoft-365-copilot-chat", true),
    (
      "https://substrate.office.com/m365Copilot/Chathub/abc?x=1", "microsoft-365-copilot-chat", true
    ),
    ("https://www.google.com/search?q=a&udm=50", "google-ai-mode", true),
    ("https://duckduckgo.com/?q=a&ia=chat", "duck-ai", true),
    ("https://github.com/copilot/c/1", "github-copilot", true),
    ("https://chatgpt.com/codex/tasks", "codex", true),
    ("https://contoso.cognitiveservices.azure.com/openai/deployments/a", "azure-openai", true),
    ("https://gemini.google.com/glic", "gemini-in-chrome", false),
  ])
  func areToldByTheirPath(url: String, service: String, isUse: Bool) {
    let match = known.explain(url).match
    #expect(match.map { known[$0.service].id } == service)
    #expect(match?.countsAsUse == isUse)
  }

  @Test(arguments: [
    "https://x.com/home", "https://x.com/i/grokking", "https://github.com/copilots",
    "https://www.google.com/search?q=udm=50", "https://www.google.com/search?udm=5",
    "https://substrate.office.com/search/api", "https://duckduckgo.com/?q=ia%3Dchat",
  ])
  func areNoAIServiceWithoutThePath(url: String) {
    #expect(known.explain(url).match?.countsAsUse != true)
  }

  @Test(arguments: [
    ("https://chatgpt.com/backend-anon/conversation", Plan.anonymous),
    ("api.individual.githubcopilot.com", .personal), ("api.business.githubcopilot.com", .business),
    ("copilot-proxy.acme.ghe.com", .business), ("copilot.microsoft.com", .personal),
  ])
  func showThePlan(text: String, plan: Plan) {
    #expect(known.explain(text).match?.plan == plan)
  }

  @Test(arguments: [
    ("cdn.oaistatic.com", "chatgpt"),
    ("openai.com", "chatgpt"),
    ("auth.openai.com", "chatgpt"),
    ("www.anthropic.com", "claude"),
    ("copilot.cloud.microsoft", "microsoft-365-copilot"),
    ("edgeservices.bing.com", "edge-copilot"),
    ("cdn-lfs.huggingface.co", "huggingface"),
    ("downloads.cursor.com", "cursor"),
    ("teams.microsoft.com", "teams-copilot"),
    ("slack.com", "slack"),
    ("www.notion.so", "notion"),
    ("contoso.cognitiveservices.azure.com", "azure-ai-services"),
    ("dns.google", "google-public-dns"),
    ("mozilla.cloudflare-dns.com", "cloudflare-dns"),
    ("mask.icloud.com", "icloud-private-relay"),
  ])
  func areKnownButNoUse(host: String, service: String) {
    #expect(known.serviceID(of: host) == service)
    #expect(known.match(host)?.countsAsUse == false)
  }

  @Test(arguments: [
    "www.google.com", "www.bing.com", "outlook.office.com",
    "login.microsoftonline.com", "github.com", "api.github.com", "raw.githubusercontent.com",
    "api.cloudflare.com", "s3.eu-central-1.amazonaws.com", "storage.googleapis.com",
    "fonts.googleapis.com", "management.azure.com",
    "www.heise.de", "de.wikipedia.org", "update.googleapis.com", "notopenai.com",
    "chatgpt.com.evil.example", "chat-gpt.com", "openai.example", "cloudflare-ech.com",
  ])
  func areNoAIService(host: String) {
    #expect(known.match(host) == nil)
  }
}
