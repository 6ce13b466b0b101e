import Evidence
import Bytes
import Packets
import TestSupport
import Testing

@Suite("Fragments") struct FragmentTests {
  static let content = (0..<3000).map { UInt8(truncatingIfNeeded: $0 * 7) }
  static let datagram = Frames.udp(content, from: 5000, to: 443)

  /// `range` of `datagram` as an IPv4 packet.
  private func fragment(
    _ range: Range<Int>, of datagram: [UInt8] = datagram, identification: Int = 1,
    number: UInt8 = 17, source: IPAddress = Frames.client, isLast: Bool? = nil
  ) -> [UInt8] {
    let isLast = isLast ?? (range.upperBound == datagram.count)
    return Frames.ipv4(
      number, Array(datagram[range]), identification: identification,
      fragment: range.lowerBound / 8 | (isLast ? 0 : 0x2000), source: source)
  }

  private func fragment6(_ range: Range<Int>, of datagram: [UInt8], next: UInt8) -> [UInt8] {
    let isLast = range.upperBound == datagram.count
    let header = [next, 0] + Frames.big16(range.lowerBound | (isLast ? 0 : 1)) + Frames.big32(77)
    return Frames.ipv6(44, header + datagram[range])
  }

  private func isWhole(_ frame: DecodedFrame) -> Bool {
    frame.outcome == .packet && frame.payload == Self.content && frame.packet.sourcePort == 5000
      && frame.packet.payloadLength == Self.content.count
  }

  @Test("Fragments are put together in whatever order they come")
  func orders() {
    let total = Self.datagram.count
    let parts = [0..<1000, 1000..<2000, 2000..<total]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2], [0, 2, 1], [2, 0, 1]] {
      var decoder = FrameDecoder()
      let decoded = order.map {
        DecodedFrame(fragment(parts[$0]), linkType: 101, with: &decoder)
      }
      #expect(decoded[0].outcome == .other)
      #expect(decoded[1].outcome == .other)
      #expect(isWhole(decoded[2]))
      #expect(decoder.counts.fragments == 3)
      #expect(decoder.counts.reassembledDatagrams == 1)
      #expect(decoder.counts.packets == 1)
    }
  }

  @Test("IPv6 puts together as well, with the first fragment's next header")
  func ipv6() {
    let total = Self.datagram.count
    let chain = [17, 0] + Frames.zeros(6) + Self.datagram
    var decoder = FrameDecoder()
    let last = fragment6(1600..<total + 8, of: chain, next: 99)
    let first = fragment6(0..<1600, of: chain, next: 60)
    #expect(DecodedFrame(last, linkType: 101, with: &decoder).outcome == .other)
    let whole = DecodedFrame(first, linkType: 101, with: &decoder)
    #expect(isWhole(whole))
    #expect(whole.packet.source == Frames.client6)
    // A fragment by itself needs no other.
    #expect(isWhole(DecodedFrame(fragment6(0..<total, of: Self.datagram, next: 17), linkType: 101)))
  }

  @Test("What came first stays where fragments overlap, and duplicates do no harm")
  func overlaps() {
    let total = Self.datagram.count
    let lies = [UInt8](repeating: 0xEE, count: total)
    var decoder = FrameDecoder()
    let frames = [
      fragment(0..<1600), fragment(0..<1600), fragment(800..<2400, of: lies, isLast: false),
      fragment(0..<808, of: lies), fragment(2400..<total),
    ]
    let decoded = frames.map { DecodedFrame($0, linkType: 101, with: &decoder) }
    let payload = decoded[4].payload
    #expect(decoded[4].outcome == .packet)
    #expect(payload.prefix(1592) == Self.content.prefix(1592))
    #expect(payload[1592..<2392].allSatisfy { $0 == 0xEE })
    #expect(payload.suffix(from: 2392) == Self.content.suffix(from: 2392))
  }

  @Test("Fragments of different datagrams do not mix")
  func keys() {
    let total = Self.datagram.count
    for other in [
      fragment(1600..<total, identification: 2), fragment(1600..<total, number: 6),
      fragment(1600..<total, source: Frames.server),
    ] {
      var decoder = FrameDecoder()
      #expect(DecodedFrame(fragment(0..<1600), linkType: 101, with: &decoder).outcome == .other)
      #expect(DecodedFrame(other, linkType: 101, with: &decoder).outcome == .other)
      #expect(
        isWhole(DecodedFrame(fragment(1600..<total), linkType: 101, with: &decoder)))
    }
  }

  @Test("Fragments that contradict others or the rules are dropped")
  func contradictions() {
    let total = Self.datagram.count
    var decoder = FrameDecoder()
    func decode(_ frame: [UInt8]) -> DecodedFrame {
      DecodedFrame(frame, linkType: 101, with: &decoder)
    }
    #expect(decode(fragment(0..<1600)).outcome == .other)
    // Ends before what is known, is no multiple of eight long, has nothing, ends behind 64 KiB.
    #expect(decode(fragment(800..<1200, isLast: true)).outcome == .malformed)
    #expect(decode(fragment(1600..<1605, isLast: false)).outcome == .malformed)
    #expect(decode(Frames.ipv4(17, [], fragment: 0x2000)).outcome == .malformed)
    #expect(decode(Frames.ipv4(17, Frames.zeros(16), fragment: 0x1FFF)).outcome == .malformed)
    #expect(decode(fragment(2400..<total)).outcome == .other)
    // Another end, and data behind the end.
    #expect(decode(fragment(2400..<2800, isLast: true)).outcome == .malformed)
    #expect(
      decode(Frames.ipv4(17, Frames.zeros(800), fragment: 0x2000 | 300)).outcome == .malformed)
    #expect(isWhole(decode(fragment(1600..<2400))))
    #expect(decoder.counts.droppedFragments == 6)
    #expect(decoder.counts.droppedDatagrams == 0)
  }

  @Test("A fragment that the capture cut cannot be used")
  func cut() {
    var decoder = FrameDecoder()
    let cut = Array(fragment(0..<1600).prefix(200))
    #expect(DecodedFrame(cut, linkType: 101, with: &decoder).outcome == .truncated)
    #expect(decoder.counts.droppedFragments == 1)
  }

  @Test("Half a minute is waited, forwards and backwards", arguments: [30_001, -30_001] as [Int64])
  func times(step: Int64) {
    let total = Self.datagram.count
    for (time, outcome) in [(step / 2, FrameOutcome.packet), (step, .other), (.min, .other)] {
      var decoder = FrameDecoder()
      _ = DecodedFrame(fragment(0..<1600), linkType: 101, with: &decoder)
      let last = DecodedFrame(
        fragment(1600..<total), linkType: 101, at: time, with: &decoder)
      #expect(last.outcome == outcome)
      #expect(decoder.counts.droppedDatagrams == (outcome == .packet ? 0 : 1))
    }
  }

  @Test("Too many datagrams at once cost the oldest")
  func limit() {
    let total = Self.datagram.count
    var decoder = FrameDecoder()
    for number in 0...64 {
      let frame = fragment(0..<1600, identification: number)
      _ = DecodedFrame(frame, linkType: 101, at: Int64(number), with: &decoder)
    }
    #expect(decoder.counts.droppedDatagrams == 1)
    for number in 1...64 {
      let frame = fragment(1600..<total, identification: number)
      #expect(isWhole(DecodedFrame(frame, linkType: 101, at: 100, with: &decoder)))
    }
    #expect(decoder.counts.reassembledDatagrams == 64)
  }

  @Test("Buffers are used again without what was in them")
  func reuse() {
    var decoder = FrameDecoder()
    var generator = SeededGenerator(seed: 3)
    for number in 0..<200 {
      let size = Int.random(in: 24...4000, using: &generator)
      let content = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let datagram = Frames.udp(content, to: 9)
      let cut = Int.random(in: 1..<datagram.count / 8, using: &generator) * 8
      let last = fragment(cut..<datagram.count, of: datagram, identification: number)
      let first = fragment(0..<cut, of: datagram, identification: number)
      _ = DecodedFrame(last, linkType: 101, with: &decoder)
      #expect(DecodedFrame(first, linkType: 101, with: &decoder).payload == content)
    }
  }

  @Test("A fragment in a tunnel that itself came in fragments")
  func nested() {
    let total = Self.datagram.count
    var decoder = FrameDecoder()
    var outcomes: [DecodedFrame] = []
    for (number, inner) in [fragment(0..<1600), fragment(1600..<total)].enumerated() {
      let outer = hex("00 00 08 00") + inner
      for range in [0..<800, 800..<outer.count] {
        let frame = fragment(range, of: outer, identification: 10 + number, number: 47)
        outcomes.append(DecodedFrame(frame, linkType: 101, with: &decoder))
      }
    }
    #expect(outcomes.map(\.outcome) == [.other, .other, .other, .packet])
    #expect(isWhole(outcomes[3]))
    #expect(decoder.counts.reassembledDatagrams == 3)
    #expect(decoder.counts.tunnelled == 1)
    // The next frame's bytes are its own again.
    #expect(DecodedFrame(Frames.innerIPv4, linkType: 101, with: &decoder).isInner)
  }
}
