import Packets
import Testing

@Suite("Ethernet") struct EthernetTests {
  @Test("IPv4 and IPv6, TCP and UDP")
  func plain() {
    let frame = DecodedFrame(Frames.ethernet(0x0800, Frames.ipv4(6, Frames.tcp(hex("16 03 01")))))
    #expect(frame.outcome == .packet)
    #expect(frame.packet.transport == .tcp)
    #expect(frame.packet.source == Frames.client)
    #expect(frame.packet.destination == Frames.server)
    #expect(frame.packet.sourcePort == 40000)
    #expect(frame.packet.destinationPort == 443)
    #expect(frame.packet.sequence == 0x0102_0304)
    #expect(frame.packet.flags == 0x18)
    #expect(frame.payload == hex("16 03 01"))
    #expect(frame.packet.payloadLength == 3)

    let sixth = DecodedFrame(Frames.ethernet(0x86DD, Frames.innerIPv6))
    #expect(sixth.isInner)
    #expect(sixth.packet.transport == .udp)
    #expect(sixth.packet.source == Frames.client6)
    #expect(sixth.packet.destination == Frames.server6)
  }

  @Test(
    "Tags before the type are skipped",
    arguments: [
      (0x8100, "00 64 08 00"), (0x88A8, "00 64 81 00 00 C8 08 00"), (0x9100, "00 64 08 00"),
      (0x9200, "00 64 08 00"), (0x8100, "00 64 81 00 00 C8 81 00 01 2C 08 00"),
      (0x8926, "00 00 00 00 08 00"),
      (0x88E7, "00 00 00 01 02 00 00 00 00 01 02 00 00 00 00 02 08 00"),
      (0x8864, "11 00 00 01 00 24 00 21"), (0x8100, "00 64 88 64 11 00 00 01 00 24 00 21"),
      (0x002A, "AA AA 03 00 00 00 08 00"), (0x002A, "AA AA 03 00 00 F8 08 00"),
      (0x0038, "AA AA 03 00 80 C2 00 07 02 00 00 00 00 01 02 00 00 00 00 02 08 00"),
      (0x0025, "06 06 03"), (0x8100, "00 64 00 2A AA AA 03 00 00 00 08 00"),
    ])
  func tags(type: Int, header: String) {
    #expect(DecodedFrame(Frames.ethernet(type, hex(header) + Frames.innerIPv4)).isInner)
  }

  @Test("Below a stack of labels stands IP, or Ethernet with or without a control word")
  func labels() {
    let label = hex("00 01 00 40")
    let bottom = hex("00 02 01 40")
    func decode(_ inner: [UInt8]) -> DecodedFrame {
      DecodedFrame(Frames.ethernet(0x8847, label + bottom + inner))
    }
    #expect(decode(Frames.innerIPv4).isInner)
    #expect(decode(Frames.innerIPv6).isInner)
    #expect(decode(Frames.zeros(4) + Frames.innerEthernet).isInner)
    #expect(decode(Frames.innerEthernet).isInner)
    #expect(decode([0x46, 0x11] + Frames.innerEthernet.dropFirst(2)).isInner)
    #expect(decode([0x10, 0x11] + Frames.innerEthernet.dropFirst(2)).isInner)
    #expect(decode([0xF0, 0x11] + Frames.innerEthernet.dropFirst(2)).isInner)
    #expect(decode(hex("10 00 00 21 45 00")).outcome == .other)
  }

  @Test("An address like an EtherType does not make an IP packet Ethernet")
  func addressLikeType() {
    var packet = Frames.innerIPv4
    packet.replaceSubrange(12..<14, with: [0x08, 0x00])
    #expect(DecodedFrame(Frames.ethernet(0x8847, hex("00 02 01 40") + packet)).isInner)
  }

  @Test("Stacks of labels and tags come to an end")
  func endless() {
    let labels = (0..<300).flatMap { _ in hex("00 01 00 40") }
    #expect(DecodedFrame(Frames.ethernet(0x8847, labels)).outcome == .malformed)
    let tags = (0..<300).flatMap { _ in hex("00 64 81 00") }
    #expect(DecodedFrame(Frames.ethernet(0x8100, tags)).outcome == .malformed)
  }

  @Test("What carries no IP is other")
  func others() {
    #expect(DecodedFrame(Frames.ethernet(0x0806, Frames.zeros(28))).outcome == .other)
    #expect(DecodedFrame(Frames.ethernet(0x88E5, Frames.innerIPv4)).outcome == .other)
    #expect(
      DecodedFrame(Frames.ethernet(0x0026, hex("42 42 03") + Frames.zeros(35))).outcome == .other)
    #expect(
      DecodedFrame(Frames.ethernet(0x0026, hex("AA AA 03 00 00 0C 20 00"))).outcome == .other)
    #expect(
      DecodedFrame(Frames.ethernet(0x0800, Frames.ipv4(1, Frames.zeros(8)))).outcome == .other)
  }

  @Test("Padding behind the packet is no payload")
  func padding() {
    #expect(DecodedFrame(Frames.innerEthernet + Frames.zeros(18)).isInner)
    let empty = DecodedFrame(
      Frames.ethernet(0x0800, Frames.ipv4(6, Frames.tcp([]))) + Frames.zeros(6))
    #expect(empty.outcome == .packet)
    #expect(empty.packet.payloadLength == 0)
    #expect(empty.payload.isEmpty)
  }
}
