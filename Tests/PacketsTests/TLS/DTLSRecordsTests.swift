import Packets
import Testing

@Suite("DTLSRecords") struct DTLSRecordsTests {
  private let body = TLSMessages.helloBody(
    TLSMessages.protocols("webrtc") + TLSMessages.serverName("turn.example.com")
      + TLSMessages.versions(0xFEFC, 0xFEFD),
    version: 0xFEFD, cookie: [])
  private let name = Array("turn.example.com".utf8)

  @Test("reads a hello in one datagram", arguments: [0xFEFF, 0xFEFD, 0x0100])
  func whole(version: Int) {
    var records = DTLSRecords()
    var hello = ClientHello()
    let datagram = TLSMessages.datagram(body, version: version)
    #expect(records.read(datagram: datagram.span, into: &hello) == .read)
    #expect(hello.serverName == name && hello.isWhole)
    #expect(hello.version == .dtls13 && hello.applicationProtocols == .media)
  }

  @Test("reads the hello that is repeated with a cookie")
  func cookie() {
    var records = DTLSRecords()
    var hello = ClientHello()
    let again = TLSMessages.helloBody(
      TLSMessages.serverName("turn.example.com"), version: 0xFEFD,
      cookie: [UInt8](repeating: 3, count: 20))
    for (number, body) in [body, again].enumerated() {
      let datagram = TLSMessages.datagram(body, sequence: number)
      #expect(records.read(datagram: datagram.span, into: &hello) == .read)
      #expect(hello.serverName == name)
    }
  }

  @Test("puts fragments together in any order")
  func fragments() {
    let third = body.count / 3
    let parts = [0..<third + 5, third..<2 * third, 2 * third..<body.count]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      var records = DTLSRecords()
      var hello = ClientHello()
      for (number, index) in order.enumerated() {
        let datagram = TLSMessages.datagram(body, parts[index])
        let expected: Dissection = number == 2 ? .read : .incomplete
        #expect(records.read(datagram: datagram.span, into: &hello) == expected)
      }
      #expect(hello.serverName == name)
    }
  }

  @Test("puts fragments of one byte together, from the last to the first, within its bounds")
  func singleBytes() {
    var records = DTLSRecords()
    var hello = ClientHello()
    for place in body.indices.reversed() {
      let datagram = TLSMessages.datagram(body, place..<place + 1)
      let expected: Dissection = place == 0 ? .read : .incomplete
      #expect(records.read(datagram: datagram.span, into: &hello) == expected)
    }
    // Each second byte makes too many gaps; the rest does not count.
    records.reset()
    for place in body.indices where place.isMultiple(of: 2) {
      let datagram = TLSMessages.datagram(body, place..<place + 1)
      #expect(records.read(datagram: datagram.span, into: &hello) == .incomplete)
    }
  }

  @Test("reads fragments and records that share a datagram")
  func shared() {
    var records = DTLSRecords()
    var hello = ClientHello()
    let datagram = TLSMessages.datagram(body, 0..<50) + TLSMessages.datagram(body, 50..<body.count)
    #expect(records.read(datagram: datagram.span, into: &hello) == .read)
    #expect(hello.serverName == name)
  }

  @Test("does not mix the fragments of two messages")
  func twoMessages() {
    var records = DTLSRecords()
    var hello = ClientHello()
    let first = TLSMessages.datagram(body, 0..<80)
    let second = TLSMessages.datagram(body, 80..<body.count, sequence: 1)
    #expect(records.read(datagram: first.span, into: &hello) == .incomplete)
    #expect(records.read(datagram: second.span, into: &hello) == .incomplete)
    let rest = TLSMessages.datagram(body, 0..<80, sequence: 1)
    #expect(records.read(datagram: rest.span, into: &hello) == .read)
  }

  @Test("goes on after a datagram of another protocol")
  func mixed() {
    var records = DTLSRecords()
    var hello = ClientHello()
    let first = TLSMessages.datagram(body, 0..<80)
    let rest = TLSMessages.datagram(body, 80..<body.count)
    #expect(records.read(datagram: first.span, into: &hello) == .incomplete)
    let other = hex("00 01 00 00")
    #expect(records.read(datagram: other.span, into: &hello) == .foreign)
    #expect(records.read(datagram: rest.span, into: &hello) == .read)
    #expect(hello.serverName == name)
  }

  @Test("knows the name of a datagram that was cut, and never another")
  func cutDatagram() {
    let datagram = TLSMessages.datagram(body)
    var hello = ClientHello()
    var named = 0
    for count in 0..<datagram.count {
      var records = DTLSRecords()
      let dissection = records.read(datagram: datagram.span.extracting(0..<count), into: &hello)
      #expect(dissection == (count < 13 ? .foreign : .incomplete))
      #expect(!hello.hasServerName || hello.serverName == name)
      if hello.hasServerName { named += 1 }
    }
    // All up to the end of the extension behind the name, which has nine bytes.
    #expect(named == 9)
  }

  @Test(
    "refuses other datagrams",
    arguments: [
      "", "00 01 00 00 21 12 A4 42", "80 60 00 01", "01 00 00 00", "16 03 01 00 05", "17 FE FD",
      "16 FE FD 00 01 00 00 00 00 00 00 00 0C 01", "16 FE FD 00 00 00 00 00 00 00 00 FF FF 01",
      "16 FE FD 00 00 00 00 00 00 00 00 00 0C 03",
    ])
  func foreign(start: String) {
    var records = DTLSRecords()
    var hello = ClientHello()
    let datagram = hex(start)
    #expect(records.read(datagram: datagram.span, into: &hello) == .foreign)
  }

  @Test("refuses fragments that do not lie within their message")
  func malformed() {
    // Length, sequence, offset and length of the fragment behind the header of a record of 13
    // bytes.
    for fragment in [
      "01 00 00 05 00 00 00 00 05 00 00 01 AA", "01 00 00 05 00 00 00 00 00 00 00 06 AA",
      "01 00 40 01 00 00 00 00 00 00 00 01 AA", "01 FF FF FF 00 00 FF FF FF FF FF FF AA",
      "01 00 00 05 00 00 00 00 00 00 00 02 AA",
    ] {
      var records = DTLSRecords()
      var hello = ClientHello()
      let datagram = hex("16 FE FD 00 00 00 00 00 00 00 00 00 0D") + hex(fragment)
      #expect(records.read(datagram: datagram.span, into: &hello) == .malformed)
    }
  }
}
