import Bytes
import Packets
import Testing

@Suite("DNS over TCP") struct DNSStreamTests {
  private func framed(_ message: [UInt8]) -> [UInt8] {
    DNSWriter.number(UInt16(message.count)) + message
  }

  private let messages = ["a.example", "b.example", "c.example"].map { DNSWriter.query($0).bytes }

  private func names(
    _ stream: inout DNSStream, in bytes: [UInt8]
  ) -> (names: [String], last: Dissection) {
    var names: [String] = []
    var message = DNSMessage()
    while true {
      let dissection = stream.next(in: bytes.span)
      guard dissection == .read else { return (names, dissection) }
      #expect(message.read(message: bytes.span.bytes(in: stream.message)) == .read)
      names += message.questionNames
    }
  }

  @Test("messages come one after the other") func several() {
    var stream = DNSStream()
    let bytes = messages.flatMap(framed)
    #expect(names(&stream, in: bytes) == (["a.example", "b.example", "c.example"], .incomplete))
    #expect(stream.position == bytes.count && stream.message.isEmpty)
  }

  @Test("each message comes once while the stream grows") func growing() {
    let bytes = messages.flatMap(framed)
    var stream = DNSStream()
    var found: [String] = []
    for length in 0...bytes.count {
      found += names(&stream, in: [UInt8](bytes[..<length])).names
    }
    #expect(found == ["a.example", "b.example", "c.example"])
  }

  @Test("the part of a message that is there can be read") func part() {
    var writer = DNSWriter.query("a.example")
    writer.additionals = [DNSWriter.opt()]
    let bytes = [UInt8](framed(writer.bytes).dropLast(3))
    var stream = DNSStream()
    #expect(stream.next(in: bytes.span) == .incomplete)
    #expect(stream.message.range == 2..<bytes.count)
    var message = DNSMessage()
    #expect(message.read(message: bytes.span.bytes(in: stream.message)) == .read)
    #expect(message.questionNames == ["a.example"])
    #expect(stream.position == 0)
  }

  @Test("a length that no message has ends the stream") func malformed() {
    var stream = DNSStream()
    let bytes = framed(messages[0]) + [0, 11] + [UInt8](repeating: 0, count: 40)
    #expect(names(&stream, in: bytes) == (["a.example"], .malformed))
    #expect(stream.next(in: bytes.span) == .malformed && stream.message.isEmpty)
  }

  private func mayBegin(_ bytes: [UInt8]) -> Bool { DNSStream.mayBegin(bytes.span) }

  @Test("a stream on any port") func plausible() {
    #expect(mayBegin(framed(messages[0])))
    #expect(mayBegin(messages.flatMap(framed)))
    #expect(!mayBegin(messages[0]))
    #expect(!mayBegin([UInt8]("GET / HTTP/1.1\r\n\r\n".utf8)))
    #expect(!mayBegin([UInt8]()))
  }
}
