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
    let (user, other) = (account("anna"), account("bert"))
    let client = try address("10.1.2.3")
    func ground(_ user: AccountName?, _ name: String?) -> DepartmentRules.Ground? {
      rules.find(user: user, machine: name.map(machine), address: client)?.ground
    }
    #expect(ground(user, "pc-1") == .user(rule: "anna"))
    #expect(ground(other, "pc-1") == .machine(rule: "pc-*"))
    #expect(ground(other, "mac-1") == .network(try network("10.0.0.0/8")))
    #expect(rules.find(user: other, machine: nil, address: nil)?.ground == .fallback)
  }

  private func department(of name: String, by pattern: String) -> Int? {
    var rules = DepartmentRules()
    rules.add(MachinePattern(pattern), to: rules.addDepartment("A"))
    return rules.find(user: nil, machine: machine(name), address: nil)?.department
  }

  private func machine(_ text: String) -> MachineName {
    var name = MachineName()
    name.set(Array(text.utf8).span)
    return name
  }
}
