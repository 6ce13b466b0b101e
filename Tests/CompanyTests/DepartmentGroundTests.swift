import Bytes
import Company
import Directory
import Testing

/// Which of several rules that fit a client counts.
@Suite struct DepartmentGroundTests {
  private let ldif = """
    dn: CN=Anna,OU=People,DC=corp,DC=example
    objectClass: user
    sAMAccountName: anna
    department: Vertrieb
    memberOf: CN=VPN,OU=Groups,DC=corp,DC=example
    memberOf: CN=Design,OU=Groups,DC=corp,DC=example

    dn: CN=Bert,OU=People,DC=corp,DC=example
    objectClass: user
    sAMAccountName: bert
    department: Vertrieb

    """

  private var accounts: [DirectoryAccounts] {
    let bytes = Array(ldif.utf8)
    return [DirectoryExport.read(bytes.span).accounts]
  }

  @Test func theOrderOfTheRules() throws {
    var rules = DepartmentRules()
    for name in ["A", "B", "C", "D", "E", "F", "G", "H"] { _ = rules.addDepartment(name) }
    let hardware = HardwareAddress(bits: 0x3C52_820A_1B2C)
    rules.fallback = 7
    rules.add(vlan: 20, to: 6)
    rules.add(try network("10.0.0.0/8"), to: 5)
    rules.add(hardware, to: 4)
    rules.add(MachinePattern("pc-*"), to: 3)
    rules.add(directoryDepartment: "VERTRIEB", to: 2)
    rules.add(group: "Design", to: 1)
    rules.add(UserPattern("carl"), to: 0)

    var client = Client()
    func ground() -> DepartmentRules.Ground? { rules.find(client, in: accounts)?.ground }
    #expect(ground() == .fallback)
    client.vlan = 20
    #expect(ground() == .vlan(20))
    client.address = try address("10.1.2.3")
    #expect(ground() == .network(try network("10.0.0.0/8")))
    client.hardware = hardware
    #expect(ground() == .hardware(hardware))
    client.setMachine(Array("PC-1".utf8).span)
    #expect(ground() == .machine(rule: "pc-*"))
    client.setAccount(Array("CORP\\bert".utf8).span)
    #expect(ground() == .directoryDepartment("Vertrieb"))
    client.setAccount(Array("anna@corp.example".utf8).span)
    #expect(ground() == .group("design"))
    client.setAccount(Array("carl".utf8).span)
    #expect(ground() == .user(rule: "carl"))
    client.setAccount(Array("dora".utf8).span)
    #expect(ground() == .machine(rule: "pc-*"))
  }

  @Test func ofSeveralGroupsTheFirstDepartmentCounts() {
    var rules = DepartmentRules()
    let (sales, design) = (rules.addDepartment("Sales"), rules.addDepartment("Design"))
    rules.add(group: "vpn", to: sales)
    rules.add(group: "design", to: design)
    #expect(rules.find(client(user: "anna"), in: accounts)?.ground == .group("vpn"))
  }

  @Test func withoutADirectoryGroupsFitNobody() {
    var rules = DepartmentRules()
    rules.add(group: "design", to: rules.addDepartment("Design"))
    #expect(rules.needDirectory)
    #expect(rules.find(client(user: "anna"), in: []) == nil)
  }
}
