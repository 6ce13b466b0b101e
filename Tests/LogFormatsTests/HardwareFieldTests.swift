import Access
import Bytes
import LogFormats
import Testing

/// What a field with a hardware address or a VLAN may hold; whatever it is, the access remains.
@Suite struct HardwareFieldTests {
  private func read(_ line: String) throws -> AccessRecord {
    let format = try #require(allFormats.first { $0.name == "key-value" })
    var context = fixtureContext()
    var record = AccessRecord.blank
    context.beginLine()
    let decoded = format.decode(Array(line.utf8).span, context: &context, into: &record)
    #expect(decoded == .access)
    return record
  }

  private let access =
    "time=2026-11-16T08:30:00+01:00 src_ip=10.1.2.3 url=https://www.example.com/"

  @Test(arguments: [
    "02:00:00:00:53:0a", "02-00-00-00-53-0A", "0200.0000.530a", "02000000530a", "02000000530A",
  ])
  func everySpellingIsTheSameAddress(_ text: String) throws {
    #expect(try read("\(access) src_mac=\(text)").hardware?.bits == 0x0200_0000_530A)
  }

  @Test(arguments: [
    "-", "00:00:00:00:00:00", "000000000000", "ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "unknown",
    "02:00:00:00:53", "02:00:00:00:53:0a:08:00", "02000000530", "02000000530g", "10.1.2.3", "\"\"",
    "2001:db8:0:0:0:0:0:1",
  ])
  func anythingElseIsNone(_ text: String) throws {
    #expect(try read("\(access) src_mac=\(text)").hardware == nil)
  }

  @Test(
    arguments: [
      ("1", 1), ("20", 20), ("0020", 20), ("4094", 4094), ("0", 0), ("4095", 0), ("65556", 0),
      ("18446744073709551616", 0), ("-1", 0), ("20.5", 0), ("LAN", 0), ("0x14", 0),
    ] as [(String, UInt16)])
  func numbersOfVLANs(_ text: String, number: UInt16) throws {
    #expect(try read("\(access) vlan=\(text)").vlan == number)
  }

  @Test func aRecordForgetsThoseOfTheLineBefore() throws {
    let format = try #require(allFormats.first { $0.name == "key-value" })
    var context = fixtureContext()
    var record = AccessRecord.blank
    for line in ["\(access) src_mac=02:00:00:00:53:0a vlan=20", access] {
      context.beginLine()
      _ = format.decode(Array(line.utf8).span, context: &context, into: &record)
    }
    #expect(record.hardware == nil && record.vlan == 0)
  }
}
