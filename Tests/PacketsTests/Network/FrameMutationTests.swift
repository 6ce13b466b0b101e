import Evidence
import Bytes
import Packets
import TestSupport
import Testing

@Suite("Damaged frames") struct FrameMutationTests {
  static let samples: [[UInt8]] =
    UDPTunnelTests.tunnels.map { Frames.datagram($0.1, to: $0.0) } + [
      Frames.innerEthernet, Frames.ethernet(0x86DD, Frames.innerIPv6),
      Frames.ethernet(0x8847, hex("00 02 01 40") + Frames.zeros(4) + Frames.innerEthernet),
      Frames.ethernet(
        0x0800, Frames.ipv4(6, Frames.tcp(Frames.payload, options: Frames.zeros(12)))),
      Frames.ethernet(
        0x86DD, Frames.ipv6(0, [43, 0] + Frames.zeros(6) + [17, 0] + Frames.zeros(6))),
      Frames.ethernet(
        0x0800,
        Frames.ipv4(47, hex("30 01 88 0B 00 24 00 01 00 00 00 01 00 21") + Frames.innerIPv4)),
      Frames.ethernet(0x0800, Frames.ipv4(17, Frames.zeros(16), fragment: 0x2000)),
    ]
  static let linkTypes: [UInt32] = [
    0, 1, 9, 12, 50, 51, 101, 104, 105, 108, 109, 113, 117, 119, 127, 149, 163, 192, 204, 228, 239,
    258, 276,
  ]

  private func check(
    _ frame: [UInt8], _ linkType: UInt32, _ decoder: inout FrameDecoder, at time: Int64 = 0
  ) -> Packet? {
    var packet = Packet()
    let outcome = decoder.decode(frame.span, linkType: linkType, at: time, into: &packet)
    guard outcome == .packet else { return nil }
    let count = decoder.withBytes(of: frame.span) { $0.count }
    #expect(packet.payload.range.upperBound <= count)
    #expect(packet.payload.count <= packet.payloadLength)
    return packet
  }

  @Test("A frame cut anywhere gives its packet with less payload, that of a tunnel, or nothing")
  func truncation() throws {
    for sample in Self.samples {
      var decoder = FrameDecoder()
      let whole = check(sample, 1, &decoder)
      for count in 0..<sample.count {
        var decoder = FrameDecoder()
        guard let cut = check(Array(sample.prefix(count)), 1, &decoder) else { continue }
        let whole = try #require(whole)
        if cut.destinationPort == whole.destinationPort {
          #expect(cut.payloadLength == whole.payloadLength)
          #expect(cut.source == whole.source)
        } else {
          #expect(cut.destination == Frames.server)
        }
      }
    }
  }

  @Test("Random changes never break the promises")
  func mutations() {
    var generator = SeededGenerator(seed: 11)
    var decoder = FrameDecoder()
    for round in 0..<20_000 {
      guard var frame = Self.samples.randomElement(using: &generator) else { return }
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: frame.indices, using: &generator)
        frame[place] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = check(frame, 1, &decoder, at: Int64(round))
    }
    #expect(decoder.counts.frames == 20_000)
  }

  @Test("Random bytes behind every link type")
  func noise() {
    var generator = SeededGenerator(seed: 5)
    var decoder = FrameDecoder()
    for linkType in Self.linkTypes {
      for _ in 0..<500 {
        let count = Int.random(in: 0...120, using: &generator)
        let frame = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        _ = check(frame, linkType, &decoder)
      }
    }
    #expect(decoder.counts.frames == 500 * Self.linkTypes.count)
  }
}
