import Company
import Configuration
import TestSupport
import Testing

@Suite struct DepartmentsFileTests {
  private func problems(_ text: String) throws -> [String] {
    let folder = try TemporaryFolder(["departments.yaml": text])
    return ConfigurationTests.problems(in: folder) {
      _ = try DepartmentsFile.read("\(folder.path)/departments.yaml")
    }
  }

  @Test func aCorrectFileIsRead() throws {
    let text = """
      departments:
        - name: Vertrieb
          networks: [10.1.0.0/16, "2001:db8:1::/48", 192.168.7.7]
          users: ["CORP\\\\v-*", anna]
        - name: Übrige
      default: Übrige
      """
    let folder = try TemporaryFolder(["departments.yaml": text])
    let rules = try DepartmentsFile.read("\(folder.path)/departments.yaml").rules
    #expect(rules.names == ["Vertrieb", "Übrige"])
    #expect(rules.fallback == 1)
  }

  @Test func withoutDefaultThereIsNoFallback() throws {
    let folder = try TemporaryFolder(["d.yaml": "departments:\n  - {name: A, users: [a]}\n"])
    #expect(try DepartmentsFile.read("\(folder.path)/d.yaml").rules.fallback == nil)
  }

  @Test(arguments: [
    (
      "department: []\n",
      [
        "departments.yaml:1:1: unknown key 'department'; did you mean 'departments'?",
        "departments.yaml:1:1: 'departments' is missing",
      ]
    ),
    (
      "departments:\n  - users: [anna]\n",
      ["departments.yaml:2:5: 'name' is missing"]
    ),
    (
      "departments:\n  - name: Sales\n    netwroks: [10.0.0.0/8]\n    users: [a]\n",
      ["departments.yaml:3:5: unknown key 'netwroks'; did you mean 'networks'?"]
    ),
    (
      "departments:\n  - name: Sales\n    building: 7\n    users: [a]\n",
      [
        "departments.yaml:3:5: unknown key 'building'; known: name, users, groups, directory_departments, hosts, "
          + "mac_addresses, networks, vlans"
      ]
    ),
    (
      "departments:\n  - name: Sales\n    users: [a]\n  - name: Sales\n    users: [b]\n",
      ["departments.yaml:4:11: department 'Sales' is written twice"]
    ),
    (
      "departments:\n  - name: Sales\n",
      [
        "departments.yaml:2:5: department 'Sales' has none of users, groups, directory_departments, "
          + "hosts, mac_addresses, networks, vlans: nobody is in it"
      ]
    ),
    (
      "departments:\n  - name: Sales\n    users: [a]\ndefault: Sals\n",
      ["departments.yaml:4:10: unknown department 'Sals'; did you mean 'Sales'?"]
    ),
  ])
  func problemsHaveTheirPlace(text: String, expected: [String]) throws {
    #expect(try problems(text) == expected)
  }

  @Test(arguments: [
    "10.0.0.1/8", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8",
    "2001:db8::1/48", "2001:db8::/129", "sales", "10.0.0.0 - 10.0.0.9",
  ])
  func whatIsNoNetworkIsRefused(network: String) throws {
    let text = "departments:\n  - name: Sales\n    networks:\n      - \"\(network)\"\n"
    #expect(
      try problems(text) == [
        "departments.yaml:4:9: '\(network)' is not a network; write it as 10.1.0.0/16 or "
          + "2001:db8::/48, with no bits set after the prefix"
      ])
  }

  @Test(arguments: [
    ("10.1.0.0/16", "10.1.0.0/16"), ("10.1.0.1", "10.1.0.1/32"),
    ("2001:db8::/32", "2001:DB8:0::/32"), ("10.1.0.0/16", "::ffff:10.1.0.0/112"),
  ])
  func aNetworkBelongsToOneDepartment(first: String, second: String) throws {
    let text = """
      departments:
        - name: Sales
          networks: ["\(first)"]
        - name: Research
          networks: ["\(second)"]
      """
    #expect(
      try problems(text) == [
        "departments.yaml:5:16: network \(second) belongs to 'Sales' already"
      ])
  }

  @Test func everythingThatIsWrongIsFoundInOnePass() throws {
    let text = """
      departments:
        - name: Sales
          networks: [10.0.0.1/8, 10.2.0.0/16]
          user: [anna]
        - networks: [10.2.0.0/16]
        - name: Sales
      default: Nobody
      owner: IT
      """
    #expect(
      try problems(text) == [
        "departments.yaml:8:1: unknown key 'owner'; known: departments, default, directory, leases, "
          + "shared_machines",
        "departments.yaml:4:5: unknown key 'user'; did you mean 'users'?",
        "departments.yaml:3:16: '10.0.0.1/8' is not a network; write it as 10.1.0.0/16 or "
          + "2001:db8::/48, with no bits set after the prefix",
        "departments.yaml:5:5: 'name' is missing",
        "departments.yaml:6:11: department 'Sales' is written twice",
        "departments.yaml:7:10: unknown department 'Nobody'; known: Sales",
      ])
  }

  @Test func whatStandsElsewhereIsFoundFromTheFolderOfTheFile() throws {
    let text = """
      departments:
        - {name: A, groups: [Design], directory_departments: [Vertrieb]}
        - {name: B, vlans: [20], mac_addresses: ["3C-52-82-0A-1B-2C"]}
      directory:
        exports: [accounts.csv, /srv/accounts.ldif]
      leases: [dnsmasq.leases]
      shared_machines:
        - {network: 10.1.9.5, people: 30}
        - {host: "ts-*"}
      """
    let folder = try TemporaryFolder(["departments.yaml": text])
    let file = try DepartmentsFile.read("\(folder.path)/departments.yaml")
    #expect(file.directoryExports == ["\(folder.path)/accounts.csv", "/srv/accounts.ldif"])
    #expect(file.leaseFiles == ["\(folder.path)/dnsmasq.leases"])
  }

  @Test(arguments: [
    ("vlans: [4095]", "'4095' is not the number of a VLAN, 1 to 4094"),
    ("mac_addresses: [3c5282]", "'3c5282' is not a MAC address; write it as 3c:52:82:0a:1b:2c"),
    ("vlans: [7, 7]", "VLAN 7 belongs to 'A' already"),
    (
      "groups: [Design]",
      "'groups' and 'directory_departments' need 'directory', which says where accounts stand"
    ),
  ])
  func membershipsThatCannotBeAreRefused(membership: String, message: String) throws {
    let found = try problems("departments:\n  - name: A\n    \(membership)\n")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(message) == true)
  }

  @Test(arguments: [
    ("{people: 7}", "expected either 'network' or 'host' here"),
    ("{network: 10.0.0.1, host: ts}", "expected either 'network' or 'host' here"),
    (
      "{host: ts, people: 1}",
      "'1' is not the number of people who use the machine at least, 2 to 65535"
    ),
  ])
  func sharedMachinesThatCannotBeAreRefused(machine: String, message: String) throws {
    let found = try problems(
      "departments:\n  - {name: A, users: [a]}\nshared_machines:\n  - \(machine)\n")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(message) == true)
  }
}
