import Evidence
import Packets
import Testing

@Suite("Tunnels in UDP") struct UDPTunnelTests {
  static let tunnels: [(Int, [UInt8])] = [
    (4789, hex("08 00 00 00 00 00 64 00") + Frames.innerEthernet),
    (4789, hex("88 00 00 07 00 00 64 00") + Frames.innerEthernet),
    (8472, hex("08 00 00 00 00 00 64 00") + Frames.innerEthernet),
    (4790, hex("08 00 00 00 00 00 64 00") + Frames.innerEthernet),
    (4790, hex("0C 00 00 03 00 00 64 00") + Frames.innerEthernet),
    (4789, hex("0C 00 00 03 00 00 64 00") + Frames.innerEthernet),
    (4790, hex("0C 00 00 01 00 00 64 00") + Frames.innerIPv4),
    (4790, hex("0C 00 00 02 00 00 64 00") + Frames.innerIPv6),
    (4790, hex("0C 00 00 05 00 00 64 00 00 02 01 40") + Frames.innerIPv4),
    (6081, hex("00 00 65 58 00 00 64 00") + Frames.innerEthernet),
    (6081, hex("02 40 08 00 00 00 64 00 01 08 01 01 00 00 00 00") + Frames.innerIPv4),
    (2152, hex("30 FF 00 22 00 00 00 01") + Frames.innerIPv4),
    (2152, hex("32 FF 00 26 00 00 00 01 00 01 00 00") + Frames.innerIPv4),
    (2152, hex("34 FF 00 2E 00 00 00 01 00 00 00 85 01 10 01 C0 01 00 00 00") + Frames.innerIPv4),
    (3544, Frames.innerIPv6),
    (3544, hex("00 00 AA AA AA AA AA AA") + Frames.innerIPv6),
    (3544, hex("00 01 00 00") + Frames.zeros(9) + Frames.innerIPv6),
    (
      3544,
      hex("00 01 02 03") + Frames.zeros(14) + hex("00 00 AA AA AA AA AA AA") + Frames.innerIPv6
    ),
    (1701, hex("00 02 00 01 00 01 FF 03 00 21") + Frames.innerIPv4),
    (1701, hex("40 02 00 2C 00 01 00 01 FF 03 00 21") + Frames.innerIPv4),
    (1701, hex("4A 02 00 30 00 01 00 01 00 00 00 00 00 02 00 00 00 21") + Frames.innerIPv4),
    (6635, hex("00 02 01 40") + Frames.innerIPv4),
    (37008, hex("01 00 00 01 01") + Frames.innerEthernet),
    (37008, hex("01 00 00 01 00 0A 01 05 01") + Frames.innerEthernet),
    (
      37008,
      hex("01 00 00 12 01 08 01") + Frames.zeros(22) + WirelessLANTests.snap + Frames.innerIPv4
    ),
  ]

  @Test("A packet is found in each tunnel", arguments: tunnels)
  func found(port: Int, payload: [UInt8]) {
    var decoder = FrameDecoder()
    #expect(DecodedFrame(Frames.datagram(payload, to: port), with: &decoder).isInner)
    #expect(decoder.counts.tunnelled == 1)
  }

  @Test("Answers of Teredo and L2TP come from their port")
  func answers() {
    #expect(DecodedFrame(Frames.datagram(Frames.innerIPv6, from: 3544, to: 61000)).isInner)
    let data = hex("00 02 00 01 00 01 00 21") + Frames.innerIPv4
    #expect(DecodedFrame(Frames.datagram(data, from: 1701, to: 61000)).isInner)
    #expect(!DecodedFrame(Frames.datagram(data, from: 4789, to: 61000)).isInner)
  }

  @Test(
    "A datagram to a tunnel's port whose content is none stays a datagram",
    arguments: [
      (4789, hex("00 00 00 00 00 00 64 00") + Frames.innerEthernet),
      (4789, hex("08 00 00 00 00 00 64 01") + Frames.innerEthernet),
      (4789, hex("08 00 00 00 00 00 64 00") + Frames.ethernet(0x0806, Frames.zeros(28))),
      (4789, hex("08 00 00 00 00 00 64 00")), (4789, hex("08")), (4789, []),
      (4790, hex("0C 00 00 04 00 00 64 00") + Frames.innerEthernet),
      (6081, hex("40 00 65 58 00 00 64 00") + Frames.innerEthernet),
      (6081, hex("00 80 65 58 00 00 64 00") + Frames.innerEthernet),
      (6081, hex("00 00 00 22 00 00 64 00") + Frames.innerEthernet),
      (6081, hex("3F 00 65 58 00 00 64 00") + Frames.innerEthernet),
      (2152, hex("30 01 00 22 00 00 00 01") + Frames.innerIPv4),
      (2152, hex("30 FF 00 23 00 00 00 01") + Frames.innerIPv4),
      (2152, hex("34 FF 00 2A 00 00 00 01 00 00 00 85 00 10 01 C0") + Frames.innerIPv4),
      (2152, hex("30 FF 00 04 00 00 00 01 99 99 99 99")),
      (3544, Frames.innerIPv4), (3544, Array(Frames.innerIPv6.dropLast())),
      (1701, hex("C8 02 00 0C 00 01 00 00 00 00 00 00")),
      (1701, hex("00 02 00 01 00 01 C0 21 01 01 00 04")),
      (1701, hex("40 02 00 FF 00 01 00 01 00 21") + Frames.innerIPv4),
      (6635, hex("00 02 00 40")), (37008, hex("01 00 00 01 0A")), (37008, hex("01 04 00 01 01")),
      (37008, hex("02 00 00 01 01") + Frames.innerEthernet),
    ] as [(Int, [UInt8])])
  func plain(port: Int, payload: [UInt8]) {
    var decoder = FrameDecoder()
    let frame = DecodedFrame(Frames.datagram(payload, to: port), with: &decoder)
    #expect(frame.outcome == .packet)
    #expect(frame.packet.destinationPort == UInt16(port))
    #expect(frame.payload == payload)
    #expect(frame.packet.payloadLength == payload.count)
    #expect(decoder.counts.tunnelled == 0)
  }

  @Test("The innermost datagram counts, and the one around a tunnel without a packet")
  func nested() {
    let header = hex("08 00 00 00 00 00 64 00")
    let two = Frames.datagram(
      header + Frames.datagram(header + Frames.innerEthernet, to: 4789), to: 4789)
    #expect(DecodedFrame(two).isInner)
    let none = Frames.ethernet(0x0806, Frames.zeros(28))
    var decoder = FrameDecoder()
    let inner = Frames.ethernet(
      0x0800, Frames.ipv4(17, Frames.udp(header + none, from: 7, to: 4789)))
    let frame = DecodedFrame(Frames.datagram(header + inner, to: 4789), with: &decoder)
    #expect(frame.outcome == .packet)
    #expect(frame.packet.sourcePort == 7)
    #expect(frame.payload == header + none)
    #expect(decoder.counts.tunnelled == 1)
  }
}
