import Bytes
import Packets
import Testing

/// Frames with stations of their own.
extension FlowCapture {
  /// - Parameter vlan: 0 for a frame without a tag.
  mutating func frame(_ packet: [UInt8], from hardware: String, vlan: UInt16) {
    let source = HardwareAddress(hardware).map { PacketBuilder.big48($0.bits) } ?? []
    let tag = vlan == 0 ? [] : [0x81, 0x00] + PacketBuilder.big16(vlan)
    frame(Array(packet.prefix(6)) + source + tag + packet.dropFirst(12))
  }
}

@Suite("Flows: where the client is") struct StationOfClientTests {
  private let laptop = "02:00:00:00:00:0a"
  private let router = "02:00:00:00:00:0b"
  private let ends = [
    (Endpoint("10.1.2.3", 50_000), Endpoint("192.0.2.80", 443)),
    (Endpoint("192.168.1.3", 50_000), Endpoint("10.0.2.80", 443)),
  ]

  private func places(_ capture: FlowCapture) -> [String] {
    capture.traces.map { "\($0.hardware ?? "-") \($0.vlan)" }
  }

  private func packet(
    _ source: Endpoint, _ destination: Endpoint, _ flags: UInt8, _ payload: [UInt8] = []
  ) -> [UInt8] {
    PacketBuilder.tcp(source, destination, sequence: 1000, flags: flags, payload)
  }

  @Test("The client's station and not the server's, whichever address is the lower")
  func connections() {
    for (client, server) in ends {
      var capture = FlowCapture()
      capture.frame(packet(client, server, Packet.syn), from: laptop, vlan: 20)
      capture.frame(packet(server, client, Packet.syn | Packet.ack), from: router, vlan: 30)
      let hello = PacketBuilder.tcp(
        client, server, sequence: 1001, flags: Packet.ack, tlsHello("chat.example.com"))
      capture.frame(hello, from: laptop, vlan: 20)
      capture.finish()
      #expect(capture.briefs == ["tls chat.example.com"])
      #expect(places(capture) == ["\(laptop) 20"])
    }
  }

  @Test("The client may turn out by what it says, behind packets of the server")
  func lateClient() {
    for (client, server) in ends {
      var capture = FlowCapture()
      capture.frame(packet(server, client, Packet.ack, [0, 1, 2]), from: router, vlan: 30)
      capture.frame(
        packet(client, server, Packet.ack, tlsHello("chat.example.com")), from: laptop, vlan: 20)
      capture.finish()
      #expect(places(capture) == ["\(laptop) 20"])
    }
  }

  @Test("Where a router's copies of packets are seen too, the first of each side counts")
  func copies() {
    let (client, server) = ends[0]
    var capture = FlowCapture()
    let hello = PacketBuilder.tcp(
      client, server, sequence: 1001, flags: Packet.ack, tlsHello("chat.example.com"))
    for packet in [packet(client, server, Packet.syn), hello] {
      capture.frame(packet, from: laptop, vlan: 20)
      capture.frame(packet, from: router, vlan: 30)
    }
    capture.finish()
    #expect(places(capture) == ["\(laptop) 20"])
  }

  @Test("A client in no VLAN is not in that of its server")
  func untagged() {
    let (client, server) = ends[0]
    var capture = FlowCapture()
    capture.frame(
      packet(client, server, Packet.ack, tlsHello("chat.example.com")), from: laptop, vlan: 0)
    capture.frame(packet(server, client, Packet.ack, [1, 2]), from: router, vlan: 30)
    capture.finish()
    #expect(places(capture) == ["\(laptop) 0"])
  }

  @Test("Of a flow that only the server speaks in, the VLAN alone is known")
  func answersOnly() {
    let (client, server) = ends[0]
    var capture = FlowCapture()
    capture.frame(
      PacketBuilder.udp(
        Endpoint("10.0.0.1", 53), client, dns(dnsAnswer("chat.example.com", ["192.0.2.80"]))),
      from: router, vlan: 20)
    capture.frame(packet(server, client, Packet.ack, [23, 3, 3, 0, 1, 0]), from: router, vlan: 20)
    capture.finish()
    #expect(capture.briefs == ["dns chat.example.com", "tls chat.example.com?"])
    #expect(places(capture) == ["- 20", "- 20"])
  }

  @Test("Datagrams of QUIC") func quic() throws {
    let (client, server) = ends[0]
    let hello = TLSMessages.clientHello(TLSMessages.serverName("chat.example.com"))
    let initial = try InitialSealer(sourceID: [1, 2, 3, 4])
      .packet([6, 0] + varint(hello.count) + hello, number: 0)
    var capture = FlowCapture()
    capture.frame(PacketBuilder.udp(client, server, initial), from: laptop, vlan: 20)
    capture.frame(
      PacketBuilder.udp(server, client, Array(repeating: 0x40, count: 80)), from: router, vlan: 30)
    capture.finish()
    #expect(capture.briefs == ["quic chat.example.com"])
    #expect(places(capture) == ["\(laptop) 20"])
  }

  @Test("Lookups say it at once, by UDP and by TCP") func lookups() {
    let client = Endpoint("10.1.2.3", 40_000)
    let resolver = Endpoint("10.0.0.1", 53)
    let query = dns(.query("b.example"), id: 2)
    let framed = PacketBuilder.big16(UInt16(query.count)) + query
    var capture = FlowCapture()
    capture.frame(
      PacketBuilder.udp(client, resolver, dns(.query("a.example"))), from: laptop, vlan: 20)
    capture.frame(packet(client, resolver, Packet.ack, framed), from: laptop, vlan: 20)
    #expect(capture.briefs == ["dns a.example", "dns b.example"])
    #expect(places(capture) == ["\(laptop) 20", "\(laptop) 20"])
  }

  @Test("A refusal says in which VLAN it was given")
  func refusal() {
    let client = Endpoint("10.1.2.3", 40_000)
    let resolver = Endpoint("10.0.0.1", 53)
    var capture = FlowCapture()
    capture.frame(
      PacketBuilder.udp(client, resolver, dns(.query("chat.example.com"))), from: laptop, vlan: 20)
    capture.frame(
      PacketBuilder.udp(resolver, client, dns(dnsAnswer("chat.example.com", ["0.0.0.0"]))),
      from: router, vlan: 20)
    #expect(capture.briefs == ["dns chat.example.com", "refused dns chat.example.com"])
    #expect(places(capture) == ["\(laptop) 20", "- 20"])
  }
}
