import Bytes
@testable import Company
import Testing

@Suite struct MachineRulesTests {
  @Test(arguments: [
    ("pc-17", "pc-17"), ("PC-*", "pc-17"), ("pc-??", "PC-17.corp.example"),
    ("pc-17", "pc-17.corp.example."), ("*.corp.example", "pc-17.corp.example"),
    ("pc-17.corp.example", "PC-17.CORP.EXAMPLE"),
  ])
  func fits(pattern: String, name: String) {
    #expect(department(of: name, by: pattern) == 0)
  }

  @Test(arguments: [
    ("pc-17", "pc-1"), ("pc-17.corp.example", "pc-17"), ("*.corp.example", "corp.example"),
    ("corp", "pc-17.corp"),
  ])
  func doesNotFit(pattern: String, name: String) {
    #expect(department(of: name, by: pattern) == nil)
  }

  @Test func theUserWinsOverTheMachineAndThatOverTheNetwork() throws {
    var rules = DepartmentRules()
    rules.add(UserPattern("anna"), to: rules.addDepartment("A"))
    rules.add(MachinePattern("pc-*"), to: rules.addDepartment("B"))
    rules.add(try network("10.0.0.0/8"), to: rules.addDepartment("C"))
    rules.fallback = rules.addDepartment("D")
    func ground(_ client: Client) -> DepartmentRules.Ground? {
      rules.find(client, in: [])?.ground
    }
    let address = try address("10.1.2.3")
    #expect(ground(client(user: "anna", machine: "pc-1", at: address)) == .user(rule: "anna"))
    #expect(ground(client(user: "bert", machine: "pc-1", at: address)) == .machine(rule: "pc-*"))
    #expect(
      ground(client(user: "bert", machine: "mac-1", at: address))
        == .network(try network("10.0.0.0/8")))
    #expect(ground(client(user: "bert")) == .fallback)
  }

  private func department(of name: String, by pattern: String) -> Int? {
    var rules = DepartmentRules()
    rules.add(MachinePattern(pattern), to: rules.addDepartment("A"))
    return rules.find(client(machine: name), in: [])?.department
  }
}
