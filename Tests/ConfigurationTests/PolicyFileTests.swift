import AIServices
import Company
import Configuration
import TestSupport
import Testing

@Suite struct PolicyFileTests {
  private let catalogue = sampleCatalogue()

  private func read(
    _ folder: TemporaryFolder, departments: [String]? = ["Sales", "Research"]
  ) throws -> Policy {
    try PolicyFile.read(
      "\(folder.path)/policy.yaml", catalogue: catalogue, departments: departments)
  }

  private func problems(
    _ text: String, departments: [String]? = ["Sales", "Research"]
  ) throws -> [String] {
    let folder = try TemporaryFolder(["policy.yaml": text])
    return ConfigurationTests.problems(in: folder) {
      _ = try read(folder, departments: departments)
    }
  }

  @Test func aCorrectFileIsRead() throws {
    let text = """
      contact: {name: IT, email: it@corp.example, phone: "+49 1"}
      approved:
        - service: chatgpt
          departments: [Sales]
          data: [public, internal]
          owner: Anna
          from: 2026-01-01
          until: 2026-12-31
          review_by: 2026-06-30
        - {service: gemini, data: [], owner: IT, from: 2026-01-01}
      prohibited:
        - {service: claude, reason: no contract, alternative: chatgpt, from: 2026-02-01}
      """
    let policy = try read(TemporaryFolder(["policy.yaml": text]))
    let approval = try #require(policy.approvals.first)
    #expect(policy.contact?.name == "IT")
    #expect(policy.contact?.phone == "+49 1")
    #expect(approval.service == catalogue.service(withID: "chatgpt"))
    #expect(approval.departments == ["Sales"])
    #expect(approval.data == [.public, .internal])
    #expect(approval.owner == "Anna")
    #expect(approval.from == (try day("2026-01-01")))
    #expect(approval.until == (try day("2026-12-31")))
    #expect(approval.reviewBy == (try day("2026-06-30")))
    #expect(policy.approvals.last?.departments == nil)
    #expect(policy.prohibitions.first?.alternative == catalogue.service(withID: "chatgpt"))
    #expect(policy.prohibitions.first?.reason == "no contract")
  }

  @Test(arguments: ["approved: []\n", "prohibited: []\n", "contact: {name: IT}\n"])
  func everyPartMayBeMissing(text: String) throws {
    let policy = try read(TemporaryFolder(["policy.yaml": text]))
    #expect(policy.approvals.isEmpty)
    #expect(policy.prohibitions.isEmpty)
  }

  /// One approval with a line in place of the usual one.
  private func approval(_ key: String, _ line: String) -> String {
    let lines = [
      ("service", "service: chatgpt"), ("data", "data: [public]"), ("owner", "owner: IT"),
      ("from", "from: 2026-01-01"), ("more", "until: 2026-12-31"),
    ]
    let written = lines.map { $0.0 == key ? line : $0.1 }.filter { !$0.isEmpty }
    return "approved:\n  - " + written.joined(separator: "\n    ") + "\n"
  }

  @Test(arguments: [
    ("service", "service: chatgtp", "2:14: unknown service 'chatgtp'; did you mean 'chatgpt'?"),
    (
      "service", "service: midjourney",
      "2:14: unknown service 'midjourney'; known: chatgpt, claude, gemini"
    ),
    ("service", "", "2:5: 'service' is missing"),
    ("data", "", "2:5: 'data' is missing"),
    ("data", "data: public", "3:11: expected a list"),
    (
      "data", "data: [publc]",
      "3:12: unknown data class 'publc'; did you mean 'public'?"
    ),
    (
      "data", "data: [secret]",
      "3:12: unknown data class 'secret'; known: public, internal, confidential, personal"
    ),
    ("owner", "", "2:5: 'owner' is missing"),
    ("owner", "owner:", "4:11: expected a single value"),
    ("from", "", "2:5: 'from' is missing"),
    ("from", "from: 1.1.2026", "5:11: '1.1.2026' is not a day; write it as 2026-11-16"),
    ("from", "from: 2026-02-30", "5:11: '2026-02-30' is not a day; write it as 2026-11-16"),
    ("from", "from: 2027-01-01", "6:12: 'until' lies before 'from'"),
    ("more", "until: soon", "6:12: 'soon' is not a day; write it as 2026-11-16"),
    ("more", "review-by: 2026-12-31", "6:5: unknown key 'review-by'; did you mean 'review_by'?"),
    (
      "more", "departments: [Sals]",
      "6:19: unknown department 'Sals'; did you mean 'Sales'?"
    ),
    (
      "more", "departments: [Board]",
      "6:19: unknown department 'Board'; known: Sales, Research"
    ),
  ])
  func problemsOfAnApprovalHaveTheirPlace(key: String, line: String, problem: String) throws {
    #expect(try problems(approval(key, line)) == ["policy.yaml:\(problem)"])
  }

  @Test(arguments: [
    ("{service: claude}", "2:5: 'reason' is missing"),
    ("{reason: no contract}", "2:5: 'service' is missing"),
    (
      "{service: claude, reason: x, alternative: gmini}",
      "2:47: unknown service 'gmini'; did you mean 'gemini'?"
    ),
    (
      "{service: claude, reason: x, from: now}",
      "2:40: 'now' is not a day; write it as 2026-11-16"
    ),
    (
      "{service: claude, reasons: x, reason: y}",
      "2:23: unknown key 'reasons'; did you mean 'reason'?"
    ),
  ])
  func problemsOfAProhibitionHaveTheirPlace(line: String, problem: String) throws {
    #expect(try problems("prohibited:\n  - \(line)\n") == ["policy.yaml:\(problem)"])
  }

  @Test(arguments: [
    ("contact: IT\n", "1:10: expected keys and values here: name, email, phone"),
    ("contact: {email: a@b.example}\n", "1:10: 'name' is missing"),
    ("contact: {name: IT, mail: a@b.example}\n", "1:21: unknown key 'mail'; did you mean 'email'?"),
    ("aproved: []\n", "1:1: unknown key 'aproved'; did you mean 'approved'?"),
  ])
  func problemsAtTheTopHaveTheirPlace(text: String, problem: String) throws {
    #expect(try problems(text) == ["policy.yaml:\(problem)"])
  }

  @Test func withoutDepartmentsFileEveryDepartmentIsUnknown() throws {
    let text = approval("more", "departments: [Sales]")
    #expect(
      try problems(text, departments: []) == [
        "policy.yaml:6:19: department 'Sales' is unknown: no departments.yaml was given"
      ])
  }

  @Test func whereDepartmentsAreNotKnownNoneIsCalledUnknown() throws {
    let folder = try TemporaryFolder(["policy.yaml": approval("more", "departments: [Sales]")])
    #expect(try read(folder, departments: nil).approvals.first?.departments == ["Sales"])
  }

  @Test func everythingThatIsWrongIsFoundInOnePass() throws {
    let text = """
      contact: {phone: 1}
      approved:
        - {service: chatgtp, data: [publc], from: heute}
        - {service: claude, data: [public], owner: IT, from: 2026-01-01}
      prohibited:
        - {service: gemni}
      """
    #expect(
      try problems(text) == [
        "policy.yaml:1:10: 'name' is missing",
        "policy.yaml:3:15: unknown service 'chatgtp'; did you mean 'chatgpt'?",
        "policy.yaml:3:31: unknown data class 'publc'; did you mean 'public'?",
        "policy.yaml:3:5: 'owner' is missing",
        "policy.yaml:3:45: 'heute' is not a day; write it as 2026-11-16",
        "policy.yaml:6:15: unknown service 'gemni'; did you mean 'gemini'?",
        "policy.yaml:6:5: 'reason' is missing",
      ])
  }
}
