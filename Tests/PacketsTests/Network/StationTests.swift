import Bytes
import Packets
import Testing

@Suite("Where a packet came from") struct StationTests {
  private func station(_ frame: [UInt8], linkType: UInt32 = 1) -> String {
    let decoded = DecodedFrame(frame, linkType: linkType)
    guard decoded.outcome == .packet else { return "\(decoded.outcome)" }
    let station = decoded.packet.station
    return "\(station.hardware.map(String.init(describing:)) ?? "-") \(station.vlan)"
  }

  private func ethernet(_ source: String, _ rest: String) -> [UInt8] {
    hex("02 00 00 00 00 01") + hex(source) + hex(rest) + Frames.innerIPv4
  }

  private let source = "02 00 00 00 00 02"

  @Test("The source of an Ethernet frame; addresses of nobody and of groups are none")
  func ethernet() {
    #expect(station(ethernet(source, "08 00")) == "02:00:00:00:00:02 0")
    #expect(station(ethernet("FE DC BA 98 76 54", "08 00")) == "fe:dc:ba:98:76:54 0")
    #expect(station(ethernet("00 00 00 00 00 00", "08 00")) == "- 0")
    #expect(station(ethernet("FF FF FF FF FF FF", "08 00")) == "- 0")
    #expect(station(ethernet("01 00 5E 00 00 01", "08 00")) == "- 0")
    #expect(station(Frames.innerIPv4, linkType: 101) == "- 0")
  }

  @Test(
    "The number in a tag, without its priority; of two tags the inner one's",
    arguments: [
      ("81 00 00 01 08 00", 1), ("81 00 0F FE 08 00", 4094), ("81 00 E0 14 08 00", 20),
      ("88 A8 00 64 81 00 00 14 08 00", 20), ("91 00 00 64 81 00 00 14 08 00", 20),
      ("81 00 00 64 81 00 00 C8 81 00 00 14 08 00", 20),
      // A priority alone, and the number that is none.
      ("81 00 E0 00 08 00", 0), ("81 00 0F FF 08 00", 0), ("88 A8 00 64 81 00 60 00 08 00", 100),
    ])
  func tags(rest: String, vlan: UInt16) {
    #expect(station(ethernet(source, rest)) == "02:00:00:00:00:02 \(vlan)")
  }

  @Test("Every number of twelve bits")
  func everyTag() {
    for tag in UInt16.min ... .max {
      let frame = ethernet(source, "81 00")
      let tagged =
        Array(frame.prefix(14)) + PacketBuilder.big16(tag) + [8, 0] + Array(frame.dropFirst(14))
      let number = tag % 4096
      let vlan = DecodedFrame(tagged).packet.station.vlan
      if vlan != (number == 4095 ? 0 : number) {
        Issue.record("\(tag) is \(vlan)")
      }
    }
  }

  @Test("A frame in a tunnel counts in place of the one around it")
  func framesInTunnels() {
    let inner = hex("02 00 00 00 00 03 02 00 00 00 00 04")
    func tunnel(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
      hex("02 00 00 00 00 01 02 00 00 00 00 02 81 00 00 07 08 00") + Frames.ipv4(number, payload)
    }
    let bridge = hex("00 00 65 58")
    let plain = inner + [8, 0] + Frames.innerIPv4
    let tagged = inner + hex("81 00 00 14 08 00") + Frames.innerIPv4
    #expect(station(tunnel(47, bridge + plain)) == "02:00:00:00:00:04 0")
    #expect(station(tunnel(47, bridge + tagged)) == "02:00:00:00:00:04 20")
    #expect(station(tunnel(97, hex("30 00") + tagged)) == "02:00:00:00:00:04 20")
    let vxlan = hex("08 00 00 00 00 00 2A 00")
    let segment = Frames.udp(vxlan + tagged, to: 4789)
    #expect(station(tunnel(17, segment)) == "02:00:00:00:00:04 20")
  }

  @Test("A tunnel without frames says nothing of who sends in it")
  func packetsInTunnels() {
    func tunnel(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
      hex("02 00 00 00 00 01 02 00 00 00 00 02 81 00 00 07 08 00") + Frames.ipv4(number, payload)
    }
    #expect(station(tunnel(4, Frames.innerIPv4)) == "- 0")
    #expect(station(tunnel(47, hex("00 00 08 00") + Frames.innerIPv4)) == "- 0")
    let user = Frames.udp(hex("30 FF 00 22 00 00 00 01") + Frames.innerIPv4, to: 2152)
    #expect(station(tunnel(17, user)) == "- 0")
    // What only looked like a tunnel is a packet of the frame.
    let foreign = Frames.udp(hex("08 00 00 00 00 00 2A 00") + Frames.zeros(30), to: 4789)
    #expect(station(tunnel(17, foreign)) == "02:00:00:00:00:02 7")
  }

  @Test("PPP over Ethernet and labels leave the frame as it is")
  func otherHeaders() {
    #expect(
      station(ethernet(source, "81 00 00 14 88 64 11 00 00 01 00 24 00 21"))
        == "02:00:00:00:00:02 20")
    #expect(station(ethernet(source, "88 47 00 02 01 40")) == "02:00:00:00:00:02 0")
  }

  @Test("Linux cooked captures have the sender's address, if it is of six bytes")
  func linuxCooked() {
    func first(_ length: String, _ rest: String) -> String {
      station(
        hex("00 00 00 01" + length + "02 00 00 00 00 02 00 00" + rest) + Frames.innerIPv4,
        linkType: 113)
    }
    func second(_ length: String, _ type: String, _ rest: String) -> String {
      station(
        hex(type + "00 00 00 00 00 01 00 01 04" + length + "02 00 00 00 00 02 00 00" + rest)
          + Frames.innerIPv4,
        linkType: 276)
    }
    #expect(first("00 06", "08 00") == "02:00:00:00:00:02 0")
    #expect(first("00 06", "81 00 00 14 08 00") == "02:00:00:00:00:02 20")
    #expect(first("00 00", "08 00") == "- 0")
    #expect(first("00 08", "08 00") == "- 0")
    #expect(second("06", "08 00", "") == "02:00:00:00:00:02 0")
    #expect(second("06", "81 00", "00 14 08 00") == "02:00:00:00:00:02 20")
    #expect(second("04", "08 00", "") == "- 0")
  }

  @Test("The sender of a Wi-Fi frame stands where its directions put it")
  func wireless() {
    let addresses = (1...3).map { hex("02 00 00 00 00 0\($0)") }.reduce([], +)
    func frame(_ control: String, _ behind: String) -> String {
      station(
        hex(control + "00 00") + addresses + hex("00 00" + behind) + WirelessLANTests.snap
          + Frames.innerIPv4,
        linkType: 105)
    }
    #expect(frame("08 00", "") == "02:00:00:00:00:02 0")
    #expect(frame("08 01", "") == "02:00:00:00:00:02 0")
    #expect(frame("08 02", "") == "02:00:00:00:00:03 0")
    #expect(frame("08 03", "02 00 00 00 00 04") == "02:00:00:00:00:04 0")
    #expect(frame("88 01", "00 00") == "02:00:00:00:00:02 0")
    // Several in one: the first has its own.
    let several = "80 00 02 00 00 00 00 05 02 00 00 00 00 06 00 2A"
    #expect(frame("88 01", several) == "02:00:00:00:00:06 0")
  }

  @Test("A datagram of fragments came from where its last one did")
  func fragments() {
    var decoder = FrameDecoder()
    let datagram = Frames.udp(Frames.zeros(100), to: 443)
    let parts = [
      Frames.ipv4(17, Array(datagram[..<64]), fragment: 0x2000),
      Frames.ipv4(17, Array(datagram[64...]), fragment: 8),
    ]
    let decoded = parts.map {
      DecodedFrame(
        hex("02 00 00 00 00 01 02 00 00 00 00 02 81 00 00 07 08 00") + $0, with: &decoder)
    }
    #expect(decoded[1].outcome == .packet)
    #expect(decoded[1].packet.station.vlan == 7)
    #expect(decoded[1].packet.station.hardware == HardwareAddress("02:00:00:00:00:02"))
  }
}
