import Access
import Bytes
@testable import Company
import Evidence
import Testing

@Suite struct AccountNameTests {
  /// What tells one person from another.
  private func identity(_ text: String, isEscaped: Bool = false) -> [UInt8]? {
    var client = Client()
    set(text, isEscaped: isEscaped, of: &client)
    return client.userIdentity
  }

  /// Takes the name of a record whose line is `text` and nothing else.
  private func set(_ text: String, isEscaped: Bool, of client: inout Client) {
    let line = Array(text.utf8)
    var record = AccessRecord(kind: .proxy, host: .none)
    record.user = ByteRange(0..<line.count)
    record.isUserEscaped = isEscaped
    client.setAccount(record, in: line.span)
  }

  @Test(arguments: [
    "anna", "ANNA", "CORP\\anna", "corp\\Anna", "anna@corp.example", "CORP\\anna@corp.example",
    "A\\B\\anna", "anna@a@b",
  ])
  func allWaysToWriteOneAccountAreOnePerson(text: String) {
    #expect(identity(text) == identity("anna"))
  }

  @Test(arguments: ["anna2", "ann", "corp", "", "@anna", "CORP\\", "anna%40corp.example"])
  func otherAccountsAreOtherPeople(text: String) {
    #expect(identity(text) != identity("anna"))
  }

  @Test(arguments: [
    ("anna%40corp.example", "anna"), ("CORP%5Canna", "anna"), ("CORP%5canna", "anna"),
    ("anna%20maria", "anna maria"), ("%61nna", "anna"), ("anna%", "anna%"), ("anna%4", "anna%4"),
    ("anna%zz", "anna%zz"), ("%41NNA", "anna"),
    ("CORP\\\\anna", "anna"), ("an\\\"na", "an\"na"), ("CORP\\anna", "anna"),
  ])
  func escapesAreUndone(text: String, name: String) {
    #expect(identity(text, isEscaped: true) == identity(name))
  }

  @Test func percentSignsOfPlainNamesStay() {
    #expect(identity("%61nna") != identity("anna"))
  }

  @Test(arguments: [("MÜLLER", "müller"), ("CORP\\Ägidius", "ägidius"), ("ΑΝΝΑ", "αννα")])
  func lettersBeyondASCIIHaveTwoCasesToo(text: String, name: String) {
    #expect(identity(text) == identity(name))
  }

  @Test func bytesThatAreNoTextStay() {
    var client = Client()
    client.setAccount([0x41, 0xFF, 0x42].span)
    #expect(client.userIdentity == [UInt8(ascii: "u"), 0x61, 0xFF, 0x62])
  }

  @Test func usedAgainNothingOfTheFormerNameIsLeft() {
    var client = client(user: "CORP\\somebody-with-a-long-name@corp.example")
    set("anna", isEscaped: false, of: &client)
    #expect(client.userIdentity == identity("anna"))
  }
}
