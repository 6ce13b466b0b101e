import Evidence
import Packets
import Testing

@Suite("Flows: lookups") struct LookupTests {
  private let client = Endpoint("10.1.2.3", 40_000)
  private let resolver = Endpoint("10.0.0.1", 53)

  @Test("A query is an access, its answer none") func query() {
    var capture = FlowCapture()
    capture.udp(client, resolver, dns(.query("chat.example.com")))
    #expect(capture.briefs == ["dns chat.example.com"])
    let trace = capture.traces[0]
    #expect(trace.client == "10.1.2.3" && trace.server == "10.0.0.1" && trace.port == 0)
    #expect(trace.bytesUp == nil && trace.duration == nil)
    capture.udp(resolver, client, dns(dnsAnswer("chat.example.com", ["192.0.2.80"])))
    capture.finish()
    #expect(capture.traces.count == 1)
  }

  @Test("A repetition is none, a later query is one, another type is one") func repetition() {
    var capture = FlowCapture()
    let query = dns(.query("chat.example.com"))
    capture.udp(client, resolver, query)
    capture.udp(client, resolver, query)
    #expect(capture.traces.count == 1)
    capture.udp(client, resolver, dns(.query("chat.example.com", .aaaa), id: 2))
    #expect(capture.traces.count == 2)
    capture.time += 5000
    capture.udp(client, resolver, query)
    #expect(capture.traces.count == 3)
    capture.udp(Endpoint("10.1.2.4", 40_000), resolver, query)
    #expect(capture.traces.count == 4)
  }

  @Test("An answer without its query is the access of its receiver, once") func answerOnly() {
    var capture = FlowCapture()
    let answer = dns(dnsAnswer("chat.example.com", ["192.0.2.80"]))
    capture.udp(resolver, client, answer)
    capture.udp(resolver, client, answer)
    capture.udp(client, resolver, dns(.query("chat.example.com")))
    #expect(capture.briefs == ["dns chat.example.com"])
    #expect(capture.traces[0].client == "10.1.2.3")
  }

  @Test("A blocked answer refuses its lookup, once") func refused() {
    var capture = FlowCapture()
    let answer = dns(dnsAnswer("chat.example.com", ["0.0.0.0"]))
    capture.udp(client, resolver, dns(.query("chat.example.com")))
    capture.udp(resolver, client, answer)
    capture.udp(resolver, client, answer)
    #expect(capture.briefs == ["dns chat.example.com", "refused dns chat.example.com"])
    #expect(capture.traces[1].client == "10.1.2.3" && capture.traces[1].outcome == .blocked)
    var unasked = FlowCapture()
    unasked.udp(resolver, client, answer)
    #expect(unasked.briefs == ["dns chat.example.com", "refused dns chat.example.com"])
    var local = FlowCapture()
    local.udp(client, resolver, dns(.query("localhost")))
    local.udp(resolver, client, dns(dnsAnswer("localhost", ["127.0.0.1"])))
    #expect(local.briefs == ["dns localhost"])
  }

  @Test("Multicast DNS, LLMNR and NetBIOS are no lookups") func neighbours() {
    var capture = FlowCapture()
    for port in [UInt16(5353), 5355, 137] {
      capture.udp(client, Endpoint("224.0.0.251", port), dns(.query("chat.example.com")))
    }
    capture.finish()
    #expect(capture.traces.isEmpty)
  }

  @Test("Lookups on another port") func otherPort() {
    var capture = FlowCapture()
    let server = Endpoint("10.0.0.1", 5300)
    for (id, name) in ["a.example", "b.example"].enumerated() {
      capture.udp(client, server, dns(.query(name), id: UInt16(id)))
      capture.udp(server, client, dns(dnsAnswer(name, ["192.0.2.1"]), id: UInt16(id)))
    }
    capture.finish()
    #expect(capture.briefs == ["dns a.example", "dns b.example"])
    #expect(capture.decoder.coverage.unnamedBytesUp == 0)
  }

  private func framed(_ message: [UInt8]) -> [UInt8] {
    PacketBuilder.big16(UInt16(message.count)) + message
  }

  @Test("Over TCP, in both directions, messages cut anywhere") func tcp() {
    let up = framed(dns(.query("a.example"), id: 1)) + framed(dns(.query("b.example"), id: 2))
    let down =
      framed(dns(dnsAnswer("b.example", ["0.0.0.0"]), id: 2))
      + framed(dns(dnsAnswer("c.example", ["192.0.2.1"]), id: 3))
    for cut in 1..<up.count {
      var capture = FlowCapture()
      var talk = Conversation(Endpoint("10.1.2.3", 40_000), resolver)
      talk.open(&capture)
      talk.send(Array(up[..<cut]), &capture)
      talk.send(Array(up[cut...]), &capture)
      talk.answer(Array(down[..<(cut % down.count)]), &capture)
      talk.answer(Array(down[(cut % down.count)...]), &capture)
      talk.close(&capture)
      #expect(
        capture.briefs == [
          "dns a.example", "dns b.example", "refused dns b.example", "dns c.example",
        ])
      #expect(capture.traces[3].client == "10.1.2.3")
    }
  }

  @Test("Over TCP behind a hole") func tcpHole() {
    var capture = FlowCapture()
    var talk = Conversation(Endpoint("10.1.2.3", 40_000), resolver)
    talk.open(&capture)
    talk.send(framed(dns(.query("a.example"), id: 1)), &capture)
    talk.up &+= 500
    talk.send(framed(dns(.query("b.example"), id: 2)), &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["dns a.example", "dns b.example"])
  }

  @Test("TLS on the port of DNS is read as what it is") func otherContent() {
    var capture = FlowCapture()
    var talk = Conversation(Endpoint("10.1.2.3", 40_000), resolver)
    talk.open(&capture)
    talk.send(tlsHello("chat.example.com"), &capture)
    talk.close(&capture)
    #expect(capture.briefs == ["tls chat.example.com"])
  }

  @Test("A ClientHello that asks for DNS inside is one of encrypted DNS on any port")
  func encryptedDNSByProtocol() {
    var capture = FlowCapture()
    for (port, id) in [(UInt16(443), "dot"), (8443, "h2")] {
      var talk = Conversation(client, Endpoint("192.0.2.53", port))
      talk.open(&capture)
      let extensions = TLSMessages.serverName("dns.example") + TLSMessages.protocols(id)
      talk.send(TLSMessages.record(TLSMessages.clientHello(extensions)), &capture)
      talk.close(&capture)
    }
    capture.finish()
    #expect(capture.decoder.coverage.dnsOverTLS == 1)
  }

  @Test("The canary and encrypted resolvers are counted") func coverage() {
    var capture = FlowCapture()
    capture.udp(client, resolver, dns(.query("use-application-dns.net")))
    capture.udp(resolver, client, dns(dnsAnswer("use-application-dns.net", ["192.0.2.1"])))
    var talk = Conversation(client, Endpoint("192.0.2.53", 853))
    talk.open(&capture)
    talk.send(tlsHello("dns.example"), &capture)
    talk.close(&capture)
    capture.udp(client, Endpoint("192.0.2.53", 853), [0x40, 1, 2, 3])
    capture.finish()
    let coverage = capture.decoder.coverage
    #expect(coverage.canaryLookups == 1 && coverage.dnsOverTLS == 1 && coverage.dnsOverQUIC == 1)
  }

  @Test("More lookups than are remembered") func many() {
    var limits = FlowLimits()
    limits.lookups = 50
    limits.toldNames = 20
    var capture = FlowCapture(limits)
    for id in 0..<1000 {
      capture.udp(client, resolver, dns(.query("h\(id).example"), id: UInt16(id)))
      let answer = dnsAnswer("h\(id).example", ["192.0.2.\(id % 256)", "198.51.100.\(id % 199)"])
      capture.udp(resolver, client, dns(answer, id: UInt16(id)))
    }
    #expect(capture.traces.count == 1000)
  }
}
