import Evidence
import Packets
import Testing

@Suite("Flows: names from answers") struct InferredNameTests {
  private let client = Endpoint("10.1.2.3", 40_000)
  private let resolver = Endpoint("10.0.0.1", 53)

  private func tell(_ name: String, _ capture: inout FlowCapture, id: UInt16 = 1) {
    capture.udp(client, resolver, dns(.query(name), id: id))
    capture.udp(resolver, client, dns(dnsAnswer(name, ["192.0.2.80", "192.0.2.81"]), id: id))
  }

  private func visit(_ hello: [UInt8], _ capture: inout FlowCapture, port: UInt16 = 443) {
    var talk = Conversation(Endpoint("10.1.2.3", 50_000), Endpoint("192.0.2.80", port))
    talk.open(&capture)
    talk.send(hello, &capture)
    talk.answer([1, 2, 3], &capture)
    talk.close(&capture)
  }

  @Test("A nameless hello takes the name that the client was told") func nameless() {
    var capture = FlowCapture()
    tell("chat.example.com", &capture)
    visit(namelessHello, &capture)
    #expect(capture.briefs == ["dns chat.example.com", "tls chat.example.com?"])
    #expect(capture.traces[1].bytesDown == 3)
    let coverage = capture.decoder.coverage
    #expect(coverage.inferredNames == 1 && coverage.unnamedTLS == 1 && coverage.namedTLS == 0)
    #expect(coverage.unnamedBytesUp == 0)
  }

  @Test("A connection on the port of TLS that began before") func late() {
    var capture = FlowCapture()
    tell("chat.example.com", &capture)
    var talk = Conversation()
    talk.send([23, 3, 3, 0, 9, 9, 9, 9], &capture)
    capture.finish()
    #expect(capture.briefs.last == "tls chat.example.com?")
  }

  @Test("Two names for the address are none, unless one is long ago") func ambiguous() {
    var capture = FlowCapture()
    tell("chat.example.com", &capture)
    tell("shop.example.com", &capture, id: 2)
    visit(namelessHello, &capture)
    #expect(capture.traces.count == 2)
    #expect(capture.decoder.coverage.ambiguousNames == 1)
    #expect(capture.decoder.coverage.unnamedBytesUp == UInt64(namelessHello.count))
    capture.time += 61 * 60_000
    tell("shop.example.com", &capture, id: 3)
    visit(namelessHello, &capture)
    #expect(capture.briefs.last == "tls shop.example.com?")
  }

  @Test("Only for the client that asked, only for an hour, only where TLS is spoken") func limits()
  {
    var capture = FlowCapture()
    tell("chat.example.com", &capture)
    var other = Conversation(Endpoint("10.1.2.4", 50_000))
    other.open(&capture)
    other.send(namelessHello, &capture)
    other.close(&capture)
    visit(Array("hello\r\n".utf8), &capture, port: 4711)
    capture.time += 61 * 60_000
    visit(namelessHello, &capture)
    #expect(capture.briefs == ["dns chat.example.com"])
  }

  @Test("ECH keeps the name it shows, unless that stands for many") func ech() {
    var capture = FlowCapture()
    visit(tlsHello("front.example.com", offersECH: true), &capture)
    #expect(capture.briefs == ["tls front.example.com"])
    visit(tlsHello("cloudflare-ech.com", offersECH: true), &capture)
    #expect(capture.briefs.last == "tls cloudflare-ech.com")
    tell("chat.example.com", &capture)
    visit(tlsHello("cloudflare-ech.com", offersECH: true), &capture)
    #expect(capture.briefs.last == "tls chat.example.com?")
    let coverage = capture.decoder.coverage
    #expect(coverage.offeredECH == 3 && coverage.namedTLS == 1 && coverage.unnamedTLS == 2)
  }

  @Test("QUIC without a readable beginning") func quic() {
    var capture = FlowCapture()
    tell("chat.example.com", &capture)
    for _ in 0..<30 {
      capture.udp(client, Endpoint("192.0.2.80", 443), [0x40] + Array(repeating: 3, count: 99))
      capture.udp(Endpoint("192.0.2.80", 443), client, [0x40] + Array(repeating: 3, count: 49))
    }
    capture.finish()
    #expect(capture.briefs.last == "quic chat.example.com?")
    #expect(capture.traces.last?.bytesUp == 3000 && capture.traces.last?.bytesDown == 1500)
    #expect(capture.decoder.coverage.unnamedQUIC == 1)
  }

  @Test("Of more names than there is room for the last ones stay") func room() {
    var limits = FlowLimits()
    limits.toldNames = 20
    var capture = FlowCapture(limits)
    let long = Array(repeating: "abcdefghijklmnopqrstuvwxyz", count: 9).joined(separator: ".")
    for number in 0..<100 {
      let name = "h\(number).\(long)"
      capture.udp(resolver, client, dns(dnsAnswer(name, ["192.0.2.\(number)"]), id: UInt16(number)))
    }
    tell("chat.example.com", &capture)
    visit(namelessHello, &capture)
    #expect(capture.briefs.last == "tls chat.example.com?")
  }
}
