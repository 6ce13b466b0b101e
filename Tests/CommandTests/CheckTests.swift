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

  @Test func stopsAnAnalysisWithAWrongPolicy() throws {
    let folder = try TemporaryFolder()
    let policy = try folder.write("policy.yaml", "approved: []\nforbidden: []\n")
    let result = try Program.run(
      ["analyze", "--policy", policy, "Config/demo/squid-access.log"])
    #expect(result.status == 78)
    #expect(result.errors.contains("policy.yaml:2:1: unknown key 'forbidden'"))
  }
}
