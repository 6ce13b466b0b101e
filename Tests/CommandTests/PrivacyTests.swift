import Foundation
import TestSupport
import Testing

/// What tells services apart, paths and user agents, leaves no trace in any output.
@Suite struct PrivacyTests {
  private static let secrets = [
    "geheimpfad", "geheimfrage", "Geheimprogramm", "geheimverweis", "10.1.2.3", "anna.secret",
    "pc-anna",
  ]

  /// Use told by host, path and program, a candidate by its path, one inside the company.
  private static let log = [
    "GET https://chatgpt.com/backend-anon/geheimpfad?q=geheimfrage",
    "GET https://x.com/i/grok/geheimpfad?q=geheimfrage",
    "GET https://my-gpt.example/geheimpfad?q=geheimfrage",
    "POST https://llm.example/v1/chat/completions?geheimfrage",
    "POST http://pc-anna.intern:8000/v1/chat/completions?geheimfrage",
    "CONNECT gateway.example:443",
  ].map {
    let program = $0.contains("gateway") ? "claude-cli/1 Geheimprogramm/2" : "Geheimprogramm/2"
    return #"10.1.2.3 - anna.secret [16/Nov/2026:08:30:00 +0100] "\#($0) HTTP/1.1" 200 9 "#
      + #""https://geheimverweis.example/" "\#(program)" TCP_MISS:HIER_DIRECT"#
  }.joined(separator: "\n")

  @Test(arguments: ["terminal", "json", "html"])
  func reportsHoldNoneOfThem(output: String) throws {
    let folder = try TemporaryFolder(["access.log": Self.log])
    let result = try Program.run([
      "analyze", "\(folder.path)/access.log", "--output", output, "--minimum-group-size", "1",
    ])
    #expect(result.status == 0)
    #expect(result.output.contains("ChatGPT"))
    #expect(result.output.contains("Claude Code"))
    #expect(result.output.contains("llm.example"))
    for secret in Self.secrets {
      #expect(!(result.output + result.errors).contains(secret), "\(secret)")
    }
  }

  @Test func recordsShowNeitherPathsNorPrograms() throws {
    let folder = try TemporaryFolder(["access.log": Self.log])
    let result = try Program.run(["records", "\(folder.path)/access.log"])
    #expect(result.status == 0)
    for secret in Self.secrets.prefix(4) { #expect(!result.output.contains(secret), "\(secret)") }
  }

  @Test func theSelfTestSaysWhatIsReadAndFindsNothing() throws {
    let folder = try TemporaryFolder(["access.log": Self.log])
    let result = try Program.run(["check", "--privacy", "\(folder.path)/access.log"])
    #expect(result.status == 0)
    #expect(result.output.contains("user agent  in 6 accesses: tells programs apart"))
    #expect(result.output.contains("None of them stands in any output."))
    for secret in Self.secrets { #expect(!result.output.contains(secret), "\(secret)") }
  }

  @Test func theSelfTestNamesTheFieldsThatAreLookedAt() throws {
    let eve =
      #"{"timestamp":"2026-11-16T08:30:00Z","flow_id":1,"event_type":"tls","src_ip":"10.1.2.3","#
      + #""dest_port":443,"community_id":"geheim","tls":{"sni":"chatgpt.com","subject":"geheim"}}"#
    let folder = try TemporaryFolder(["eve.json": eve])
    let result = try Program.run(["check", "--privacy", "\(folder.path)/eve.json"])
    #expect(result.status == 0)
    #expect(result.output.contains("Fields of suricata that are looked at: dest_port, event_type"))
    #expect(
      result.output.contains(
        "Fields of suricata that are passed over: community_id, tls.subject"))
  }
}
