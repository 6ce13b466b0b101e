import Evidence
import Packets
import Testing

@Suite("Flows: HTTP, proxies and tunnels") struct WebTests {
  private let proxy = Endpoint("10.0.0.9", 3128)

  private func conversation(_ server: Endpoint) -> Conversation {
    Conversation(Endpoint("10.1.2.3", 50_000), server)
  }

  @Test("A request says host, path, agent and method") func request() {
    var capture = FlowCapture()
    var talk = conversation(Endpoint("192.0.2.80", 11434))
    talk.open(&capture)
    talk.send(
      httpRequest("POST /api/chat?x=1", "Llama.example:11434", "User-Agent: curl/8\r\n"), &capture)
    talk.answer(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["http Llama.example"])
    let trace = capture.traces[0]
    #expect(trace.path == "/api/chat?x=1" && trace.userAgent == "curl/8" && trace.method == "POST")
    #expect(trace.port == 11434)
  }

  @Test("Requests to one host are one access, to another a new one with its own bytes")
  func keepAlive() {
    var capture = FlowCapture()
    var talk = conversation(proxy)
    talk.open(&capture)
    let first = httpRequest("GET http://a.example/1", "a.example")
    let second = httpRequest("GET http://A.EXAMPLE/2", "a.example")
    let third = httpRequest("GET http://b.example/3", "b.example")
    talk.send(first, &capture)
    talk.answer(Array(repeating: 1, count: 100), &capture)
    talk.send(second, &capture)
    talk.answer(Array(repeating: 1, count: 100), &capture)
    #expect(capture.traces.isEmpty)
    talk.send(third, &capture)
    #expect(capture.briefs == ["http a.example"])
    talk.answer(Array(repeating: 1, count: 30), &capture)
    // Sent again: no new access.
    let sequence = talk.up &- UInt32(third.count + second.count)
    capture.tcp(talk.client, talk.server, sequence, Packet.ack, second)
    talk.close(&capture)
    #expect(capture.briefs == ["http a.example", "http b.example"])
    #expect(capture.traces[0].bytesUp == UInt64(first.count + second.count))
    #expect(capture.traces[0].bytesDown == 200)
    #expect(capture.traces[1].bytesUp == UInt64(third.count))
    #expect(capture.traces[1].bytesDown == 30)
    #expect(capture.traces[0].path == "/1" && capture.traces[1].path == "/3")
  }

  @Test("A later request in pieces, and one behind the end of another") func laterRequests() {
    var capture = FlowCapture()
    var talk = conversation(proxy)
    talk.open(&capture)
    talk.send(httpRequest("POST /", "a.example", "Content-Length: 3000\r\n"), &capture)
    talk.send(Array(repeating: 0x41, count: 2000), &capture)
    talk.send(Array(repeating: 0x41, count: 1000) + httpRequest("GET /", "b.example"), &capture)
    let last = httpRequest("GET /", "c.example")
    talk.piece(last, 15..<last.count, &capture)
    talk.piece(last, 0..<15, &capture)
    talk.up &+= UInt32(last.count)
    talk.send(httpRequest("GET /", "d.example"), &capture)
    talk.close(&capture)
    // The middle of a request comes first: nothing says that it is one.
    #expect(capture.briefs.first == "http a.example")
    #expect(capture.briefs.contains("http b.example"))
    #expect(capture.briefs.last == "http d.example")
  }

  @Test("CONNECT is an access of its own, and the bytes belong to what is inside") func connect() {
    var capture = FlowCapture()
    var talk = conversation(proxy)
    talk.open(&capture)
    let request = httpRequest("CONNECT api.example:443", "api.example:443")
    talk.send(request, &capture)
    talk.answer(Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8), &capture)
    let hello = tlsHello("inner.example")
    talk.send(hello, &capture)
    #expect(capture.briefs == ["http api.example"])
    #expect(capture.traces[0].method == "CONNECT" && capture.traces[0].port == 443)
    #expect(capture.traces[0].outcome == .allowed && capture.traces[0].bytesUp == nil)
    talk.answer(Array(repeating: 1, count: 500), &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["http api.example", "tls inner.example"])
    #expect(capture.traces[1].bytesUp == UInt64(request.count + hello.count))
    #expect(capture.traces[1].bytesDown == 539)
  }

  @Test("A refused CONNECT is blocked; a password is asked for without a second access")
  func refused() {
    var capture = FlowCapture()
    var talk = conversation(proxy)
    talk.open(&capture)
    let request = httpRequest("CONNECT api.example:443", "api.example:443")
    talk.send(request, &capture)
    talk.answer(Array("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".utf8), &capture)
    talk.send(request, &capture)
    talk.answer(Array("HTTP/1.1 403 Forbidden\r\n\r\n".utf8), &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["http api.example"])
    #expect(capture.traces[0].outcome == .blocked)
    #expect(capture.traces[0].bytesUp == UInt64(2 * request.count))
  }

  @Test("CONNECT and the hello in segments of any cut") func connectCut() {
    let stream =
      httpRequest("CONNECT api.example:443", "api.example:443") + tlsHello("inner.example")
    for cut in 1..<stream.count {
      var capture = FlowCapture()
      var talk = conversation(proxy)
      talk.open(&capture)
      talk.send(Array(stream[..<cut]), &capture)
      talk.send(Array(stream[cut...]), &capture)
      talk.close(&capture)
      #expect(capture.briefs == ["http api.example", "tls inner.example"])
    }
  }

  @Test("SOCKS 5 by name, and by address with TLS inside") func socks() {
    var capture = FlowCapture()
    var named = conversation(Endpoint("10.0.0.9", 1080))
    named.open(&capture)
    named.send([5, 1, 0], &capture)
    named.answer([5, 0], &capture)
    named.send([5, 1, 0, 3, 11] + Array("api.example".utf8) + [1, 187], &capture)
    named.answer([5, 0, 0, 1, 0, 0, 0, 0, 0, 0], &capture)
    named.send(tlsHello("inner.example"), &capture)
    named.close(&capture)
    #expect(capture.briefs == ["http api.example", "tls inner.example"])
    #expect(capture.traces[0].port == 443)
    var byAddress = Conversation(Endpoint("10.1.2.4", 50_000), Endpoint("10.0.0.9", 1080))
    byAddress.open(&capture)
    byAddress.send([5, 1, 0], &capture)
    byAddress.send([5, 1, 0, 1, 192, 0, 2, 7, 1, 187], &capture)
    byAddress.send(tlsHello("other.example"), &capture)
    byAddress.close(&capture)
    #expect(capture.briefs.dropFirst(2) == ["tls other.example"])
  }

  @Test("Tunnels in tunnels end somewhere") func nested() {
    var capture = FlowCapture()
    var talk = conversation(proxy)
    talk.open(&capture)
    for number in 0..<30 {
      talk.send(httpRequest("CONNECT h\(number).example:443", "x"), &capture)
    }
    talk.close(&capture)
    #expect(capture.traces.count == Int(FlowLimits().tunnels))
  }

  @Test("Of unknown content nothing comes") func other() {
    var capture = FlowCapture()
    var talk = conversation(Endpoint("192.0.2.22", 22))
    talk.open(&capture)
    talk.answer(Array("SSH-2.0-x\r\n".utf8), &capture)
    talk.send(Array("SSH-2.0-y\r\n".utf8), &capture)
    for _ in 0..<20 { talk.send(Array(repeating: 0xA5, count: 100), &capture) }
    talk.close(&capture)
    #expect(capture.traces.isEmpty)
    #expect(capture.decoder.coverage.otherStreams == 1)
    #expect(capture.decoder.coverage.unnamedBytesUp == 2011)
  }
}
