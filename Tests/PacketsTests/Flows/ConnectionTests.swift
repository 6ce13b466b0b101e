import Evidence
import Packets
import Testing

@Suite("Flows: connections open, go on and end") struct ConnectionTests {
  private let hello = tlsHello("chat.example.com")

  @Test("What is sent again is counted once, what the capture lost is counted") func bytes() {
    var capture = FlowCapture()
    var talk = Conversation(up: 0xFFFF_FF00, down: 0xFFFF_0000)
    talk.open(&capture)
    talk.send(hello, &capture)
    let again = talk
    for _ in 0..<100 { talk.send(Array(repeating: 1, count: 1000), &capture) }
    var copy = again
    for _ in 0..<50 { copy.send(Array(repeating: 1, count: 1000), &capture) }
    // Lost, and late.
    talk.down &+= 1000
    talk.answer(Array(repeating: 2, count: 1000), &capture)
    capture.tcp(
      talk.server, talk.client, talk.down &- 2000, Packet.ack, [UInt8](repeating: 2, count: 500))
    // A keep-alive probe.
    capture.tcp(talk.client, talk.server, talk.up &- 1, Packet.ack, [0])
    talk.close(&capture)
    #expect(capture.traces.first?.bytesUp == UInt64(hello.count + 100_000))
    #expect(capture.traces.first?.bytesDown == 2000)
  }

  @Test("A jump of the numbers does not count as bytes") func jump() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    capture.tcp(talk.client, talk.server, talk.up &+ 0x7000_0000, Packet.ack, [1, 2, 3])
    talk.send([4, 5], &capture)
    capture.finish()
    #expect(capture.traces.first?.bytesUp == UInt64(hello.count + 5))
  }

  @Test("Packets behind the end open no new flow; a SYN does") func end() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    talk.close(&capture)
    #expect(capture.traces.count == 1)
    capture.tcp(talk.client, talk.server, talk.up, Packet.ack)
    talk.answer([1, 2, 3], &capture)
    var next = Conversation(up: 90_000, down: 80_000)
    next.open(&capture)
    next.send(tlsHello("next.example.com"), &capture)
    capture.finish()
    #expect(capture.briefs == ["tls chat.example.com", "tls next.example.com"])
    #expect(capture.decoder.coverage.unnamedTLS == 0)
  }

  @Test("A reset ends the flow, one out of nowhere does not") func reset() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    talk.answer([1], &capture)
    capture.tcp(talk.server, talk.client, talk.down &+ 0x4000_0000, Packet.rst)
    #expect(capture.traces.isEmpty)
    capture.tcp(talk.server, talk.client, talk.down, Packet.rst)
    #expect(capture.briefs == ["tls chat.example.com"])
    capture.finish()
    #expect(capture.traces.count == 1)
  }

  @Test("The same SYN again is the same connection, another is another") func reuse() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    capture.tcp(talk.client, talk.server, 1000, Packet.syn)
    talk.answer([1, 2], &capture)
    #expect(capture.traces.isEmpty)
    var next = Conversation(up: 2_000_000)
    next.open(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
    next.send(tlsHello("next.example.com"), &capture)
    capture.finish()
    #expect(capture.briefs == ["tls chat.example.com", "tls next.example.com"])
    #expect(capture.traces[0].bytesDown == 2 && capture.traces[1].bytesDown == 0)
  }

  @Test("Idle flows end") func idle() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    capture.time += 14 * 60_000
    capture.tcp(Endpoint("10.9.9.9", 1025), Endpoint("10.9.9.8", 1024), 1, Packet.syn)
    #expect(capture.traces.isEmpty)
    capture.time += 61_000
    capture.tcp(Endpoint("10.9.9.9", 1026), Endpoint("10.9.9.8", 1024), 1, Packet.syn)
    #expect(capture.briefs == ["tls chat.example.com"])
    talk.send([1, 2, 3], &capture)
    capture.finish()
    #expect(capture.traces.count == 1)
    #expect(capture.decoder.coverage.unnamedTLS == 1)
  }

  @Test("A connection that one side closed ends sooner") func halfClosed() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    capture.tcp(talk.client, talk.server, talk.up, Packet.fin | Packet.ack)
    talk.answer([1, 2], &capture)
    #expect(capture.traces.isEmpty)
    capture.time += 62_000
    capture.udp(Endpoint("10.9.9.9", 1026), Endpoint("10.9.9.8", 1024), [1])
    #expect(capture.briefs == ["tls chat.example.com"])
  }

  @Test("When there are too many flows the least recently active ends") func eviction() {
    var limits = FlowLimits()
    limits.flows = 10
    var capture = FlowCapture(limits)
    for number in 0..<15 {
      var talk = Conversation(Endpoint("10.1.2.3", UInt16(50_000 + number)))
      talk.open(&capture)
      talk.send(tlsHello("host\(number).example.com"), &capture)
      capture.time += 2000
      // The first one stays active.
      capture.tcp(Endpoint("10.1.2.3", 50_000), talk.server, 2000, Packet.ack, [UInt8(number)])
    }
    #expect(capture.briefs == (1...5).map { "tls host\($0).example.com" })
    #expect(capture.decoder.coverage.evictedFlows == 5)
    capture.finish()
    #expect(Set(capture.briefs).count == 15 && capture.traces.count == 15)
  }

  @Test("Many flows stay within the limits") func many() {
    var limits = FlowLimits()
    limits.flows = 500
    limits.textCells = 600
    var capture = FlowCapture(limits)
    let count = 20_000
    for number in 0..<count {
      let client = Endpoint("10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)", 40_000)
      capture.tcp(client, Endpoint("192.0.2.80", 443), 1, Packet.syn)
      capture.tcp(client, Endpoint("192.0.2.80", 443), 2, Packet.ack, hello)
    }
    capture.finish()
    #expect(capture.traces.count == count)
    #expect(Set(capture.traces.map(\.client)).count == count)
    #expect(capture.decoder.coverage.evictedFlows >= UInt64(count - 600))
    #expect(capture.decoder.coverage.namedTLS == UInt64(count))
  }

  @Test("Time that goes back, or far away, breaks nothing") func time() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    capture.time -= 100
    talk.send(hello, &capture)
    talk.answer([1], &capture)
    capture.time = .max - 1
    capture.udp(Endpoint("10.9.9.9", 1026), Endpoint("10.9.9.8", 1024), [1])
    #expect(capture.briefs == ["tls chat.example.com"])
    #expect(capture.traces[0].duration == 0)
    capture.time = .min
    capture.udp(Endpoint("10.9.9.9", 1026), Endpoint("10.9.9.8", 1024), [1])
    capture.time = FlowCapture.start
    var next = Conversation(Endpoint("10.1.2.3", 50_001))
    next.open(&capture)
    next.send(tlsHello("next.example.com"), &capture)
    next.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com", "tls next.example.com"])
  }

  @Test("A scan leaves nothing") func scan() {
    var capture = FlowCapture()
    for port in UInt16(1)...1000 {
      let server = Endpoint("192.0.2.1", port)
      capture.tcp(Endpoint("10.1.1.1", 50_000), server, 7, Packet.syn)
      capture.tcp(server, Endpoint("10.1.1.1", 50_000), 0, Packet.rst | Packet.ack)
    }
    capture.finish()
    #expect(capture.traces.isEmpty)
    let coverage = capture.decoder.coverage
    #expect(coverage.otherStreams == 0 && coverage.unnamedTLS == 0)
  }
}
