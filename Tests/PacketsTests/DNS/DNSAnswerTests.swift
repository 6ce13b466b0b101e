import Bytes
import Packets
import Testing

@Suite("DNS answers") struct DNSAnswerTests {
  private static let edge = DNSWriter.name("edge.example.net")
  private static let address = DNSWriter.record(edge, .a, [192, 0, 2, 1])
  private static let alias = DNSWriter.record(DNSWriter.toQuestion, .cname, edge)

  private func addresses(_ writer: DNSWriter) -> [String] {
    DNSMessage(writer.bytes).addresses.map(\.description)
  }

  private func read(_ writer: DNSWriter) -> Dissection {
    var message = DNSMessage()
    return message.read(message: writer.bytes.span)
  }

  @Test("addresses of the name itself") func direct() {
    let writer = DNSWriter.response(
      "example.org",
      answers: [
        DNSWriter.record(DNSWriter.toQuestion, .a, [192, 0, 2, 7]),
        DNSWriter.record(DNSWriter.name("EXAMPLE.org"), .a, [192, 0, 2, 8]),
        DNSWriter.record(DNSWriter.name("example.com"), .a, [192, 0, 2, 9]),
        DNSWriter.record(DNSWriter.toQuestion, .a, [192, 0, 2, 10], class: 3),
        DNSWriter.record(
          DNSWriter.toQuestion, .aaaa, hex("20010db8 00000000 00000000 00000001")),
      ])
    #expect(addresses(writer) == ["192.0.2.7", "192.0.2.8", "2001:db8::1"])
    #expect(DNSMessage(writer.bytes).canonicalName.isEmpty)
    #expect(read(writer) == .read)
  }

  @Test("a chain is followed in whatever order it stands") func chain() {
    let middle = DNSWriter.name("Middle.example")
    let first = DNSWriter.record(DNSWriter.toQuestion, .cname, middle)
    let second = DNSWriter.record(DNSWriter.name("middle.example"), .cname, Self.edge)
    for answers in [
      [first, second, Self.address], [Self.address, second, first], [second, Self.address, first],
    ] {
      let writer = DNSWriter.response("chat.example", answers: answers)
      let message = DNSMessage(writer.bytes)
      #expect(addresses(writer) == ["192.0.2.1"])
      #expect(message.text(message.canonicalName.range) == "edge.example.net")
    }
  }

  @Test("targets may point to other names") func compressedTarget() {
    // RFC 1035, section 4.1.4: a name of labels and a pointer.
    let target = [3, 0x77, 0x77, 0x77] + DNSWriter.toQuestion
    let writer = DNSWriter.response(
      "example.org",
      answers: [
        DNSWriter.record(DNSWriter.toQuestion, .cname, target),
        DNSWriter.record(DNSWriter.name("www.example.org"), .a, [192, 0, 2, 1]),
      ])
    let message = DNSMessage(writer.bytes)
    #expect(message.text(message.canonicalName.range) == "www.example.org")
    #expect(addresses(writer) == ["192.0.2.1"])
  }

  @Test("a chain that bites its tail is malformed") func loop() {
    let back = DNSWriter.record(Self.edge, .cname, DNSWriter.name("chat.example"))
    let writer = DNSWriter.response("chat.example", answers: [Self.alias, back, Self.address])
    #expect(read(writer) == .malformed)
    #expect(addresses(writer).isEmpty)
    let itself = DNSWriter.record(DNSWriter.toQuestion, .cname, DNSWriter.toQuestion)
    #expect(read(DNSWriter.response("chat.example", answers: [itself])) == .malformed)
  }

  @Test(
    "a target that does not fill its record is malformed", arguments: ["0161", "016100 00", ""])
  func badTarget(_ data: String) {
    let alias = DNSWriter.record(DNSWriter.toQuestion, .cname, hex(data))
    let writer = DNSWriter.response("chat.example", answers: [alias, Self.address])
    #expect(read(writer) == .malformed && addresses(writer).isEmpty)
    #expect(DNSMessage(writer.bytes).canonicalName.isEmpty)
  }

  @Test("a canonical name that no host can have is left out") func oddCanonicalName() {
    let alias = DNSWriter.record(DNSWriter.toQuestion, .cname, hex("02 61 20 00"))
    let message = DNSMessage(DNSWriter.response("chat.example", answers: [alias]).bytes)
    #expect(message.canonicalName.isEmpty && message.questionNames == ["chat.example"])
  }

  @Test("sixteen addresses at most") func many() {
    let answers = (0..<40).map { DNSWriter.record(DNSWriter.toQuestion, .a, [192, 0, 2, $0]) }
    let writer = DNSWriter.response("chat.example", answers: answers)
    #expect(addresses(writer).count == 16 && read(writer) == .read)
  }

  @Test("addresses of a wrong length are malformed") func wrongLength() {
    for (type, length) in [(RecordType.a, 3), (.a, 16), (.aaaa, 4), (.aaaa, 17)] {
      let answer = DNSWriter.record(
        DNSWriter.toQuestion, type, [UInt8](repeating: 1, count: length))
      let writer = DNSWriter.response("chat.example", answers: [answer])
      #expect(read(writer) == .malformed && addresses(writer).isEmpty)
      #expect(DNSMessage(writer.bytes).questionNames == ["chat.example"])
    }
  }

  @Test("only responses to lookups have answers") func noAnswers() {
    var writer = DNSWriter.response(
      "chat.example", answers: [DNSWriter.record(DNSWriter.toQuestion, .a, [192, 0, 2, 1])])
    writer.flags = 0x0100
    #expect(addresses(writer).isEmpty)
    writer.flags = 0xA800
    #expect(addresses(writer).isEmpty && DNSMessage(writer.bytes).opcode == .update)
    writer.flags = DNSWriter.responseFlags
    writer.questions = []
    #expect(addresses(writer).isEmpty && read(writer) == .read)
  }

  @Test("a response cut short gives what stands before the cut") func cut() {
    let bytes = DNSWriter.full.bytes
    var counts: Set<Int> = []
    for length in bytes.indices {
      var message = DNSMessage()
      let dissection = message.read(message: bytes[..<length].copied.span)
      #expect(dissection == .incomplete)
      counts.insert(message.addresses.count)
    }
    #expect(counts == [0, 1, 2])
  }

  @Test("flags and codes") func codes() {
    var writer = DNSWriter.response("chat.example")
    writer.flags = 0x8183
    #expect(DNSMessage(writer.bytes).responseCode == .nameError)
    #expect(DNSMessage(writer.bytes).isResponse && !DNSMessage(writer.bytes).isTruncated)
    writer.flags = 0x8380
    #expect(DNSMessage(writer.bytes).isTruncated)
    writer.additionals = [DNSWriter.opt(responseCodeBits: 1)]
    #expect(DNSMessage(writer.bytes).responseCode.value == 16)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var copied: [UInt8] { [UInt8](self) }
}

@Suite("DNS services") struct DNSServiceTests {
  private func message(_ data: [UInt8], type: RecordType = .https) -> (DNSMessage, Dissection) {
    let answer = DNSWriter.record(DNSWriter.toQuestion, type, data)
    var message = DNSMessage()
    let writer = DNSWriter.response("chat.example", type, answers: [answer])
    let dissection = message.read(message: writer.bytes.span)
    return (message, dissection)
  }

  /// RFC 9460, appendix D.2: `1 foo.example.com. ipv6hint="2001:db8::1,2001:db8::53:1"`.
  private let hints = hex(
    """
    0001 03666f6f 076578616d706c65 03636f6d 00 0006 0020
    20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00530001
    """)

  @Test("hints are addresses") func ipv6Hints() {
    let (message, dissection) = message(hints, type: .svcb)
    #expect(dissection == .read && !message.offersECH)
    #expect(message.addresses.map(\.description) == ["2001:db8::1", "2001:db8::53:1"])
  }

  @Test("keys for an encrypted ClientHello") func ech() {
    let (message, dissection) = message(
      hex("0001 00 0001 0003 026832 0004 0004 c0000201 0005 0004 fe0d0000"))
    #expect(dissection == .read && message.offersECH)
    #expect(message.addresses.map(\.description) == ["192.0.2.1"])
    #expect(!self.message(hex("0001 00 0005 0000")).0.offersECH)
  }

  @Test("an alias has no parameters") func alias() {
    // RFC 9460, appendix D.1: `0 foo.example.com.`
    let (message, dissection) = message(hex("0000 03666f6f 076578616d706c65 03636f6d 00"))
    #expect(dissection == .read && message.addresses.isEmpty && !message.offersECH)
  }

  @Test(
    "parameters beyond their record are malformed",
    arguments: ["0001", "0001 00 00", "0001 00 0005 0001", "0001 00 0005 ffff aa", "0001 01 61"])
  func malformed(_ data: String) {
    #expect(message(hex(data)).1 == .malformed)
  }
}

@Suite("Signs of a block in DNS") struct BlockSignTests {
  private func response(_ addresses: [[UInt8]], errors: [UInt16] = []) -> DNSMessage {
    var writer = DNSWriter.response(
      "chat.example",
      answers: addresses.map {
        DNSWriter.record(DNSWriter.toQuestion, $0.count == 4 ? .a : .aaaa, $0)
      })
    if !errors.isEmpty {
      writer.additionals = [DNSWriter.opt(errors.map { (15, DNSWriter.number($0) + [0x78]) })]
    }
    return DNSMessage(writer.bytes)
  }

  private let none = [UInt8](repeating: 0, count: 16)

  @Test("null and loopback addresses") func addresses() {
    #expect(response([]).blockSign == .none)
    #expect(response([[0, 0, 0, 0]]).blockSign == .nullAddress)
    #expect(response([none]).blockSign == .nullAddress)
    #expect(response([[127, 0, 0, 1]]).blockSign == .loopback)
    #expect(response([[127, 0, 0, 53], [0, 0, 0, 0]]).blockSign == .loopback)
    #expect(response([none.dropLast() + [1]]).blockSign == .loopback)
    #expect(response([[0, 0, 0, 0], [192, 0, 2, 1]]).blockSign == .none)
    #expect(response([[192, 0, 2, 1]]).blockSign == .none)
  }

  @Test("extended errors") func extendedErrors() {
    for code: UInt16 in [4, 15, 16, 17, 18] {
      #expect(response([], errors: [code]).blockSign == .extendedError)
      #expect(response([], errors: [3, code]).extendedError?.value == code)
      #expect(response([], errors: [code, 3]).extendedError?.value == code)
    }
    let stale = response([[192, 0, 2, 1]], errors: [3])
    #expect(stale.blockSign == .none && stale.extendedError?.value == 3)
  }

  @Test("options beyond their record are malformed") func badOption() {
    var writer = DNSWriter.response("chat.example")
    writer.additionals = [DNSWriter.record([0], .opt, [0, 15, 0, 9, 0])]
    var message = DNSMessage()
    #expect(message.read(message: writer.bytes.span) == .malformed)
    #expect(message.extendedError == nil && message.questionNames == ["chat.example"])
  }
}
