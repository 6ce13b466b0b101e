import Evidence
import Packets
import Testing

@Suite("IP headers") struct InternetHeaderTests {
  private func ipv4(_ packet: [UInt8]) -> DecodedFrame { DecodedFrame(packet, linkType: 101) }

  @Test("Options are skipped")
  func options() {
    let datagram = Frames.udp(Frames.payload, from: 5353, to: 53)
    #expect(ipv4(Frames.ipv4(17, datagram, options: Frames.zeros(40))).isInner)
    let segment = ipv4(Frames.ipv4(6, Frames.tcp(Frames.payload, options: Frames.zeros(40))))
    #expect(segment.payload == Frames.payload)
  }

  @Test("A total length of zero means all that was captured")
  func offload() {
    let datagram = Frames.udp(Frames.payload, from: 5353, to: 53)
    #expect(ipv4(Frames.ipv4(17, datagram, length: 0)).isInner)
    #expect(ipv4(Frames.ipv6(17, datagram, length: 0)).isInner)
    let segment = ipv4(Frames.ipv4(6, Frames.tcp(Frames.zeros(9000)), length: 0))
    #expect(segment.packet.payloadLength == 9000)
  }

  @Test("A cut packet keeps what there is, and tells its length")
  func cut() {
    let segment = Frames.ipv4(6, Frames.tcp(Frames.zeros(1000)))
    let half = ipv4(Array(segment.prefix(500)))
    #expect(half.outcome == .packet)
    #expect(half.payload.count == 460)
    #expect(half.packet.payloadLength == 1000)
    // The ports, the sequence number and the flags are enough.
    let flags = ipv4(Array(segment.prefix(34)))
    #expect(flags.outcome == .packet)
    #expect(flags.packet.flags == 0x18)
    #expect(flags.payload.isEmpty)
    #expect(flags.packet.payloadLength == 1000)
    #expect(ipv4(Array(segment.prefix(33))).outcome == .truncated)
    let datagram = Frames.ipv6(17, Frames.udp(Frames.zeros(1000)))
    #expect(ipv4(Array(datagram.prefix(48))).packet.payloadLength == 1000)
    #expect(ipv4(Array(datagram.prefix(47))).outcome == .truncated)
  }

  @Test("The shorter of two lengths counts")
  func lengths() {
    let short = ipv4(Frames.ipv4(17, Frames.udp(Frames.zeros(20), length: 18)))
    #expect(short.payload.count == 10)
    #expect(short.packet.payloadLength == 10)
    let long = ipv4(Frames.ipv4(17, Frames.udp(Frames.zeros(20), length: 1000)))
    #expect(long.packet.payloadLength == 20)
    let zero = ipv4(Frames.ipv4(17, Frames.udp(Frames.zeros(20), length: 0)))
    #expect(zero.packet.payloadLength == 20)
  }

  @Test(
    "Headers against the rules are malformed",
    arguments: [
      Frames.ipv4(17, Frames.udp([], length: 7)), Frames.ipv4(17, Frames.udp([]), length: 27),
      Frames.ipv4(17, Frames.udp([]), length: 19), Frames.ipv4(6, Frames.tcp([]), length: 39),
      [0x44] + Frames.ipv4(17, Frames.udp([])).dropFirst(),
      [0x75] + Frames.ipv4(17, Frames.udp([])).dropFirst(),
      Frames.ipv4(6, Frames.zeros(20)), Frames.ipv4(6, Frames.zeros(12) + [0xF0] + Frames.zeros(7)),
    ])
  func malformed(packet: [UInt8]) {
    #expect(ipv4(packet).outcome == .malformed)
  }

  @Test("Extension headers are skipped")
  func extensions() {
    let datagram = Frames.udp(Frames.payload, from: 5353, to: 53)
    let hopByHop = [43, 0] + Frames.zeros(6)
    let routing = [60, 2] + Frames.zeros(22)
    let options = [135, 1] + Frames.zeros(14)
    let mobility = [51, 0] + Frames.zeros(6)
    let authentication = [17, 4] + Frames.zeros(22)
    let chain = hopByHop + routing + options + mobility + authentication + datagram
    #expect(ipv4(Frames.ipv6(0, chain)).isInner)
    #expect(ipv4(Frames.ipv4(51, authentication + datagram)).isInner)
    #expect(ipv4(Frames.ipv6(59, [])).outcome == .other)
    #expect(ipv4(Frames.ipv6(50, Frames.zeros(40))).outcome == .other)
  }

  @Test("A chain of extension headers comes to an end")
  func endless() {
    let chain = (0..<1000).flatMap { _ in hex("3C 00 00 00 00 00 00 00") }
    #expect(ipv4(Frames.ipv6(60, chain)).outcome == .malformed)
  }

  @Test("Each frame is counted once, and what it was")
  func counts() {
    var decoder = FrameDecoder()
    let segment = Frames.ipv4(6, Frames.tcp(Frames.zeros(10)))
    let frames = [
      segment, Array(segment.prefix(45)), Frames.innerIPv4, Frames.ipv4(4, Frames.innerIPv4),
      Frames.ipv4(1, Frames.zeros(8)), Array(segment.prefix(21)), [0x50],
    ]
    for frame in frames { _ = DecodedFrame(frame, linkType: 101, with: &decoder) }
    let counts = decoder.counts
    #expect(counts.frames == frames.count)
    #expect(counts.packets == 4)
    #expect(counts.tcp == 2)
    #expect(counts.udp == 2)
    #expect(counts.tunnelled == 1)
    #expect(counts.cutPayloads == 1)
    #expect(counts.other == 1)
    #expect(counts.truncated == 1)
    #expect(counts.malformed == 1)
  }
}
