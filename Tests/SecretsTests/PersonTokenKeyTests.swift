import Crypto
import Secrets
import Testing
import Usage

@Suite struct PersonTokenKeyTests {
  /// RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?".
  @Test func isTheBeginningOfHMACWithSHA256() {
    let key = PersonTokenKey(SymmetricKey(data: Array("Jefe".utf8)))
    let token = key.token(for: Array("what do ya want for nothing?".utf8))
    #expect(token == PersonToken(bits: 0x5BDC_C146_BF60_754E))
  }

  @Test func keysOfTheirOwnDiffer() {
    let input = Array("anna".utf8)
    #expect(PersonTokenKey().token(for: input) != PersonTokenKey().token(for: input))
  }
}
