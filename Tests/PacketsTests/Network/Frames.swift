import Bytes
import Packets

/// Frames written header by header, with zeros for all that nobody reads.
enum Frames {
  static let client = IPAddress(ipv4: 0xC0A8_010A)
  static let server = IPAddress(ipv4: 0x0808_0404)
  static let client6 = IPAddress(high: 0x2001_0DB8_0000_0000, low: 0x0A)
  static let server6 = IPAddress(high: 0x2001_0DB8_0000_0000, low: 0x0B)

  static func big16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  static func big32(_ value: Int) -> [UInt8] { big16(value >> 16) + big16(value) }

  static func big64(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
  }

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  static func ethernet(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    hex("02 00 00 00 00 01 02 00 00 00 00 02") + big16(type) + payload
  }

  static func ipv4(
    _ number: UInt8, _ payload: [UInt8], length: Int? = nil, options: [UInt8] = [],
    identification: Int = 1, fragment: Int = 0, source: IPAddress = client,
    destination: IPAddress = server
  ) -> [UInt8] {
    let headerLength = 20 + options.count
    return [0x40 | UInt8(headerLength / 4), 0] + big16(length ?? headerLength + payload.count)
      + big16(identification) + big16(fragment) + [64, number, 0, 0]
      + big32(Int(source.low & 0xFFFF_FFFF)) + big32(Int(destination.low & 0xFFFF_FFFF))
      + options + payload
  }

  static func ipv6(_ number: UInt8, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
    [0x60, 0, 0, 0] + big16(length ?? payload.count) + [number, 64] + big64(client6.high)
      + big64(client6.low) + big64(server6.high) + big64(server6.low) + payload
  }

  static func udp(
    _ payload: [UInt8], from source: Int = 40000, to destination: Int = 443, length: Int? = nil
  ) -> [UInt8] {
    big16(source) + big16(destination) + big16(length ?? 8 + payload.count) + [0, 0] + payload
  }

  static func tcp(
    _ payload: [UInt8], from source: Int = 40000, to destination: Int = 443, options: [UInt8] = []
  ) -> [UInt8] {
    big16(source) + big16(destination) + big32(0x0102_0304) + big32(0)
      + [UInt8((20 + options.count) / 4) << 4, 0x18] + big16(65535) + zeros(4) + options + payload
  }

  /// What the tunnels of the tests carry.
  static let payload = Array("inside".utf8)
  static let innerIPv4 = ipv4(17, udp(payload, from: 5353, to: 53))
  static let innerIPv6 = ipv6(17, udp(payload, from: 5353, to: 53))
  static let innerEthernet = ethernet(0x0800, innerIPv4)

  /// A UDP datagram over IPv4 and Ethernet.
  static func datagram(_ payload: [UInt8], from source: Int = 40000, to port: Int) -> [UInt8] {
    ethernet(0x0800, ipv4(17, udp(payload, from: source, to: port)))
  }
}

/// What a decoder makes of one frame, with the payload's bytes.
struct DecodedFrame: Equatable {
  var outcome: FrameOutcome
  var packet = Packet()
  var payload: [UInt8] = []

  init(
    _ frame: [UInt8], linkType: UInt32 = 1, at milliseconds: Int64 = 0,
    with decoder: inout FrameDecoder
  ) {
    outcome = decoder.decode(frame.span, linkType: linkType, at: milliseconds, into: &packet)
    if outcome == .packet {
      payload = decoder.withBytes(of: frame.span) { $0.bytes(in: packet.payload).copy }
    }
  }

  init(_ frame: [UInt8], linkType: UInt32 = 1) {
    var decoder = FrameDecoder()
    self.init(frame, linkType: linkType, with: &decoder)
  }

  /// Whether this is the packet that the tunnels of the tests carry.
  var isInner: Bool {
    outcome == .packet && packet.destinationPort == 53 && packet.sourcePort == 5353
      && payload == Frames.payload && packet.payloadLength == payload.count
  }

  static func == (left: DecodedFrame, right: DecodedFrame) -> Bool {
    left.outcome == right.outcome && left.payload == right.payload
      && left.packet.source == right.packet.source
      && left.packet.destination == right.packet.destination
      && left.packet.sourcePort == right.packet.sourcePort
      && left.packet.destinationPort == right.packet.destinationPort
      && left.packet.payloadLength == right.packet.payloadLength
  }
}
