import Bytes
import Packets
import Testing

@Suite("SOCKS requests") struct SOCKSRequestTests {
  static let example = "65 78 61 6D 70 6C 65 2E 63 6F 6D"

  static let named = [
    // Version 5: no authentication, user and password, all at once, a private method besides.
    "05 01 00 05 01 00 03 0B \(example) 01 BB",
    "05 02 00 02 01 02 61 62 03 63 64 65 05 01 00 03 0B \(example) 01 BB",
    "05 02 02 80 01 01 61 00 05 01 00 03 0B \(example) 01 BB",
    "05 01 00 05 01 00 03 0C \(example) 2E 01 BB",
    // Version 4a, without and with a user.
    "04 01 01 BB 00 00 00 01 00 \(example) 00", "04 01 01 BB 00 00 00 FF 61 62 00 \(example) 00",
  ]

  @Test("Names are given, and cut anywhere nothing", arguments: named)
  func names(bytes: String) {
    let stream = hex(bytes)
    var request = SOCKSRequest()
    #expect(request.read(stream + [0x16, 3, 1]) == .read)
    #expect(stream.text(request.host) == "example.com")
    #expect(request.address == nil)
    #expect(request.port == 443)
    #expect(request.command == .connect)
    #expect(request.end == stream.count)
    for count in 0..<stream.count {
      #expect(request.read(Array(stream[..<count])) == .incomplete)
      #expect(request.host.isEmpty && request.address == nil && request.end == 0)
    }
  }

  @Test(
    "Addresses are given",
    arguments: [
      ("05 01 00 05 01 00 01 C0 00 02 07 00 50", "192.0.2.7", 80, 1),
      ("05 01 00 05 02 00 01 C0 00 02 07 00 50", "192.0.2.7", 80, 2),
      ("05 01 00 05 03 00 01 00 00 00 00 00 00", "0.0.0.0", 0, 3),
      ("05 01 00 05 01 00 04 20010DB8000000000000000000000007 01BB", "2001:db8::7", 443, 1),
      ("05 01 00 05 01 00 03 09 31 39 32 2E 30 2E 32 2E 37 01 BB", "192.0.2.7", 443, 1),
      ("04 01 00 50 C0 00 02 07 61 00", "192.0.2.7", 80, 1),
      ("04 02 00 50 C0 00 02 07 00", "192.0.2.7", 80, 2),
    ])
  func addresses(bytes: String, address: String, port: UInt16, command: UInt8) {
    let stream = hex(bytes)
    var request = SOCKSRequest()
    #expect(request.read(stream) == .read)
    #expect(request.address == IPAddress(address))
    #expect(request.host.isEmpty)
    #expect(request.port == port)
    #expect(request.command == SOCKSCommand(value: command))
    #expect(request.end == stream.count)
  }

  @Test(
    "What only begins like a request is another protocol",
    arguments: [
      "16 03 01", "05 00", "05 00 0B 03 10 00", "05 01 FF", "05 01 0A", "05 02 00 00", "05 0B 00",
      "05 01 00 04", "05 01 00 05 04", "05 01 00 05 01 01 01", "05 01 00 05 01 00 02",
      "05 01 00 05 01 00 01 C0 00 02 07 00 00", "05 01 00 05 01 00 03 00 00 50",
      "05 01 00 05 01 00 03 02 61 20 00 50", "05 01 00 01 01 61 01 61", "05 01 02 01 00",
      "04 00", "04 03", "04 01 00 00 C0 00 02 07 00", "04 01 00 50 00 00 00 00 00",
      "04 01 00 50 00 00 01 00 00", "04 01 00 50 E0 00 00 01 00", "04 01 00 50 C0 00 02 07 01",
      "04 01 00 50 00 00 00 01 00 00", "04 01 00 50 00 00 00 01 00 61 01",
    ])
  func others(bytes: String) {
    var request = SOCKSRequest()
    #expect(request.read(hex(bytes)) == .foreign)
    #expect(request.host.isEmpty && request.end == 0)
  }

  @Test("A user or a name without an end is no request")
  func endless() {
    var request = SOCKSRequest()
    let start = hex("04 01 00 50 C0 00 02 07")
    #expect(
      request.read(start + [UInt8](repeating: 0x61, count: 255)) == .incomplete)
    #expect(request.read(start + [UInt8](repeating: 0x61, count: 256)) == .foreign)
  }

  @Test("A request that another method hides is malformed")
  func hidden() {
    var request = SOCKSRequest()
    #expect(request.read(hex("05 02 00 01 01 01 00 04 AA BB CC DD")) == .malformed)
  }
}
