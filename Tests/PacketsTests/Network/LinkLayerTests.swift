import Evidence
import Packets
import Testing

@Suite("Link layers") struct LinkLayerTests {
  @Test(
    "A packet is found behind the header of each link type",
    arguments: [
      (12, ""), (14, ""), (101, ""), (228, ""),
      (0, "02 00 00 00"), (0, "00 00 00 02"), (108, "00 00 00 02"),
      (9, "00 21"), (9, "FF 03 00 21"), (9, "21"), (50, "FF 03 00 21"), (50, "0F 00 08 00"),
      (204, "01 FF 03 00 21"), (51, "11 00 00 01 00 30 00 21"), (104, "8F 00 08 00"),
      (109, "02 00 00 00 00 00 00 00 00 00 00 00"),
      (113, "00 00 00 01 00 06 02 00 00 00 00 01 00 00 08 00"),
      (276, "08 00 00 00 00 00 00 01 00 01 00 06 02 00 00 00 00 01 00 00"),
      (239, "02 00 00 00 08 00 01 00 08 00 01 00 05 00 0A 00 00 00 00 00 26 00 09 00"),
      (258, "10 00 00 00 01 00 00 00 0C 00 00 00 00 00 00 00"),
      (149, "10 00 00 00 01 00 00 00 0C 00 00 00 00 00 00 00"),
    ])
  func header(linkType: UInt32, header: String) {
    #expect(DecodedFrame(hex(header) + Frames.innerIPv4, linkType: linkType).isInner)
  }

  @Test("IPv6 has another number on each BSD", arguments: [10, 23, 24, 28, 30] as [UInt8])
  func family(number: UInt8) {
    #expect(DecodedFrame([number, 0, 0, 0] + Frames.innerIPv6, linkType: 0).isInner)
    #expect(DecodedFrame([0, 0, 0, number] + Frames.innerIPv6, linkType: 0).isInner)
    #expect(DecodedFrame(Frames.innerIPv6, linkType: 229).isInner)
  }

  @Test("The header of a packet filter is padded to four bytes", arguments: [48, 61, 64, 69, 100])
  func packetFilter(length: Int) {
    let header = [UInt8(length), 2] + Frames.zeros((length + 3) / 4 * 4 - 2)
    #expect(DecodedFrame(header + Frames.innerIPv4, linkType: 117).isInner)
    #expect(DecodedFrame([20, 2] + Frames.zeros(100), linkType: 117).outcome == .malformed)
  }

  @Test("A netlink message has protocols of its own")
  func netlink() {
    let header = hex("00 04 03 38 00 00 00 00 00 00 00 00 00 00 08 00")
    #expect(DecodedFrame(header + Frames.innerIPv4, linkType: 113).outcome == .other)
  }

  @Test("An attribute without a length ends a netfilter log")
  func netfilterLog() {
    let frame = hex("02 00 00 00 00 00 01 00 00 00 00 00")
    #expect(DecodedFrame(frame, linkType: 239).outcome == .malformed)
  }

  @Test("Protocols that name no host are told apart from rubbish")
  func others() {
    #expect(DecodedFrame(hex("C0 21 01 01 00 04"), linkType: 9).outcome == .other)
    #expect(DecodedFrame(hex("11 09 00 00 00 00"), linkType: 51).outcome == .other)
    #expect(DecodedFrame(hex("07 00 00 00 00"), linkType: 0).outcome == .other)
    #expect(DecodedFrame(hex("8F 00 00 02 00 00"), linkType: 104).outcome == .other)
  }

  @Test("Unknown link types are counted")
  func unknown() {
    var decoder = FrameDecoder()
    #expect(
      DecodedFrame(Frames.innerIPv4, linkType: 9999, with: &decoder).outcome == .other)
    #expect(
      DecodedFrame(Frames.zeros(40), linkType: 149, with: &decoder).outcome == .other)
    #expect(decoder.counts.unknownLinkTypes == 2)
    #expect(decoder.counts.other == 2)
    #expect(decoder.counts.frames == 2)
  }

  @Test("Capture headers in capture headers come to an end")
  func nested() {
    let header = hex("10 00 00 00 01 00 00 00 02 01 00 00 00 00 00 00")
    let frame = (0..<1000).flatMap { _ in header }
    #expect(DecodedFrame(frame, linkType: 258).outcome == .malformed)
  }
}
