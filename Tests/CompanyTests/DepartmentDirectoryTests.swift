import Bytes
@testable import Company
import Testing
import Usage

@Suite struct DepartmentDirectoryTests {
  @Test(arguments: [
    ("10.1.2.3", "10.1.2.0/24"), ("::ffff:10.1.2.3", "10.1.2.0/24"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("fe80::1", "fe80::/64"),
  ])
  func withoutRulesNetworksStandForDepartments(text: String, network: String) throws {
    var directory = DepartmentDirectory(rules: nil)
    let found = directory.department(of: client(at: try address(text)), in: [])
    #expect(!directory.isConfigured)
    #expect(directory.name(of: found) == network)
  }

  @Test func addressesOfOneNetworkAreOneDepartment() throws {
    var directory = DepartmentDirectory(rules: nil)
    let first = directory.department(of: client(at: try address("10.1.2.3")), in: [])
    let same = directory.department(
      of: client(user: "anna", at: try address("10.1.2.250")), in: [])
    let other = directory.department(of: client(at: try address("10.1.3.3")), in: [])
    #expect(first == same)
    #expect(first != other)
  }

  @Test func withoutRulesAUserAloneBelongsToNone() {
    var directory = DepartmentDirectory(rules: nil)
    #expect(directory.department(of: client(user: "anna"), in: []) == .notAssigned)
    #expect(directory.name(of: .notAssigned) == nil)
  }

  @Test func departmentsOfTheRulesKeepTheirNames() {
    var rules = DepartmentRules()
    _ = rules.addDepartment("Sales")
    _ = rules.addDepartment("Research")
    let directory = DepartmentDirectory(rules: rules)
    #expect(directory.isConfigured)
    #expect(directory.name(of: DepartmentIndex(position: 1)) == "Sales")
    #expect(directory.name(of: DepartmentIndex(position: 2)) == "Research")
  }

  @Test func spoofedClientsDoNotFillMemory() {
    var directory = DepartmentDirectory(rules: nil)
    var departments: Set<DepartmentIndex> = []
    for number in 0..<UInt32(12_000) {
      departments.insert(
        directory.department(of: client(at: IPAddress(ipv4: number << 8)), in: []))
    }
    #expect(departments.count == 10_001)
    #expect(departments.contains(.notAssigned))
    let early = directory.department(of: client(at: IPAddress(ipv4: 5 << 8 | 77)), in: [])
    #expect(directory.name(of: early) == "0.0.5.0/24")
  }
}
