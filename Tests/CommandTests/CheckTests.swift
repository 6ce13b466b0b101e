import Foundation
import TestSupport
import Testing

@Suite struct CheckTests {
  @Test func findsNothingWrongWithTheExamples() throws {
    for folder in ["Config", "Config/demo"] {
      let result = try Program.run(["check", "--config", folder])
      #expect(result.status == 0)
      #expect(result.errors.isEmpty)
    }
  }

  @Test func reportsAllProblemsOfAllFilesAtOnce() throws {
    let folder = try TemporaryFolder()
    let departments = try folder.write(
      "departments.yaml", "departments:\n  - name: IT\n    networks: [10.0.0.1/8]\n")
    let policy = try folder.write(
      "policy.yaml",
      """
      approved:
        - service: chatgtp
          data: [publik]
          owner: IT
          from: 2026-13-01
      """)
    let path = folder.path
    let result = try Program.run(["check", "--config", path])
    #expect(result.status == 78)
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("schattenki: \(departments):3:16: '10.0.0.1/8' is not a network"))
    #expect(
      lines[1].hasPrefix("schattenki: \(policy):2:14: unknown service 'chatgtp'; did you mean"))
    #expect(lines[2].contains("policy.yaml:3:12: unknown data class 'publik'"))
    #expect(lines[3].contains("policy.yaml:5:11: '2026-13-01' is not a day"))
  }

  @Test(arguments: [
    ("10.1.20.7", "10.1.20.7: 'Sales', by the network 10.1.20.0/24"),
    ("2001:db8:20::7", "2001:db8:20::7: 'Sales', by the network 2001:db8:20::/64"),
    ("192.0.2.1", "192.0.2.1: not assigned: no rule fits"),
    (
      "PC-sales-3",
      "PC-sales-3: as a user not assigned: no rule fits; "
        + "as a machine 'Sales', by the host rule 'pc-sales-*'"
    ),
    (
      "CORP\\Sales-7",
      "CORP\\Sales-7: as a user 'Sales', by the user rule 'CORP\\sales-*'; "
        + "as a machine not assigned: no rule fits"
    ),
  ])
  func explainsAClient(client: String, explanation: String) throws {
    let result = try Program.run(["check", "--config", "Config", "--explain", client])
    #expect(result.status == 0)
    #expect(result.output == explanation + "\n")
  }

  /// A company whose DHCP server and directory tell more than its logs.
  private func company() throws -> TemporaryFolder {
    try TemporaryFolder([
      "departments.yaml": """
      departments:
        - {name: Vertrieb, groups: [Verkauf], hosts: ["pc-v*"]}
        - {name: Personal, directory_departments: [HR], mac_addresses: ["3C-52-82-0A-1B-2D"]}
        - {name: Werkstatt, vlans: [30]}
      leases: [dnsmasq.leases]
      directory: {exports: [accounts.ldif]}
      shared_machines: [{host: "ts-*", people: 8}]
      """,
      "dnsmasq.leases": """
      4102444800 3c:52:82:0a:1b:2c 10.0.0.1 PC-V1 01:3c:52:82:0a:1b:2c
      4102444800 3c:52:82:0a:1b:2d 10.0.0.2 * *
      this is no lease

      """,
      "accounts.ldif": """
      dn: CN=Anna,OU=Leute,DC=corp,DC=example
      objectClass: user
      sAMAccountName: anna
      memberOf: CN=Verkauf,OU=Gruppen,DC=corp,DC=example

      dn: CN=Bert,OU=Leute,DC=corp,DC=example
      objectClass: user
      sAMAccountName: bert
      department: HR

      """,
    ])
  }

  @Test(arguments: [
    (
      "10.0.0.1",
      "10.0.0.1 (leased to pc-v1, 3c:52:82:0a:1b:2c now): 'Vertrieb', by the host rule 'pc-v*'"
    ),
    (
      "10.0.0.2",
      "10.0.0.2 (leased to 3c:52:82:0a:1b:2d now): 'Personal', by the MAC address 3c:52:82:0a:1b:2d"
    ),
    ("10.0.0.3", "10.0.0.3: not assigned: no rule fits"),
    ("vlan:30", "vlan:30: 'Werkstatt', by VLAN 30"),
    ("3c52.820a.1b2d", "3c52.820a.1b2d: 'Personal', by the MAC address 3c:52:82:0a:1b:2d"),
    (
      "anna@corp.example",
      "anna@corp.example: as a user 'Vertrieb', by the directory group 'verkauf'; "
        + "as a machine not assigned: no rule fits"
    ),
    (
      "CORP\\bert",
      "CORP\\bert: as a user 'Personal', by the directory's department 'HR'; "
        + "as a machine not assigned: no rule fits"
    ),
  ])
  func explainsByLeasesAndDirectory(client: String, explanation: String) throws {
    let folder = try company()
    let result = try Program.run(["check", "--config", folder.path, "--explain", client])
    #expect(result.status == 0)
    #expect(result.output == explanation + "\n")
    #expect(result.errors.contains("dnsmasq.leases: 1 × unknown form of line, first in line 3"))
  }

  @Test func anAnalysisKnowsLeasesAndDirectory() throws {
    let folder = try company()
    let log = (1...2).map { number in
      "1794823200.000 12 10.0.0.\(number) TCP_TUNNEL/200 900 CONNECT chatgpt.com:443 - "
        + "HIER_DIRECT/1.2.3.4 -\n"
    }
    let accounts = ["anna", "CORP\\bert", "nobody"].map { user in
      "1794823200.000 12 10.0.0.9 TCP_TUNNEL/200 900 CONNECT claude.ai:443 \(user) "
        + "HIER_DIRECT/1.2.3.4 -\n"
    }
    let file = try folder.write("access.log", (log + accounts).joined())
    let result = try Program.run([
      "analyze", "--config", folder.path, "--minimum-group-size", "1", "--output", "json", file,
    ])
    #expect(result.status == 0)
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let findings = try #require((report as? [String: Any])?["findings"] as? [[String: Any]])
    let found = findings.map { "\($0["service"] ?? ""): \($0["department"] as? String ?? "-")" }
    #expect(
      Set(found) == [
        "chatgpt: Vertrieb", "chatgpt: Personal", "claude: Vertrieb", "claude: Personal",
        "claude: -",
      ])
    #expect(!result.output.contains("anna") && !result.output.contains("pc-v1"))
  }

  @Test(arguments: ["dnsmasq.leases", "accounts.ldif"])
  func withoutAFileThatIsNamedNothingIsCounted(name: String) throws {
    let folder = try company()
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    let result = try Program.run(
      ["analyze", "--config", folder.path, "Config/demo/squid-access.log"])
    #expect(result.status == 66)
    #expect(result.errors.contains("\(folder.path)/\(name): cannot be read"))
  }

  @Test func noCommandGoesBelowTheAgreedGroupSize() throws {
    let folder = try TemporaryFolder(["privacy.yaml": "minimum_group_size: 7\n"])
    let log = "Config/demo/squid-access.log"
    func groupSize(_ asked: String?) throws -> Program.Result {
      let options = asked.map { ["--minimum-group-size", $0] } ?? []
      return try Program.run(
        ["analyze", "--config", folder.path, "--output", "json", log] + options)
    }
    #expect(try groupSize(nil).output.contains("\"minimum_group_size\" : 7"))
    #expect(try groupSize("9").output.contains("\"minimum_group_size\" : 9"))
    let below = try groupSize("6")
    #expect(below.status == 78)
    #expect(below.output.isEmpty)
    #expect(
      below.errors.contains("--minimum-group-size 6 is below the 7 that privacy.yaml sets"))
  }

  @Test func stopsAnAnalysisWithAWrongPolicy() throws {
    let folder = try TemporaryFolder()
    let policy = try folder.write("policy.yaml", "approved: []\nforbidden: []\n")
    let result = try Program.run(
      ["analyze", "--policy", policy, "Config/demo/squid-access.log"])
    #expect(result.status == 78)
    #expect(result.errors.contains("policy.yaml:2:1: unknown key 'forbidden'"))
  }
}
