import Packets
import Testing

@Suite("802.11") struct WirelessLANTests {
  static let snap = hex("AA AA 03 00 00 00 08 00")

  private func frame(
    _ control: String, addresses: Int = 3, behind: String = "", sequence: String = "00 00"
  ) -> [UInt8] {
    let start = hex(control) + Frames.zeros(20) + hex(sequence)
    return start + Frames.zeros(addresses == 4 ? 6 : 0) + hex(behind) + Self.snap
      + Frames.innerIPv4
  }

  @Test("Data frames with each kind of header")
  func data() {
    #expect(DecodedFrame(frame("08 01"), linkType: 105).isInner)
    #expect(DecodedFrame(frame("08 03", addresses: 4), linkType: 105).isInner)
    #expect(DecodedFrame(frame("88 02", behind: "00 00"), linkType: 105).isInner)
    #expect(
      DecodedFrame(frame("88 82", behind: "00 00 00 00 00 00"), linkType: 105).isInner)
    #expect(
      DecodedFrame(frame("88 03", addresses: 4, behind: "00 00"), linkType: 105).isInner)
  }

  @Test("Of several packets in a frame the first is read")
  func several() {
    let subframe = "80 00 02 00 00 00 00 01 02 00 00 00 00 02 00 2A"
    #expect(DecodedFrame(frame("88 01", behind: subframe), linkType: 105).isInner)
  }

  @Test("Encrypted, empty, cut up and other frames are left out")
  func others() {
    #expect(DecodedFrame(frame("08 41"), linkType: 105).outcome == .other)
    #expect(DecodedFrame(frame("48 01"), linkType: 105).outcome == .other)
    #expect(DecodedFrame(frame("80 00"), linkType: 105).outcome == .other)
    #expect(DecodedFrame(frame("08 05"), linkType: 105).outcome == .other)
    #expect(DecodedFrame(frame("08 01", sequence: "01 00"), linkType: 105).outcome == .other)
  }

  @Test("The headers of capturing drivers are skipped")
  func drivers() {
    let inner = frame("08 01")
    #expect(DecodedFrame(hex("00 00 08 00 00 00 00 00") + inner, linkType: 127).isInner)
    #expect(
      DecodedFrame(
        hex("00 00 0D 00 00 00 00 80 02 00 00 00 00") + inner, linkType: 127
      ).isInner)
    #expect(DecodedFrame(Frames.zeros(144) + inner, linkType: 119).isInner)
    let avs = hex("80 21 10 01 00 00 00 40") + Frames.zeros(56)
    #expect(DecodedFrame(avs + inner, linkType: 119).isInner)
    #expect(DecodedFrame(avs + inner, linkType: 163).isInner)
    #expect(DecodedFrame(hex("00 00 08 00 69 00 00 00") + inner, linkType: 192).isInner)
    #expect(
      DecodedFrame(
        hex("08 00 00 00 00 00 00 01 03 23") + Frames.zeros(10), linkType: 276
      ).outcome == .truncated)
  }

  @Test("A header padded to four bytes says so in the flags")
  func padding() {
    // The clock comes first and is aligned to eight bytes.
    let radiotap = hex("00 00 11 00 03 00 00 00") + Frames.zeros(8) + [0x20]
    let padded = frame("88 01", behind: "00 00 00 00")
    #expect(DecodedFrame(radiotap + padded, linkType: 127).isInner)
    #expect(!DecodedFrame(hex("00 00 08 00 00 00 00 00") + padded, linkType: 127).isInner)
  }

  @Test("Lengths that contradict the fields are malformed")
  func lengths() {
    #expect(
      DecodedFrame(hex("00 00 04 00 00 00 00 00"), linkType: 127).outcome == .malformed)
    #expect(DecodedFrame(hex("00 00 04 00 69 00 00 00"), linkType: 192).outcome == .malformed)
    #expect(
      DecodedFrame(hex("80 21 10 01 00 01 00 00"), linkType: 163).outcome == .malformed)
    let endless = hex("00 00 FF FF") + [UInt8](repeating: 0xFF, count: 3000)
    #expect(DecodedFrame(endless, linkType: 127).outcome == .truncated)
  }
}
