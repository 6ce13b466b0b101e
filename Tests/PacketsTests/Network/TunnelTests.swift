import Evidence
import Packets
import Testing

@Suite("Tunnels in IP") struct TunnelTests {
  static let innerPPP = hex("00 21") + Frames.innerIPv4

  @Test(
    "A packet is found in each tunnel",
    arguments: [
      (4, Frames.innerIPv4), (41, Frames.innerIPv6),
      (97, hex("30 00") + Frames.innerEthernet),
      (137, hex("00 02 01 40") + Frames.innerIPv4),
      (47, hex("00 00 08 00") + Frames.innerIPv4),
      (47, hex("00 00 86 DD") + Frames.innerIPv6),
      (47, hex("B0 00 08 00") + Frames.zeros(12) + Frames.innerIPv4),
      (47, hex("20 00 65 58 00 00 01 00") + Frames.innerEthernet),
      (47, hex("00 00 88 47 00 02 01 40") + Frames.innerIPv4),
      (47, hex("30 01 88 0B 00 24 00 01 00 00 00 01") + innerPPP),
      (47, hex("30 81 88 0B 00 24 00 01 00 00 00 01 00 00 00 01") + innerPPP),
      (47, hex("00 00 88 BE") + Frames.innerEthernet),
      (47, hex("10 00 88 BE 00 00 00 01") + Frames.zeros(8) + Frames.innerEthernet),
      (47, hex("10 00 22 EB 00 00 00 01") + Frames.zeros(12) + Frames.innerEthernet),
      (
        47,
        hex("10 00 22 EB 00 00 00 01") + Frames.zeros(11) + [1] + Frames.zeros(8)
          + Frames.innerEthernet
      ),
      (47, hex("10 00 22 EB 00 00 00 01") + Frames.zeros(10) + hex("08 00") + Frames.innerIPv4),
      (47, hex("00 00 88 3E") + Frames.innerIPv4),
      (47, hex("00 00 88 3E 00 00 00 00") + Frames.innerIPv4),
      (4, Frames.ipv4(47, hex("00 00 65 58") + Frames.ethernet(0x86DD, Frames.innerIPv6))),
    ] as [(UInt8, [UInt8])])
  func found(number: UInt8, payload: [UInt8]) {
    var decoder = FrameDecoder()
    let frame = Frames.ethernet(0x0800, Frames.ipv4(number, payload))
    #expect(DecodedFrame(frame, with: &decoder).isInner)
    #expect(decoder.counts.tunnelled == 1)
    #expect(DecodedFrame(Frames.ethernet(0x86DD, Frames.ipv6(number, payload))).isInner)
  }

  @Test("Tunnels without a packet")
  func none() {
    func decode(_ number: UInt8, _ payload: [UInt8]) -> FrameOutcome {
      DecodedFrame(Frames.ethernet(0x0800, Frames.ipv4(number, payload))).outcome
    }
    // An acknowledgement of PPTP, source routing, a keepalive, an unknown version.
    #expect(decode(47, hex("20 81 88 0B 00 00 00 01 00 00 00 01")) == .other)
    #expect(decode(47, hex("40 00 08 00") + Frames.innerIPv4) == .other)
    #expect(decode(47, hex("00 00 00 00")) == .other)
    #expect(decode(47, hex("00 02 08 00") + Frames.innerIPv4) == .malformed)
    #expect(decode(97, hex("40 00") + Frames.innerEthernet) == .malformed)
    #expect(decode(4, Frames.innerIPv6) == .malformed)
  }

  @Test("Tunnels in tunnels: eight are gone down, and not without end")
  func nested() {
    func nest(_ depth: Int) -> [UInt8] {
      (0..<depth).reduce(Frames.innerIPv4) { packet, _ in Frames.ipv4(4, packet) }
    }
    #expect(DecodedFrame(nest(8), linkType: 101).isInner)
    #expect(DecodedFrame(nest(100), linkType: 101).outcome == .malformed)
    let bridged = (0..<7).reduce(Frames.innerEthernet) { frame, _ in
      Frames.ethernet(0x0800, Frames.ipv4(47, hex("00 00 65 58") + frame))
    }
    #expect(DecodedFrame(bridged).isInner)
  }
}
