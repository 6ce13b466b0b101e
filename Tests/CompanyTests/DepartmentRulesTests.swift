import Bytes
import TestSupport
@testable import Company
import Testing
import Usage

@Suite struct DepartmentRulesTests {
  /// Sales by user and network, Research by networks, Branch by IPv6.
  private func rules() throws -> DepartmentRules {
    var rules = DepartmentRules()
    let sales = rules.addDepartment("Sales")
    let research = rules.addDepartment("Research")
    let branch = rules.addDepartment("Branch")
    rules.add(UserPattern("anna"), to: sales)
    rules.add(UserPattern("a*"), to: research)
    rules.add(try network("10.0.0.0/8"), to: sales)
    rules.add(try network("10.1.0.0/16"), to: research)
    rules.add(try network("10.1.2.0/24"), to: branch)
    rules.add(try network("10.1.2.3"), to: sales)
    rules.add(try network("2001:db8::/32"), to: branch)
    rules.add(try network("2001:db8:1::/48"), to: research)
    return rules
  }

  private func name(
    _ rules: DepartmentRules, user: String? = nil, at text: String? = nil
  ) throws -> String? {
    var directory = DepartmentDirectory(rules: rules)
    let client = client(user: user, at: try text.map(address))
    let found = directory.department(of: client, in: [])
    return directory.name(of: found)
  }

  @Test(arguments: [
    ("10.9.9.9", "Sales"), ("10.1.9.9", "Research"), ("10.1.2.9", "Branch"),
    ("10.1.2.3", "Sales"), ("2001:db8:9::1", "Branch"), ("2001:db8:1::1", "Research"),
    ("2001:DB8:1:0:0:0:0:1", "Research"), ("::ffff:10.1.2.9", "Branch"),
    ("::ffff:a01:209", "Branch"),
  ])
  func theLongestPrefixWins(address: String, department: String) throws {
    #expect(try name(rules(), at: address) == department)
  }

  @Test func theUserWinsOverTheNetwork() throws {
    #expect(try name(rules(), user: "anna", at: "10.1.2.9") == "Sales")
    #expect(try name(rules(), user: "axel", at: "10.1.2.9") == "Research")
  }

  @Test func theFirstUserRuleWins() throws {
    #expect(try name(rules(), user: "CORP\\Anna") == "Sales")
    #expect(try name(rules(), user: "andy") == "Research")
  }

  @Test func anUnknownUserBelongsToTheNetwork() throws {
    #expect(try name(rules(), user: "bert", at: "10.1.9.9") == "Research")
  }

  @Test(arguments: ["192.168.1.1", "2001:db9::1", "::1", "11.0.0.0"])
  func whoIsInNoRuleBelongsToNone(address: String) throws {
    #expect(try name(rules(), at: address) == nil)
    #expect(try name(rules(), user: "bert", at: address) == nil)
  }

  @Test func withoutUserAndAddressNobodyBelongsAnywhere() throws {
    #expect(try name(rules()) == nil)
  }

  @Test func whoIsInNoRuleFallsBackToTheDefault() throws {
    var rules = try rules()
    rules.fallback = 1
    #expect(try name(rules, at: "192.168.1.1") == "Research")
    #expect(try name(rules) == "Research")
    #expect(try name(rules, at: "10.1.2.9") == "Branch")
  }

  @Test func anIPv4NetworkOfAllHoldsNoIPv6() throws {
    var rules = DepartmentRules()
    rules.add(try network("0.0.0.0/0"), to: rules.addDepartment("Office"))
    #expect(try name(rules, at: "203.0.113.9") == "Office")
    #expect(try name(rules, at: "2001:db8::1") == nil)
  }

  @Test func theOrderOfNetworksDoesNotMatter() throws {
    let networks = try ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.128/25"].map(network)
    var random = SeededGenerator(seed: 2)
    for _ in 0..<50 {
      var rules = DepartmentRules()
      for network in networks.shuffled(using: &random) {
        rules.add(network, to: rules.addDepartment(network.description))
      }
      #expect(try name(rules, at: "10.1.2.200") == "10.1.2.128/25")
      #expect(try name(rules, at: "10.1.2.1") == "10.1.2.0/24")
      #expect(try name(rules, at: "10.200.0.1") == "10.0.0.0/8")
    }
  }
}
