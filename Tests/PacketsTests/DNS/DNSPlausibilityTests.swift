import Packets
import TestSupport
import Testing

@Suite("DNS on unusual ports") struct DNSPlausibilityTests {
  private func mayBe(_ writer: DNSWriter) -> Bool { mayBe(writer.bytes[...]) }

  private func mayBe(_ bytes: ArraySlice<UInt8>) -> Bool { DNSMessage.mayBe([UInt8](bytes).span) }

  @Test("ordinary queries and responses") func ordinary() {
    var query = DNSWriter.query("chat.example.com", .https)
    #expect(mayBe(query))
    query.flags = 0x0130
    query.additionals = [DNSWriter.opt([(10, [1, 2, 3, 4, 5, 6, 7, 8])])]
    #expect(mayBe(query))
    #expect(mayBe(DNSWriter.full) && mayBe(DNSWriter.response("chat.example")))
  }

  @Test("a message cut behind its question") func cut() {
    var query = DNSWriter.query("chat.example.com")
    let end = query.bytes.count
    query.additionals = [DNSWriter.opt()]
    #expect(mayBe(query.bytes[..<end]))
    #expect(!mayBe(query.bytes[..<(end - 1)]))
    #expect(mayBe(DNSWriter.full.bytes[..<45]))
  }

  @Test("what no client sends")
  func unusual() {
    var query = DNSWriter.query("chat.example.com")
    for flags: UInt16 in [0x0900, 0x2800, 0x0101, 0x0140, 0x0500, 0x8140, 0x8186] {
      query.flags = flags
      #expect(!mayBe(query))
    }
    #expect(!mayBe(DNSWriter.query("chat.example.com", RecordType(32))))
    #expect(!mayBe(DNSWriter.query("")))
    #expect(!mayBe(DNSWriter(questions: [DNSWriter.question(hex("02 61 20 00"), .a)])))
    let chaos = DNSWriter.question(DNSWriter.name("version.bind"), .txt, class: 3)
    #expect(!mayBe(DNSWriter(questions: [chaos])))
    var two = DNSWriter.query("chat.example.com")
    two.questions += two.questions
    #expect(!mayBe(two) && !mayBe(DNSWriter()))
    #expect(!mayBe(DNSWriter.query("chat.example.com").bytes + [0]))
  }

  @Test("random bytes never pass") func random() {
    var generator = SeededGenerator(seed: 20)
    var passed = 0
    for _ in 0..<100_000 {
      let count = Int.random(in: 0...80, using: &generator)
      // Small numbers, as in the headers of many protocols, come nearer than evenly spread ones.
      let top: UInt8 = Bool.random(using: &generator) ? 3 : 255
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...top, using: &generator) }
      if DNSMessage.mayBe(bytes.span) { passed += 1 }
    }
    #expect(passed == 0)
  }
}
