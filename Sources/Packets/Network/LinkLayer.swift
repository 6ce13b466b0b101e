import Bytes

extension Descent {
  mutating func readLink(_ bytes: Span<UInt8>, _ type: LinkType) throws(Stop) {
    switch type {
    case .ethernet: layer = .ethernet
    case .raw, .rawBSD, .rawOpenBSD, .ipv4, .ipv6: layer = .internet
    case .null, .loop: try readAddressFamily(bytes)
    case .linuxCooked:
      let length = try number16(bytes, at: 4)
      try readSender(bytes, at: 6, length: length)
      try readLinuxCooked(bytes, protocolAt: 14, deviceAt: 2, count: 16)
    case .linuxCooked2:
      let length = UInt16(try byte(bytes, at: 11))
      try readSender(bytes, at: 12, length: length)
      try readLinuxCooked(bytes, protocolAt: 0, deviceAt: 8, count: 20)
    case .ppp: layer = .ppp
    case .pppHDLC: try readHDLC(bytes)
    case .pppWithDirection: try advance(by: 1, to: .ppp)
    case .pppoe: try readPPPoE(bytes)
    case .ciscoHDLC: try readCiscoHDLC(bytes)
    // Address family, security parameters index and flags, four bytes each.
    case .enc: try advance(by: 12, to: .internet)
    case .pflog: try readPacketFilterLog(bytes)
    case .nflog: try readNetfilterLog(bytes)
    case .pktap, .pktapOnMac: try readPacketTap(bytes, isSure: type == .pktap)
    default: try readWirelessLink(bytes, type)
    }
  }

  /// An address family in four bytes, in the byte order of the capturing machine.
  private mutating func readAddressFamily(_ bytes: Span<UInt8>) throws(Stop) {
    let number = try number32(bytes, at: 0)
    switch min(number, number.byteSwapped) {
    // IPv4; IPv6 on Linux, Windows, NetBSD and OpenBSD, FreeBSD, macOS.
    case 2, 10, 23, 24, 28, 30: try advance(by: 4, to: .internet)
    default: throw .other
    }
  }

  private mutating func readLinuxCooked(
    _ bytes: Span<UInt8>, protocolAt protocolOffset: Int, deviceAt deviceOffset: Int, count: Int
  ) throws(Stop) {
    let type = try number16(bytes, at: protocolOffset)
    let device = try number16(bytes, at: deviceOffset)
    switch (device, type) {
    // A netlink socket, whose protocols have other numbers.
    case (824, _): throw .other
    case (803, _): try advance(by: count, to: .link(.wirelessLANRadiotap))
    case (_, 4): try advance(by: count, to: .logicalLink)
    default:
      guard type > EtherType.lastLength else { throw .other }
      try advance(by: count, to: .network(EtherType(value: type)))
    }
  }

  /// An address in eight bytes, of which `length` count; only those of Ethernet and Wi-Fi have six.
  private mutating func readSender(
    _ bytes: Span<UInt8>, at offset: Int, length: UInt16
  ) throws(Stop) {
    guard length == 6 else { return }
    station = Station(source: try number64(bytes, at: offset) >> 16)
  }

  /// The first byte is the length of the header without the padding to four bytes.
  private mutating func readPacketFilterLog(_ bytes: Span<UInt8>) throws(Stop) {
    let length = Int(try byte(bytes, at: 0))
    // The oldest of these headers that begin with their length.
    guard length >= 48 else { throw .malformed }
    try advance(by: (length &+ 3) & ~3, to: .internet)
  }

  /// Four bytes, then attributes of length, type and value, padded to four bytes; the ninth is the
  /// packet.
  private mutating func readNetfilterLog(_ bytes: Span<UInt8>) throws(Stop) {
    try advance(by: 4, to: layer)
    while true {
      // In the byte order of the capturing machine, little-endian everywhere by today.
      let length = Int(try littleEndian16(bytes, at: 0))
      let type = try littleEndian16(bytes, at: 2) & 0x7FFF
      guard length >= 4 else { throw .malformed }
      if type == 9 {
        try advance(by: 4, to: .internet)
        return
      }
      try advance(by: (length &+ 3) & ~3, to: layer)
    }
  }

  /// The header of macOS: its length, what follows it, and the link type of the packet.
  private mutating func readPacketTap(_ bytes: Span<UInt8>, isSure: Bool) throws(Stop) {
    let length = try littleEndian32(bytes, at: 0)
    let next = try littleEndian32(bytes, at: 4)
    let type = try littleEndian32(bytes, at: 8)
    guard next == 1, (12...512).contains(length) else {
      throw isSure ? .other : .unknownLinkType
    }
    try advance(by: Int(length), to: .link(LinkType(value: type)))
  }
}
