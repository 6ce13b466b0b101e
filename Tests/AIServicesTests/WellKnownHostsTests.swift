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

  @Test(arguments: [
    ("cdn.oaistatic.com", "chatgpt"),
    ("openai.com", "chatgpt"),
    ("auth.openai.com", "chatgpt"),
    ("www.anthropic.com", "claude"),
    ("copilot.cloud.microsoft", "microsoft-365-copilot"),
    ("edgeservices.bing.com", "edge-copilot"),
    ("registry.ollama.ai", "ollama"),
    ("cdn-lfs.huggingface.co", "huggingface"),
    ("downloads.cursor.com", "cursor"),
    ("dns.google", "google-public-dns"),
    ("mozilla.cloudflare-dns.com", "cloudflare-dns"),
    ("mask.icloud.com", "icloud-private-relay"),
  ])
  func areKnownButNoUse(host: String, service: String) {
    #expect(known.serviceID(of: host) == service)
    #expect(known.match(host)?.countsAsUse == false)
  }

  @Test(arguments: [
    "www.google.com", "www.bing.com", "teams.microsoft.com", "outlook.office.com",
    "login.microsoftonline.com", "github.com", "api.github.com", "raw.githubusercontent.com",
    "api.cloudflare.com", "s3.eu-central-1.amazonaws.com", "storage.googleapis.com",
    "fonts.googleapis.com", "management.azure.com", "slack.com", "zoom.us", "www.notion.so",
    "www.heise.de", "de.wikipedia.org", "update.googleapis.com", "notopenai.com",
    "chatgpt.com.evil.example", "chat-gpt.com", "openai.example", "cloudflare-ech.com",
  ])
  func areNoAIService(host: String) {
    #expect(known.match(host) == nil)
  }
}
