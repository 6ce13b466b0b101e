import Company
import Testing
import Usage

@Suite struct AccountNameTests {
  private let key = PersonTokenKey(k0: 1, k1: 2)

  private func token(_ text: String, isEscaped: Bool = false) -> PersonToken {
    account(text, isEscaped: isEscaped).token(with: key)
  }

  @Test(arguments: [
    "anna", "ANNA", "CORP\\anna", "corp\\Anna", "anna@corp.example", "CORP\\anna@corp.example",
    "A\\B\\anna", "anna@a@b",
  ])
  func allWaysToWriteOneAccountAreOnePerson(text: String) {
    #expect(token(text) == token("anna"))
  }

  @Test(arguments: ["anna2", "ann", "corp", "", "@anna", "CORP\\", "anna%40corp.example"])
  func otherAccountsAreOtherPeople(text: String) {
    #expect(token(text) != token("anna"))
  }

  @Test(arguments: [
    ("anna%40corp.example", "anna"), ("CORP%5Canna", "anna"), ("CORP%5canna", "anna"),
    ("anna%20maria", "anna maria"), ("%61nna", "anna"), ("anna%", "anna%"), ("anna%4", "anna%4"),
    ("anna%zz", "anna%zz"), ("%41NNA", "anna"),
    ("CORP\\\\anna", "anna"), ("an\\\"na", "an\"na"), ("CORP\\anna", "anna"),
  ])
  func escapesAreUndone(text: String, name: String) {
    #expect(token(text, isEscaped: true) == token(name))
  }

  @Test func percentSignsOfPlainNamesStay() {
    #expect(token("%61nna") != token("anna"))
  }

  @Test func usedAgainNothingOfTheFormerNameIsLeft() {
    var name = account("CORP\\somebody-with-a-long-name@corp.example")
    name.set("anna", isEscaped: false)
    #expect(name.token(with: key) == token("anna"))
  }

  @Test func withAnotherKeyTokensAreOthers() {
    #expect(account("anna").token(with: PersonTokenKey(k0: 3, k1: 4)) != token("anna"))
    #expect(account("anna").token(with: PersonTokenKey()) != token("anna"))
  }
}
