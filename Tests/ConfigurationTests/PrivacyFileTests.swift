import Configuration
import Privacy
import Secrets
import TestSupport
import Testing

@Suite struct PrivacyFileTests {
  private func problems(_ text: String) throws -> [String] {
    let folder = try TemporaryFolder(["privacy.yaml": text])
    return ConfigurationTests.problems(in: folder) {
      _ = try PrivacyFile.read("\(folder.path)/privacy.yaml")
    }
  }

  private func settings(_ text: String) throws -> PrivacySettings {
    let folder = try TemporaryFolder(["privacy.yaml": text])
    return try PrivacyFile.read("\(folder.path)/privacy.yaml")
  }

  @Test func everythingIsRead() throws {
    let found = try settings(
      """
      minimum_group_size: 7
      tokens: {rotate: month, keep: 31 days}
      totals: {keep: 12 months}
      controller: {name: Muster GmbH, address: Stuttgart, email: a@b.example, phone: 0711 1}
      data_protection_officer: {name: Dr. Beispiel}
      works_council: {name: Betriebsrat}
      works_agreement: BV KI vom 1. September 2026
      recipients: [IT, Betriebsrat]
      """)
    #expect(found.minimumGroupSize == 7)
    #expect(found.tokenPeriod == .month)
    #expect(found.tokenDays == 31)
    #expect(found.totalsMonths == 12)
    #expect(
      found.controller
        == .init(name: "Muster GmbH", address: "Stuttgart", email: "a@b.example", phone: "0711 1"))
    #expect(found.dataProtectionOfficer?.name == "Dr. Beispiel")
    #expect(found.worksCouncil?.name == "Betriebsrat")
    #expect(found.worksAgreement == "BV KI vom 1. September 2026")
    #expect(found.recipients == ["IT", "Betriebsrat"])
  }

  @Test func whatIsNotWrittenIsAsUsual() throws {
    #expect(try settings("recipients: []\n") == PrivacySettings())
  }

  @Test(arguments: [
    ("minimum_group_size: 0", "1:21: '0' is not between 1 and 1000"),
    ("minimum_group_size: five", "1:21: 'five' is not between 1 and 1000"),
    ("tokens: {keep: 90}", "1:16: '90' is not between 1 days and 365 days"),
    ("tokens: {keep: 366 days}", "1:16: '366 days' is not between 1 days and 365 days"),
    ("tokens: {keep: 3 months}", "1:16: '3 months' is not between 1 days and 365 days"),
    ("totals: {keep: 121 months}", "1:16: '121 months' is not between 1 months and 120 months"),
    ("tokens: {rotate: daily}", "1:18: unknown period 'daily'; known: week, month"),
    ("controller: {address: here}", "1:13: 'name' is missing"),
    ("retention: 5", "1:1: unknown key 'retention'"),
  ])
  func problemsHaveTheirPlace(text: String, problem: String) throws {
    let found = try problems(text + "\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("privacy.yaml:\(problem)") == true)
  }
}
