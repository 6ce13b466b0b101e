import Access
import Bytes
import Evidence
import Testing

@Suite struct AccessRecordTests {
  @Test func theClientIsAnAddressOrANameOrNobody() {
    #expect(client("10.1.2.3").address == IPAddress("10.1.2.3"))
    #expect(client("pc-17.corp.example").address == nil)
    #expect(client("pc-17.corp.example").range.range == 0..<18)
    #expect(client("-").address == nil)
    #expect(client("-").range == .none)
  }

  @Test func aHyphenIsNoUser() {
    let line = Array("anna -".utf8)
    var record = AccessRecord.blank
    record.setUser(ByteRange(0..<4), in: line.span)
    #expect(record.user.range == 0..<4)
    record.setUser(ByteRange(5..<6), in: line.span)
    #expect(record.user == .none)
  }

  @Test func shiftingMovesWhatIsThere() {
    var record = AccessRecord(kind: .proxy, host: ByteRange(3..<9))
    record.method = ByteRange(0..<3)
    record.shift(by: 10)
    #expect(record.host.range == 13..<19)
    #expect(record.method.range == 10..<13)
    #expect(record.user == .none)
    #expect(record.client == .none)
  }

  @Test(arguments: [
    ("anna", "anna"), ("CORP\\\\ben", "CORP\\ben"), ("j%c3%b6rg", "jörg"), ("100%", "100%"),
    ("a%zz", "a%zz"),
    ("say\\\"x", "say\"x"), ("back\\slash", "back\\slash"), ("end\\", "end\\"),
  ])
  func anEscapedUserIsReadAsItWas(written: String, user: String) {
    let line = Array(written.utf8)
    var record = AccessRecord.blank
    record.setUser(ByteRange(0..<line.count), in: line.span)
    record.isUserEscaped = true
    var bytes: [UInt8] = []
    record.copyUser(from: line.span, into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == user)
  }

  private func client(_ text: String) -> (range: ByteRange, address: IPAddress?) {
    let line = Array(text.utf8)
    var record = AccessRecord.blank
    record.setClient(ByteRange(0..<line.count), in: line.span)
    return (record.client, record.clientAddress(in: line.span))
  }
}
