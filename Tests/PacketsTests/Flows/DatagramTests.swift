import Evidence
import Packets
import Testing

@Suite("Flows: QUIC and DTLS") struct DatagramTests {
  private let client = Endpoint("10.1.2.3", 50_000)
  private let server = Endpoint("192.0.2.80", 443)

  private func initials(_ name: String, pieces: Int) throws -> [[UInt8]] {
    let hello = TLSMessages.clientHello(TLSMessages.serverName(name))
    let size = (hello.count + pieces - 1) / pieces
    let sealer = InitialSealer(sourceID: [1, 2, 3, 4])
    return try (0..<pieces).map { number in
      let range = number * size..<min(hello.count, (number + 1) * size)
      let frame = [6] + varint(range.lowerBound) + varint(range.count) + hello[range]
      return try sealer.packet(frame, number: UInt32(number))
    }
  }

  @Test("The name of a QUIC connection, its bytes and its time") func quic() throws {
    var capture = FlowCapture()
    for datagram in try initials("chat.example.com", pieces: 1) {
      capture.udp(client, server, datagram)
    }
    capture.udp(server, client, Array(repeating: 0x40, count: 800))
    capture.udp(client, server, Array(repeating: 0x40, count: 30))
    capture.finish()
    #expect(capture.briefs == ["quic chat.example.com"])
    #expect(capture.traces[0].bytesUp == 1230 && capture.traces[0].bytesDown == 800)
    #expect(capture.traces[0].duration == 2 && capture.traces[0].port == 443)
    #expect(capture.decoder.coverage.namedQUIC == 1)
  }

  @Test("A hello in several packets, in any order, on any port") func severalPackets() throws {
    var capture = FlowCapture()
    let datagrams = try initials("chat.example.com", pieces: 3)
    for index in [2, 0, 1] { capture.udp(client, Endpoint("192.0.2.80", 8853), datagrams[index]) }
    capture.finish()
    #expect(capture.briefs == ["quic chat.example.com"])
  }

  @Test("More connections at once than are put together") func many() throws {
    var limits = FlowLimits()
    limits.gatheredHellos = 4
    var capture = FlowCapture(limits)
    let datagrams = try initials("chat.example.com", pieces: 2)
    for port in UInt16(1)...20 {
      capture.udp(Endpoint("10.1.2.3", 50_000 + port), server, datagrams[0])
    }
    for port in UInt16(1)...20 {
      capture.udp(Endpoint("10.1.2.3", 50_000 + port), server, datagrams[1])
    }
    capture.finish()
    #expect(capture.traces.count == 4)
    #expect(capture.decoder.coverage.abandonedStreams == 16)
  }

  @Test("UDP flows end when they are idle") func idle() throws {
    var capture = FlowCapture()
    let datagrams = try initials("chat.example.com", pieces: 1)
    capture.udp(client, server, datagrams[0])
    capture.time += 181_000
    capture.udp(Endpoint("10.9.9.9", 1026), Endpoint("10.9.9.8", 1024), [1])
    #expect(capture.briefs == ["quic chat.example.com"])
  }

  @Test("DTLS, whole and in fragments") func dtls() {
    var capture = FlowCapture()
    let body = TLSMessages.helloBody(
      TLSMessages.serverName("vpn.example.com"), version: 0xFEFD, cookie: [])
    capture.udp(client, server, TLSMessages.datagram(body))
    capture.finish()
    #expect(capture.briefs == ["tls vpn.example.com"])
    capture.udp(client, server, TLSMessages.datagram(body, 40..<body.count))
    capture.udp(client, server, TLSMessages.datagram(body, 0..<40))
    capture.finish()
    #expect(capture.briefs == ["tls vpn.example.com", "tls vpn.example.com"])
  }

  @Test("Other datagrams are looked at a few times and then only counted") func other() throws {
    var capture = FlowCapture()
    for _ in 0..<20 { capture.udp(client, server, [1, 2, 3]) }
    for datagram in try initials("chat.example.com", pieces: 1) {
      capture.udp(client, server, datagram)
    }
    capture.finish()
    #expect(capture.traces.isEmpty)
    #expect(capture.decoder.coverage.unnamedBytesUp == 1260)
  }
}
