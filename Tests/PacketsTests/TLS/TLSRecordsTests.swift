import Packets
import Testing

@Suite("TLSRecords") struct TLSRecordsTests {
  private let message = TLSMessages.browserHello

  private func read(_ stream: [UInt8]) -> (String, Dissection) {
    var records = TLSRecords()
    var hello = ClientHello()
    let dissection = records.read(stream: stream.span, into: &hello)
    return (String(decoding: hello.serverName, as: UTF8.self), dissection)
  }

  @Test("reads a hello in one record, of any minor version", arguments: [0x0300, 0x0301, 0x0303])
  func oneRecord(version: Int) {
    let (name, dissection) = read(TLSMessages.record(message, version: version) + [20, 3, 3])
    #expect(dissection == .read && name == "www.example.com")
  }

  @Test("reads a hello that is cut in two at any byte")
  func twoRecords() {
    for place in 0...message.count {
      let (name, dissection) = read(TLSMessages.records(message, cutAt: [place]))
      #expect(dissection == .read && name == "www.example.com")
    }
  }

  @Test("reads a hello in records of one byte, one byte at a time")
  func singleBytes() {
    let stream = TLSMessages.records(message, cutAt: Array(1..<message.count))
    var records = TLSRecords()
    var hello = ClientHello()
    for count in 0..<stream.count {
      let there = stream.span.extracting(0..<count)
      #expect(records.read(stream: there, into: &hello) == .incomplete)
    }
    // As often as it is asked.
    for _ in 0..<2 {
      #expect(records.read(stream: stream.span, into: &hello) == .read)
      #expect(hello.hasServerName && hello.isWhole)
    }
    records.reset()
    let other = TLSMessages.record(message)
    #expect(records.read(stream: other.span, into: &hello) == .read)
    #expect(hello.hasServerName)
  }

  @Test("knows the name of a stream that stops in the middle, and never another")
  func cutStream() {
    for places in [[], [40], [100], [150, 160]] {
      let stream = TLSMessages.records(message, cutAt: places)
      var records = TLSRecords()
      var hello = ClientHello()
      var wasNamed = false
      for count in 0..<stream.count {
        let there = stream.span.extracting(0..<count)
        #expect(records.read(stream: there, into: &hello) == .incomplete)
        #expect(hello.hasServerName || !wasNamed)
        wasNamed = hello.hasServerName
        #expect(!wasNamed || hello.serverName == Array("www.example.com".utf8))
      }
      #expect(wasNamed)
    }
  }

  @Test("starts anew with a stream that is shorter than the last")
  func otherStream() {
    var records = TLSRecords()
    var hello = ClientHello()
    let first = TLSMessages.records(message, cutAt: [700])
    let there = first.span.extracting(droppingLast: 1)
    #expect(records.read(stream: there, into: &hello) == .incomplete)
    let other = TLSMessages.record(TLSMessages.clientHello(TLSMessages.serverName("b.example")))
    #expect(records.read(stream: other.span, into: &hello) == .read)
    #expect(hello.serverName == Array("b.example".utf8))
  }

  @Test("passes over empty records, alerts and changes of the cipher")
  func between() {
    let empty = TLSMessages.record([])
    let alert = TLSMessages.record(hex("01 00"), type: 21)
    let change = TLSMessages.record([1], type: 20)
    let (name, dissection) = read(
      empty + alert + change + TLSMessages.records(message, cutAt: [3, 3, 60]))
    #expect(dissection == .read && name == "www.example.com")
  }

  @Test(
    "refuses other streams at their first bytes",
    arguments: [
      "47 45 54 20", "17 03 03 00 20", "16 02", "16 04 01", "16 03 01 40 01", "15 03 03 00 1A",
      "14 03 03 00 02", "14 03 03 00 01 01 17", "14 03 03 00 01 01 16 03 03 00 02 10 00 17",
      "16 03 03 00 04 10 00", "16 03 03 00 04 02", "05 01 00", "00", "7F 03",
    ])
  func foreign(start: String) { #expect(read(hex(start)).1 == .foreign) }

  @Test("waits for as many bytes as the start of a record needs")
  func short() {
    for start in ["", "16", "16 03", "16 03 01", "16 03 01 02", "16 03 01 02 00", "15 03 01 00 02"]
    {
      #expect(read(hex(start)).1 == .incomplete)
    }
  }

  @Test("says so when a stream stops being TLS within the hello")
  func broken() {
    let start = TLSMessages.record(Array(message[..<100]))
    #expect(read(start + hex("17 03 03 00 20")).1 == .malformed)
    #expect(read(start + [0]).1 == .malformed)
    #expect(read(start + [0]).0 == "")
    #expect(read(TLSMessages.record(hex("01 02 00 00"))).1 == .malformed)
  }

  @Test("does not follow a stream without end")
  func limit() {
    let empty = TLSMessages.record([])
    let (_, dissection) = read((0..<30_000).flatMap { _ in empty })
    #expect(dissection == .malformed)
  }

  @Test("reads the longest hello, and no longer one")
  func longest() {
    // What a body without extensions has, and the headers of all extensions and of the last.
    let padding = 65_536 - TLSMessages.helloBody(nil).count - 2 - 4
    let name = TLSMessages.serverName("a.example")
    func hello(_ count: Int) -> [UInt8] {
      let zeros = [UInt8](repeating: 0, count: count - name.count)
      return TLSMessages.clientHello(name + TLSMessages.helloExtension(21, zeros))
    }
    let pieces = Array(stride(from: 16_000, to: 65_536, by: 16_000))
    #expect(read(TLSMessages.records(hello(padding), cutAt: pieces)).0 == "a.example")
    #expect(read(TLSMessages.records(hello(padding + 1), cutAt: pieces)).1 == .malformed)
  }

  @Test("reads a hello in the form of SSL 2.0, which names nobody")
  func ssl2() {
    // RFC 5246, appendix E.2: length, type, version, three lengths, two ciphers, a challenge.
    let stream = hex(
      """
      80 1F 01 03 01 00 06 00 00 00 10 00 00 2F 00 00 35
      00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF
      """)
    var records = TLSRecords()
    var hello = ClientHello()
    #expect(records.read(stream: stream.span, into: &hello) == .read)
    #expect(hello.isSSL2Form && hello.version == .tls10 && !hello.hasServerName)
    for count in 0..<11 {
      let there = stream.span.extracting(0..<count)
      #expect(records.read(stream: there, into: &hello) == .incomplete)
    }
    for place in [1, 2, 3, 6, 8, 10] {
      var other = stream
      other[place] ^= 1
      #expect(records.read(stream: other.span, into: &hello) == .foreign)
    }
  }
}
