import Foundation
import TestSupport
import Testing

@Suite struct PolicyCommandTests {
  private let demo = ["--config", "Config/demo", "--time-zone", "Europe/Berlin"]
  private let logs = ["Config/demo/dnsmasq.log", "Config/demo/squid-access.log"]

  // MARK: check

  @Test func theExampleNeedsNoAttention() throws {
    let result = try Program.run(["policy", "check", "--config", "Config"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(
      result.output
        == "Policy: 1 approvals, 1 tolerations, 1 prohibitions.\nNothing needs attention.\n")
  }

  @Test func warnsOfWhatNeedsAttention() throws {
    let result = try Program.run(["policy", "check"] + demo)
    #expect(result.status == 0)
    let review = "the review of service claude was due on 2026-09-30"
    #expect(result.output.contains("Config/demo/policy.yaml:22: warning: \(review)"))
    #expect(result.output.contains("service deepl is approved without a supplier_check"))
    #expect(!result.output.contains("github-copilot"))
    let then = try Program.run(["policy", "check", "--on", "2026-11-18"] + demo).output
    #expect(then.contains("the approval of service github-copilot ends on 2026-11-18, today"))
  }

  @Test func holdsThePolicyAgainstLogs() throws {
    let without = try Program.run(["policy", "check"] + demo).output
    let result = try Program.run(["policy", "check"] + demo + logs)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix(without))
    #expect(!result.output.contains("no use of it"))
    let folder = try TemporaryFolder()
    let policy = try folder.write(
      "policy.yaml",
      "approved:\n  - {vendor: accurate, data: [public], owner: IT, from: 2026-01-01}\n")
    let unused = try Program.run(
      ["policy", "check", "--policy", policy, "--departments", "Config/demo/departments.yaml"]
        + logs)
    #expect(unused.output.contains("vendor accurate is approved, and these logs show no use of it"))
    #expect(unused.output.contains("service deepl is used in 5 of 6 departments and on no list"))
  }

  @Test func reportsEveryErrorAtOnce() throws {
    let folder = try TemporaryFolder()
    let policy = try folder.write(
      "policy.yaml", "approved:\n  - {service: chatgtp, data: [publik]}\ntolerated: none\n")
    let signatures = try TemporaryFolder(["bad.yaml": "vendor: bad\ncolour: red\n"])
    let result = try Program.run(
      ["policy", "check", "--policy", policy, "--signatures", signatures.path])
    #expect(result.status == 78)
    #expect(result.output.isEmpty)
    for problem in [
      "bad.yaml:2:1: unknown key 'colour'", "policy.yaml:2:5: 'from' is missing",
      "policy.yaml:2:5: 'owner' is missing", "policy.yaml:2:15: unknown service 'chatgtp'",
      "policy.yaml:2:31: unknown data class 'publik'", "policy.yaml:3:12: expected a list",
    ] {
      #expect(result.errors.contains(problem), "\(problem)")
    }
  }

  @Test func needsAPolicy() throws {
    let folder = try TemporaryFolder()
    let result = try Program.run(["policy", "check", "--config", folder.path])
    #expect(result.status == 78)
    #expect(result.errors.contains("there is no policy.yaml"))
    let day = try Program.run(["policy", "check", "--config", "Config", "--on", "1.1.2026"])
    #expect(day.status == 64)
  }

  @Test func reportsJudgeByVendorsCategoriesAndTolerations() throws {
    let folder = try TemporaryFolder()
    let policy = try folder.write(
      "policy.yaml",
      """
      approved:
        - {vendor: deepl, data: [public], owner: IT, from: 2026-01-01}
      tolerated:
        - {service: chatgpt, reason: project}
      prohibited:
        - {category: chat-assistant, reason: no contract}
      """)
    let report = try Program.run(
      ["analyze", "--policy", policy, "--departments", "Config/demo/departments.yaml"]
        + ["--output", "json"] + logs
    ).json()
    let findings = try #require(report["findings"] as? [[String: Any]])
    let rulings = Set(
      findings.map { finding in
        ["service", "verdict", "reason"].compactMap { finding[$0] as? String }
          .joined(separator: " ")
      })
    #expect(
      rulings.isSuperset(of: [
        "deepl approved listed", "chatgpt tolerated listed", "gemini prohibited prohibited",
        "heygen unapproved not_listed",
      ]))
  }

  // MARK: explain

  @Test(arguments: [
    (["deepl", "--department", "Personal"], "DeepL (deepl), Personal, 23 Nov 2026: approved"),
    (["chatgpt", "--department", "Personal"], "allowed in other departments only"),
    (["deepseek"], "policy.yaml:37, service deepseek"),
    (["grok", "--department", "Personal"], "`service: grok` or `vendor: xai` or `category: "),
    (["github-copilot", "--department", "Entwicklung"], "ended on 18 Nov 2026"),
    (
      ["github-copilot", "--department", "Entwicklung", "--on", "2026-11-18"],
      "Entwicklung, 18 Nov 2026: approved"
    ),
    (["claude", "--department", "Entwicklung", "--language", "de"], "Er ist in Prüfung"),
  ])
  func explainsAVerdict(arguments: [String], words: String) throws {
    let result = try Program.run(["policy", "explain"] + arguments + demo)
    #expect(result.status == 0)
    #expect(result.output.contains(words))
  }

  @Test(arguments: [
    (["depl"], "unknown service 'depl'; did you mean 'deepl'?"),
    (["deepl", "--department", "Vertreib"], "did you mean 'Vertrieb'?"),
    (["deepl", "--department", "Mars"], "unknown department 'Mars'; known: "),
  ])
  func explainsNothingOfWhatIsUnknown(arguments: [String], problem: String) throws {
    let result = try Program.run(["policy", "explain"] + arguments + demo)
    #expect(result.status == 65)
    #expect(result.errors.contains(problem))
  }

  // MARK: sheet

  @Test func writesThePageForStaff() throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/page.html"
    let written = try Program.run(["policy", "sheet", "--language", "de", "-o", file] + demo)
    #expect(written.status == 0)
    #expect(written.output.isEmpty)
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.contains("<h2>Diese KI-Werkzeuge stehen bereit</h2>"))
    #expect(!page.contains("GitHub Copilot"))
    let markdown = try Program.run(["policy", "sheet", "--format", "markdown"] + demo).output
    #expect(markdown.contains("\n| DeepL | everyone | public, internal |"))
    let nowhere = try Program.run(["policy", "sheet", "-o", "\(folder.path)/no/page.html"] + demo)
    #expect(nowhere.status == 73)
  }

  // MARK: draft

  @Test func draftsAPolicyThatHoldsOnceItIsUncommented() throws {
    let draft = try Program.run(["policy", "draft"] + demo + logs)
    #expect(draft.status == 0)
    #expect(draft.output.contains("## DeepL, DE: DeepL (translation), seen in 5 departments"))
    let folder = try TemporaryFolder()
    let asDrafted = try folder.write("drafted.yaml", draft.output)
    #expect(try check(asDrafted).hasPrefix("Policy: 0 approvals"))
    let uncommented = draft.output.split(separator: "\n").map {
      $0.hasPrefix("# ") ? $0.dropFirst(2) : $0
    }
    let completed = try folder.write("completed.yaml", uncommented.joined(separator: "\n"))
    let services = uncommented.count { $0.hasPrefix("  - service: ") }
    #expect(services > 10)
    #expect(try check(completed).hasPrefix("Policy: \(services) approvals"))
  }

  private func check(_ policy: String) throws -> String {
    let result = try Program.run(["policy", "check", "--policy", policy])
    #expect(result.errors.isEmpty)
    return result.output
  }
}
