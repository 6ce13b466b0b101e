import Access
import Bytes
import Evidence
import Testing

@Suite struct AccessRecordTests {
  @Test func theClientIsAnAddressOrANameOrNobody() {
    #expect(record(client: "10.1.2.3").clientAddress == IPAddress("10.1.2.3"))
    #expect(record(client: "10.1.2.3").clientName == .none)
    #expect(record(client: "pc-17.corp.example").clientAddress == nil)
    #expect(record(client: "pc-17.corp.example").clientName.range == 0..<18)
    #expect(record(client: "-").clientAddress == nil)
    #expect(record(client: "-").clientName == .none)
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
    #expect(record.clientName == .none)
  }

  private func record(client: String) -> AccessRecord {
    let line = Array(client.utf8)
    var record = AccessRecord.blank
    record.setClient(ByteRange(0..<line.count), in: line.span)
    return record
  }
}
