import AIServices
import Configuration
import Policies
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
          reason: Offers are written faster
          from: 2026-01-01
          until: 2026-12-31
          review_by: 2026-06-30
          upload_limit: 20 MB
          conditions: only with the company's account
          supplier_check:
            contract: true
            training_excluded: false
            region: EU
            by: Data protection officer
            on: 2025-12-01
          training:
            required: true
            done: {Sales: 2026-02-01}
        - {vendor: example, data: [], owner: IT, from: 2026-01-01}
      tolerated:
        - {category: translation, departments: [Research], until: 2026-03-31, reason: project}
      prohibited:
        - {service: claude, reason: no contract, alternative: chatgpt, from: 2026-02-01}
      """
    let policy = try read(TemporaryFolder(["policy.yaml": text]))
    #expect(policy.contact?.name == "IT")
    #expect(policy.contact?.phone == "+49 1")
    let chatgpt = try #require(catalogue.service(withID: "chatgpt"))
    let approval = try #require(policy.approvals.first)
    #expect(approval.reach.scope == .service(chatgpt))
    #expect(approval.reach.line == 3)
    #expect(approval.reach.departments == ["Sales"])
    #expect(approval.reach.from == (try day("2026-01-01")))
    #expect(approval.reach.until == (try day("2026-12-31")))
    #expect(approval.data == [.public, .internal])
    #expect(approval.owner == "Anna")
    #expect(approval.reason == "Offers are written faster")
    #expect(approval.reviewBy == (try day("2026-06-30")))
    #expect(approval.uploadLimit == 20_000_000)
    #expect(approval.conditions == "only with the company's account")
    #expect(approval.supplierCheck?.hasContract == true)
    #expect(approval.supplierCheck?.excludesTraining == false)
    #expect(approval.supplierCheck?.region == "EU")
    #expect(approval.supplierCheck?.checkedBy == "Data protection officer")
    #expect(approval.supplierCheck?.checkedOn == (try day("2025-12-01")))
    #expect(approval.training?.isRequired == true)
    #expect(approval.training?.done == ["Sales": try day("2026-02-01")])
    #expect(policy.approvals.last?.reach.scope == .vendor("example"))
    #expect(policy.approvals.last?.reach.departments == nil)
    #expect(policy.tolerations.first?.reach.scope == .category(.translation))
    #expect(policy.tolerations.first?.reach.until == (try day("2026-03-31")))
    #expect(policy.prohibitions.first?.alternative == chatgpt)
    #expect(policy.prohibitions.first?.reason == "no contract")
  }

  @Test(arguments: [
    "approved: []\n", "tolerated: []\n", "prohibited: []\n", "contact: {name: IT}\n",
  ])
  func everyPartMayBeMissing(text: String) throws {
    let policy = try read(TemporaryFolder(["policy.yaml": text]))
    #expect(policy.approvals.isEmpty)
    #expect(policy.tolerations.isEmpty)
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
    ("service", "", "2:5: 'service', 'vendor' or 'category' is missing"),
    (
      "service", "vendor: exampel", "2:13: unknown vendor 'exampel'; did you mean 'example'?"
    ),
    (
      "service", "category: chat-asistant",
      "2:15: unknown category 'chat-asistant'; did you mean 'chat-assistant'?"
    ),
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
    (
      "more", "vendor: example",
      "6:13: 'service' stands here already; write an entry of its own for 'vendor'"
    ),
    (
      "more", "upload_limit: 20 Megabyte",
      "6:19: '20 Megabyte' is not an amount of data; write it as 20 MB (kB, MB or GB)"
    ),
    (
      "more", "upload_limit: 0 MB",
      "6:19: '0 MB' is not an amount of data; write it as 20 MB (kB, MB or GB)"
    ),
    (
      "more", "upload_limit: 18446744073709551615 GB",
      "6:19: '18446744073709551615 GB' is not an amount of data; "
        + "write it as 20 MB (kB, MB or GB)"
    ),
    (
      "more", "supplier_check: signed",
      "6:21: expected keys and values here: contract, training_excluded, region, by, on"
    ),
    (
      "more", "supplier_check: {contract: yes, training_excluded: true, by: A, on: 2026-01-01}",
      "6:32: 'yes' is neither true nor false"
    ),
    (
      "more", "supplier_check: {contract: true, training_excluded: true, by: A}",
      "6:21: 'on' is missing"
    ),
    ("more", "training: {done: {}}", "6:15: 'required' is missing"),
    (
      "more", "training: {required: true, done: {Sals: 2026-01-01}}",
      "6:39: unknown department 'Sals'; did you mean 'Sales'?"
    ),
    (
      "more", "training: {required: true, done: [Sales]}",
      "6:38: expected departments and days here, such as Sales: 2026-11-16"
    ),
  ])
  func problemsOfAnApprovalHaveTheirPlace(key: String, line: String, problem: String) throws {
    #expect(try problems(approval(key, line)) == ["policy.yaml:\(problem)"])
  }

  @Test(arguments: [
    ("{service: claude}", "2:5: 'reason' is missing"),
    ("{reason: no contract}", "2:5: 'service', 'vendor' or 'category' is missing"),
    (
      "{service: claude, reason: x, alternative: gmini}",
      "2:47: unknown service 'gmini'; did you mean 'gemini'?"
    ),
    (
      "{service: claude, reason: x, from: now}",
      "2:40: 'now' is not a day; write it as 2026-11-16"
    ),
    (
      "{service: claude, reason: x, from: 2026-02-01, until: 2026-01-01}",
      "2:59: 'until' lies before 'from'"
    ),
    (
      "{service: claude, reasons: x, reason: y}",
      "2:23: unknown key 'reasons'; did you mean 'reason'?"
    ),
  ])
  func problemsOfTheOtherListsHaveTheirPlace(line: String, problem: String) throws {
    for list in ["tolerated", "prohibited"] {
      #expect(try problems("\(list):\n  - \(line)\n") == ["policy.yaml:\(problem)"])
    }
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
    #expect(try read(folder, departments: nil).approvals.first?.reach.departments == ["Sales"])
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
        "policy.yaml:3:5: 'owner' is missing",
        "policy.yaml:3:15: unknown service 'chatgtp'; did you mean 'chatgpt'?",
        "policy.yaml:3:31: unknown data class 'publc'; did you mean 'public'?",
        "policy.yaml:3:45: 'heute' is not a day; write it as 2026-11-16",
        "policy.yaml:6:5: 'reason' is missing",
        "policy.yaml:6:15: unknown service 'gemni'; did you mean 'gemini'?",
      ])
  }
}
