import Evidence
import Packets
import TestSupport
import Testing

@Suite("Flows: the first flight of a stream") struct StreamTests {
  private let hello = tlsHello("chat.example.com", padding: 2500)

  @Test("A hello in one segment") func oneSegment() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    talk.answer([UInt8](repeating: 9, count: 700), &capture)
    #expect(capture.traces.isEmpty)
    talk.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
    let trace = capture.traces[0]
    #expect(trace.client == "10.1.2.3" && trace.server == "192.0.2.80" && trace.port == 443)
    #expect(trace.bytesUp == UInt64(hello.count) && trace.bytesDown == 700)
    #expect(trace.time == FlowCapture.start && trace.duration == 6)
    #expect(trace.outcome == .unknown && !trace.isHostAddress)
  }

  @Test("IPv6") func ipv6() {
    var capture = FlowCapture()
    var talk = Conversation(Endpoint("2001:db8::1", 50_000), Endpoint("2001:db8:1::2", 443))
    talk.open(&capture)
    talk.send(hello, &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
    #expect(capture.traces[0].client == "2001:db8::1")
    #expect(capture.traces[0].server == "2001:db8:1::2")
  }

  @Test("Segments in any order, some sent twice, give the same name and the same count")
  func anyOrder() {
    var random = SeededGenerator(seed: 7)
    for round in 0..<200 {
      var edges = Set(
        (0..<Int.random(in: 1...8, using: &random)).map { _ in
          Int.random(in: 1..<hello.count, using: &random)
        })
      edges.formUnion([0, hello.count])
      let sorted = edges.sorted()
      var pieces = zip(sorted, sorted.dropFirst()).map { $0..<$1 }
      // Some come again, and some again with parts of their neighbours.
      for piece in pieces where Bool.random(using: &random) {
        pieces.append(max(0, piece.lowerBound - 40)..<min(hello.count, piece.upperBound + 40))
      }
      pieces.shuffle(using: &random)
      var capture = FlowCapture()
      // Some rounds run over the end of the sequence numbers.
      var talk = Conversation(up: round % 2 == 0 ? 0xFFFF_FFFF - UInt32(round * 10) : 77)
      talk.open(&capture)
      for piece in pieces { talk.piece(hello, piece, &capture) }
      talk.up &+= UInt32(hello.count)
      talk.close(&capture)
      #expect(capture.briefs == ["tls chat.example.com"])
      #expect(capture.traces.first?.bytesUp == UInt64(hello.count))
    }
  }

  @Test("Of bytes that come twice the first count") func overlap() {
    let other = tlsHello("evil.example.net", padding: 2500)
    // The name stands in front of byte 120, and the lengths of both hellos are the same.
    for (first, second, name) in [
      (hello, other, "chat.example.com"), (other, hello, "evil.example.net"),
    ] {
      var capture = FlowCapture()
      var talk = Conversation()
      talk.open(&capture)
      talk.piece(first, 20..<120, &capture)
      talk.piece(second, 10..<1000, &capture)
      talk.piece(second, 0..<second.count, &capture)
      talk.up &+= UInt32(hello.count)
      talk.close(&capture)
      #expect(capture.briefs == ["tls \(name)"])
      #expect(capture.traces.first?.bytesUp == UInt64(hello.count))
    }
  }

  @Test("A gap that is never filled gives no name") func gap() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.piece(hello, 0..<40, &capture)
    talk.piece(hello, 60..<hello.count, &capture)
    capture.finish()
    #expect(capture.traces.isEmpty)
    #expect(capture.decoder.coverage.unnamedTLS == 1)
    #expect(capture.decoder.coverage.unnamedBytesUp == UInt64(hello.count))
  }

  @Test("A hello that ends early gives the name that it holds") func early() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    talk.piece(hello, 0..<1000, &capture)
    #expect(capture.traces.isEmpty)
    capture.finish()
    #expect(capture.briefs == ["tls chat.example.com"])
  }

  @Test("A segment that the capture cut gives the name and counts in full") func cut() {
    var capture = FlowCapture()
    capture.snapLength = 200
    var talk = Conversation()
    talk.open(&capture)
    talk.send(hello, &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
    #expect(capture.traces[0].bytesUp == UInt64(hello.count))
    #expect(capture.decoder.coverage.cutFrames == 1)
  }

  @Test("Cut behind every byte no wrong name comes out") func truncation() {
    let small = tlsHello("chat.example.com")
    for count in 0...small.count {
      var capture = FlowCapture()
      var talk = Conversation()
      talk.open(&capture)
      talk.send(Array(small[..<count]), &capture)
      capture.finish()
      #expect(capture.briefs == [] || capture.briefs == ["tls chat.example.com"])
    }
  }

  @Test("Of a connection that began before the capture, a hello is read") func late() {
    for endings in [[hello.count], [500, hello.count]] {
      var capture = FlowCapture()
      var talk = Conversation()
      talk.answer([1, 2, 3], &capture)
      var start = 0
      for end in endings {
        talk.send(Array(hello[start..<end]), &capture)
        start = end
      }
      talk.answer([UInt8](repeating: 0, count: 50), &capture)
      capture.finish()
      #expect(capture.briefs == ["tls chat.example.com"])
      #expect(capture.traces[0].client == "10.1.2.3" && capture.traces[0].bytesDown == 53)
    }
  }

  @Test("Of a connection that began before, other content says nothing") func lateOther() {
    var capture = FlowCapture()
    var talk = Conversation()
    for _ in 0..<10 { talk.send([23, 3, 3, 0, 100] + Array(repeating: 7, count: 100), &capture) }
    talk.send(hello, &capture)
    capture.finish()
    #expect(capture.traces.isEmpty)
    #expect(capture.decoder.coverage.unnamedTLS == 1)
    #expect(capture.decoder.coverage.unnamedBytesUp == UInt64(1050 + hello.count))
  }

  @Test("The client is who sends the SYN, or gets its answer, whatever the ports") func client() {
    for isAnswerOnly in [false, true] {
      var capture = FlowCapture()
      var talk = Conversation(Endpoint("10.1.2.3", 443), Endpoint("192.0.2.80", 50_443))
      if isAnswerOnly {
        capture.tcp(talk.server, talk.client, 4999, Packet.syn | Packet.ack)
      } else {
        talk.open(&capture)
      }
      talk.send(hello, &capture)
      capture.finish()
      #expect(capture.briefs == ["tls chat.example.com"])
      #expect(capture.traces.first?.client == "10.1.2.3")
    }
  }

  @Test("Data in the SYN") func fastOpen() {
    var capture = FlowCapture()
    let talk = Conversation()
    capture.tcp(talk.client, talk.server, 10, Packet.syn, Array(hello[..<600]))
    capture.tcp(talk.client, talk.server, 611, Packet.ack, Array(hello[600...]))
    capture.finish()
    #expect(capture.briefs == ["tls chat.example.com"])
    #expect(capture.traces[0].bytesUp == UInt64(hello.count))
  }

  @Test("TLS behind some words in the clear, and behind a PROXY header") func behind() {
    var capture = FlowCapture()
    var mail = Conversation(Endpoint("10.1.2.3", 50_001), Endpoint("192.0.2.25", 25))
    mail.open(&capture)
    mail.answer(Array("220 mail\r\n".utf8), &capture)
    mail.send(Array("EHLO me\r\n".utf8), &capture)
    mail.send(Array("STARTTLS\r\n".utf8), &capture)
    mail.send(tlsHello("mail.example.com"), &capture)
    mail.close(&capture)
    var balanced = Conversation()
    balanced.open(&capture)
    let header = Array("PROXY TCP4 10.9.9.9 10.8.8.8 40000 443\r\n".utf8)
    balanced.send(header + tlsHello("chat.example.com"), &capture)
    balanced.close(&capture)
    #expect(capture.briefs == ["tls mail.example.com", "tls chat.example.com"])
  }

  @Test("Crumbs of a stream are put together; too much of it is given up") func crumbs() {
    var capture = FlowCapture()
    var talk = Conversation()
    talk.open(&capture)
    for byte in tlsHello("chat.example.com") { talk.send([byte], &capture) }
    talk.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
    var endless = Conversation(Endpoint("10.1.2.3", 50_001))
    endless.open(&capture)
    endless.send(Array("GET /".utf8), &capture)
    for _ in 0..<80 { endless.send(Array(repeating: 0x61, count: 1000), &capture) }
    endless.close(&capture)
    #expect(capture.traces.count == 1)
    let coverage = capture.decoder.coverage
    #expect(coverage.abandonedStreams + coverage.malformedStreams == 1)
  }

  @Test("Buffers are bounded: the oldest streams are given up") func bounded() {
    var limits = FlowLimits()
    limits.gatheredBytes = 20_000
    limits.gatheredStreams = 8
    var capture = FlowCapture(limits)
    for number in 0..<40 {
      var talk = Conversation(Endpoint("10.1.2.3", UInt16(50_000 + number)))
      talk.open(&capture)
      talk.piece(hello, 0..<40, &capture)
      talk.piece(hello, 200..<700, &capture)
    }
    #expect(capture.decoder.coverage.abandonedStreams >= 32)
    var last = Conversation(Endpoint("10.1.2.3", 50_039), up: 1001, down: 5001)
    last.piece(hello, 40..<hello.count, &capture)
    last.up &+= UInt32(hello.count)
    last.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
  }

  @Test("A stream that is given up gives the name that it holds") func givenUp() {
    var limits = FlowLimits()
    limits.gatheredStreams = 2
    var capture = FlowCapture(limits)
    for number in 0..<5 {
      var talk = Conversation(Endpoint("10.1.2.3", UInt16(50_000 + number)))
      talk.open(&capture)
      talk.piece(hello, 0..<700, &capture)
    }
    #expect(capture.decoder.coverage.abandonedStreams == 0)
    capture.finish()
    #expect(capture.traces.count == 5)
  }
}
