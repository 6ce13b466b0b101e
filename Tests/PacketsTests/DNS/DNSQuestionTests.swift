import Bytes
import Packets
import Testing

@Suite("DNS questions") struct DNSQuestionTests {
  private func read(_ bytes: [UInt8]) -> Dissection {
    var message = DNSMessage()
    return message.read(message: bytes.span)
  }

  private func name(_ labels: [UInt8]) -> (text: String?, isHostName: Bool?) {
    let writer = DNSWriter(questions: [DNSWriter.question(labels, .a)])
    let message = DNSMessage(writer.bytes)
    return (message.questionNames.first, message.questions.first?.isHostName)
  }

  @Test("a query gives its name and type") func query() {
    let bytes = hex("0001 0100 0001 0000 0000 0000 03617069 076578616d706c65 00 0041 0001")
    let message = DNSMessage(bytes)
    #expect(read(bytes) == .read)
    #expect(message.id == 1 && !message.isResponse && message.opcode == .query)
    #expect(message.questionNames == ["api.example"])
    #expect(message.questions.first?.type == .https)
    #expect(message.questions.first?.isHostName == true)
  }

  @Test("names come in lower case and without a trailing dot") func lowerCase() {
    #expect(
      DNSMessage(DNSWriter.query("cHaT.ExamPLE.CoM").bytes).questionNames == ["chat.example.com"])
  }

  @Test("underscores and hyphens are those of host names") func hostNames() {
    #expect(name(DNSWriter.name("_sip.a-b.xn--p1ai")) == ("_sip.a-b.xn--p1ai", true))
  }

  @Test("the root is an empty name") func root() {
    #expect(name([0]) == ("", false))
  }

  @Test("bytes that no host has are escaped") func escapes() {
    #expect(name(hex("03 61 20 62 00")) == ("a\\032b", false))
    #expect(name(hex("03 61 2e 62 01 63 00")) == ("a\\046b.c", false))
    #expect(name(hex("02 5c ff 01 63 00")) == ("\\092\\255.c", false))
    #expect(name(hex("01 2a 01 63 00")) == ("*.c", false))
    #expect(name(hex("01 63 01 00 00")) == ("c.\\000", false))
  }

  @Test("names are read up to 255 bytes of wire, 253 of text") func longest() {
    let label = [UInt8(63)] + [UInt8](repeating: 0x61, count: 63)
    let last = [UInt8(61)] + [UInt8](repeating: 0x61, count: 61)
    let longest = label + label + label + last + [0]
    #expect(longest.count == 255)
    #expect(name(longest).text?.utf8.count == 253)
    #expect(name(longest).isHostName == true)
    let longer = label + label + label + [62] + last[1...] + [0x61, 0]
    #expect(name(longer).text == nil)
    #expect(read(DNSWriter(questions: [DNSWriter.question(longer, .a)]).bytes) == .malformed)
  }

  @Test("the longest escaped name fits what is promised") func longestEscaped() {
    let label = [UInt8(63)] + [UInt8](repeating: 0, count: 63)
    let labels = label + label + label + [61] + label[..<61] + [0]
    let text = name([UInt8](labels)).text
    #expect((text?.utf8.count ?? 0) > 900 && (text?.utf8.count ?? 0) <= 1_016)
  }

  @Test("several questions are read, the fifth is stepped over") func several() {
    var writer = DNSWriter.query("a.example")
    for text in ["b.example", "c.example", "d.example", "e.example"] {
      writer.questions.append(DNSWriter.question(DNSWriter.name(text), .aaaa))
    }
    #expect(
      DNSMessage(writer.bytes).questionNames == [
        "a.example", "b.example", "c.example", "d.example",
      ])
    #expect(read(writer.bytes) == .read)
    #expect(read(writer.bytes.dropLast(8)) == .incomplete)
  }

  @Test("a second question may point to the first") func compressedQuestion() {
    var writer = DNSWriter.query("example.org")
    writer.questions.append(DNSWriter.question([3, 0x61, 0x70, 0x69] + DNSWriter.toQuestion, .a))
    #expect(DNSMessage(writer.bytes).questionNames == ["example.org", "api.example.org"])
  }

  @Test(
    "pointers that lead nowhere or around in circles are malformed",
    arguments: [
      "c00c", "c00d 0000", "0161 c00c", "0161 c00e", "c000", "c00b", "ffff", "40 00", "80 00",
    ])
  func badPointers(_ name: String) {
    let bytes = DNSWriter(questions: [DNSWriter.question(hex(name), .a)]).bytes
    #expect(read(bytes) == .malformed)
    #expect(DNSMessage(bytes).questions.isEmpty)
  }

  @Test("a long row of pointers is malformed") func manyPointers() {
    for count in [1, 30, 40] {
      var writer = DNSWriter.response("example.org")
      var target = 12
      for index in 1...count {
        let pointer = [0xC0 | UInt8(target >> 8), UInt8(target & 0xFF)]
        target = writer.bytes.count
        let type = index == count ? RecordType.a : .txt
        writer.answers.append(DNSWriter.record(pointer, type, [192, 0, 2, 1]))
      }
      #expect(read(writer.bytes) == (count < 33 ? .read : .malformed))
      #expect(DNSMessage(writer.bytes).addresses.count == (count < 33 ? 1 : 0))
    }
  }

  @Test("a class that nobody uses is malformed") func badClass() {
    let question = DNSWriter.question(DNSWriter.name("example.org"), .a, class: 77)
    let bytes = DNSWriter(questions: [question]).bytes
    #expect(read(bytes) == .malformed)
    #expect(DNSMessage(bytes).questions.isEmpty)
  }

  @Test("an opcode that nobody uses is foreign") func foreign() {
    var writer = DNSWriter.query("example.org")
    for opcode: UInt16 in 0...15 {
      writer.flags = opcode << 11
      let isAssigned = opcode <= 6 && opcode != 3
      #expect(read(writer.bytes) == (isAssigned ? .read : .foreign))
    }
  }

  @Test("types stay open") func openTypes() {
    let message = DNSMessage(DNSWriter.query("example.org", RecordType(4711)).bytes)
    #expect(message.questions.first?.type.value == 4711)
  }

  @Test("a whole question counts though the capture cut what follows") func snapLength() {
    var writer = DNSWriter.query("chat.example")
    let whole = writer.bytes.count
    writer.additionals = [DNSWriter.opt()]
    for length in writer.bytes.indices {
      let message = DNSMessage([UInt8](writer.bytes[..<length]))
      #expect(message.questionNames == (length >= whole ? ["chat.example"] : []))
      #expect(read([UInt8](writer.bytes[..<length])) == (length >= whole ? .read : .incomplete))
    }
  }

  @Test("nothing of a message stays for the next") func reuse() {
    var message = DNSMessage(DNSWriter.full.bytes)
    #expect(!message.addresses.isEmpty && !message.canonicalName.isEmpty && message.offersECH)
    #expect(message.read(message: [0, 1].span) == .incomplete)
    #expect(message.addresses.isEmpty && message.canonicalName.isEmpty && !message.offersECH)
    #expect(message.questions.isEmpty && message.extendedError == nil)
    #expect(!message.isResponse && message.id == 0)
  }
}
