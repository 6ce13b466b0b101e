/// Frames put together from their layers, each a plain list of bytes.
enum Made {
  static func number16(_ number: Int) -> [UInt8] {
    [UInt8(number >> 8 & 255), UInt8(number & 255)]
  }

  /// RFC 768; the checksum 0 means none.
  static func udp(from source: Int = 50_000, to port: Int, _ payload: [UInt8] = payload) -> [UInt8]
  {
    number16(source) + number16(port) + number16(8 + payload.count) + [0, 0] + payload
  }

  /// RFC 9293, section 3.1.
  static func tcp(from source: Int = 50_000, to port: Int, _ payload: [UInt8] = payload) -> [UInt8]
  {
    number16(source) + number16(port) + [
      0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0,
    ]
      + payload
  }

  /// RFC 791, section 3.1. `fragment` holds the flags and the offset.
  static func ipv4(
    _ kind: UInt8, from source: [UInt8] = [10, 0, 0, 9], to destination: [UInt8] = [10, 0, 0, 1],
    fragment: Int = 0, _ payload: [UInt8]
  ) -> [UInt8] {
    [0x45, 0] + number16(20 + payload.count) + [0, 1] + number16(fragment) + [64, kind, 0, 0]
      + source + destination + payload
  }

  /// RFC 8200, section 3. The first byte of the destination tells unicast from multicast.
  static func ipv6(_ kind: UInt8, toFirst first: UInt8 = 0x20, _ payload: [UInt8]) -> [UInt8] {
    [0x60, 0, 0, 0] + number16(payload.count) + [kind, 64] + [0xFE, 0x80] + zeros(14) + [first]
      + zeros(14) + [1] + payload
  }

  static let payload = [UInt8]("sixteen bytes ok".utf8)

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

/// How a packet is framed on a link.
enum Link: UInt32, CaseIterable {
  case ethernet = 1
  case rawIP = 101
  case cooked = 113
  case cooked2 = 276

  func frame(_ etherType: Int, _ packet: [UInt8], to address: UInt8 = 2) -> [UInt8] {
    let (type, sender) = (Made.number16(etherType), [2, 0, 0, 0, 0, 9] as [UInt8])
    switch self {
    case .ethernet: return [address, 0, 0, 0, 0, 1] + sender + type + packet
    case .rawIP: return packet
    // https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html
    case .cooked: return [0, 0, 0, 1, 0, 6] + sender + [0, 0] + type + packet
    // https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html
    case .cooked2: return type + [0, 0, 0, 0, 0, 2, 0, 1, 0, 6] + sender + [0, 0] + packet
    }
  }

  func ipv4(_ packet: [UInt8]) -> [UInt8] { frame(0x0800, packet) }
  func ipv6(_ packet: [UInt8]) -> [UInt8] { frame(0x86DD, packet) }

  static let withEtherType: [Link] = [.ethernet, .cooked, .cooked2]
}
