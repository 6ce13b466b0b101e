import Foundation
import TestSupport
import Testing

@Suite struct ServicesTests {
  @Test func explainsAMatch() throws {
    let text = try Program.run(["services", "match", "www.ChatGPT.com."]).output
    #expect(text.hasPrefix("www.chatgpt.com: ChatGPT (chatgpt) of OpenAI, US"))
    #expect(text.contains("counts as use"))
    #expect(text.contains("https://"))
  }

  @Test func explainsWhyAHostDoesNotMatch() throws {
    let text = try Program.run(["services", "match", "notopenai.com"]).output
    #expect(text.contains("no known service"))
    #expect(text.contains("openai.com stands in it, but not as whole labels"))
  }

  @Test func answersManyHostsWithOneObjectEach() throws {
    let hosts = "claude.ai\n\nopenai.com.evil.example\ncdn.oaistatic.com\nbad host\n"
    let lines = try Program.run(["services", "match", "-"], input: Data(hosts.utf8)).jsonLines()
    #expect(lines.map { $0["service"] as? String } == ["claude", nil, "chatgpt", nil])
    #expect(lines.map { $0["counts_as_use"] as? Bool } == [true, false, false, false])
    #expect(lines.map { $0["role"] as? String } == ["app", nil, "static", nil])
    let keys: Set = [
      "input", "host", "service", "vendor", "category", "role", "plan", "shared", "counts_as_use",
      "reason",
    ]
    #expect(lines.allSatisfy { Set($0.keys) == keys })
  }

  @Test func listsAndShowsServices() throws {
    let list = try Program.run(["services", "list"]).output.split(separator: "\n")
    #expect(list.count >= 40)
    #expect(list.contains("deepl\tDeepL\tDeepL\tDE\ttranslation"))
    let shown = try Program.run(["services", "show", "deepl"]).output
    #expect(shown.contains("checked 20"))
    let unknown = try Program.run(["services", "show", "depl"])
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("did you mean 'deepl'?"))
  }

  @Test func checksAFolderOfSignatures() throws {
    let good = try Program.run(["services", "check", "Signatures"])
    #expect(good.status == 0)
    #expect(good.output.contains("Oldest check: 20"))
    let folder = try TemporaryFolder(["bad.yaml": "vendor: bad\ncolour: red\n"])
    let bad = try Program.run(["services", "check", folder.path])
    #expect(bad.status == 78)
    #expect(bad.errors.contains("bad.yaml:2:1: unknown key 'colour'"))
  }

  @Test func addsOwnSignatures() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      "muster.yaml",
      """
      vendor: muster
      name: Muster
      country: DE
      services:
        - id: muster-gpt
          name: MusterGPT
          category: chat-assistant
          hosts:
            - host: gpt.muster.example
              role: app
              evidence: observed
              checked: 2026-11-23
      """)
    let path = folder.path
    let own = ["services", "match", "gpt.muster.example", "--signatures", path]
    #expect(try Program.run(own).output.contains("MusterGPT"))
    let both = ["services", "match", "claude.ai", "--signatures", path]
    #expect(try Program.run(both).output.contains("Claude"))
    let only = both + ["--no-built-in-signatures"]
    #expect(try Program.run(only).output.contains("no known service"))
  }
}
