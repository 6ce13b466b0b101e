import Bytes
import Packets
import TestSupport
import Testing

@Suite("DNS under hostile bytes") struct DNSPropertyTests {
  private let valid: [[UInt8]] = [
    DNSWriter.full.bytes, DNSWriter.query("a.example").bytes,
    DNSWriter.query("_ldap._tcp.dc._msdcs.example.local", .srv).bytes,
    DNSWriter.response(
      "example.org",
      answers: [DNSWriter.record(DNSWriter.toQuestion, .a, [192, 0, 2, 1])]
    ).bytes,
  ]

  /// What holds for all bytes.
  private func check(_ message: DNSMessage) {
    #expect(message.questions.count <= 4 && message.addresses.count <= 16)
    for question in message.questions {
      #expect(question.name.range.upperBound <= message.names.count)
      #expect(question.name.count <= (question.isHostName ? 253 : 1_016))
      for byte in message.names[question.name.range] { #expect(byte > 0x20 && byte < 0x7F) }
    }
    #expect(message.canonicalName.range.upperBound <= message.names.count)
    #expect(message.canonicalName.count <= 253)
  }

  @Test("a message cut anywhere gives no name that the whole does not") func cuts() {
    for bytes in valid {
      let whole = DNSMessage(bytes)
      for length in bytes.indices {
        let part = DNSMessage([UInt8](bytes[..<length]))
        check(part)
        #expect(part.questions.isEmpty || part.questionNames == whole.questionNames)
        #expect(whole.addresses.starts(with: part.addresses))
        #expect(
          part.canonicalName.isEmpty
            || part.text(part.canonicalName.range) == whole.text(whole.canonicalName.range))
      }
    }
  }

  @Test("mutated messages neither crash nor break the limits") func mutations() {
    var generator = SeededGenerator(seed: 53)
    var message = DNSMessage()
    for round in 0..<20_000 {
      var bytes = valid[round % valid.count]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = message.read(message: bytes.span)
      check(message)
      _ = DNSMessage.mayBe(bytes.span)
    }
  }

  @Test("the largest counts end with the bytes") func counts() {
    for flags in ["0100", "8180"] {
      let bytes = hex("0001 \(flags) ffff ffff ffff ffff") + [UInt8](repeating: 0, count: 65_000)
      var message = DNSMessage()
      #expect(message.read(message: bytes.span) != .foreign)
      check(message)
    }
  }
}
