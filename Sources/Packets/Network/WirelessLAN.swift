import Bytes

extension Descent {
  /// IEEE 802.11 frames with the headers that capturing drivers put before them.
  mutating func readWirelessLink(_ bytes: Span<UInt8>, _ type: LinkType) throws(Stop) {
    switch type {
    case .wirelessLAN: try readWirelessLAN(bytes, isPadded: false)
    case .wirelessLANRadiotap: try readRadiotap(bytes)
    case .wirelessLANAVS: try readAVS(bytes)
    case .wirelessLANPrism:
      // Drivers use the number for both; AVS begins with a magic number, Prism is 144 bytes long.
      if try number32(bytes, at: 0) & 0xFFFF_FFF0 == 0x8021_1000 {
        try readAVS(bytes)
      } else {
        try advance(by: 144, to: .link(.wirelessLAN))
      }
    case .ppi:
      let length = Int(try littleEndian16(bytes, at: 2))
      let inner = try littleEndian32(bytes, at: 4)
      guard length >= 8 else { throw .malformed }
      try advance(by: length, to: .link(LinkType(value: inner)))
    default: throw .unknownLinkType
    }
  }

  private mutating func readAVS(_ bytes: Span<UInt8>) throws(Stop) {
    let length = try number32(bytes, at: 4)
    guard (8...512).contains(length) else { throw .malformed }
    try advance(by: Int(length), to: .link(.wirelessLAN))
  }

  /// radiotap.org: a length, words that say which fields are there, the fields. Of those, only the
  /// flags matter, which are the second.
  private mutating func readRadiotap(_ bytes: Span<UInt8>) throws(Stop) {
    let length = Int(try littleEndian16(bytes, at: 2))
    let present = try littleEndian32(bytes, at: 4)
    var position = 8
    var word = present
    // The highest bit announces another word; each takes four of at most 65,535 bytes.
    while word & 0x8000_0000 != 0 {
      word = try littleEndian32(bytes, at: position)
      position &+= 4
    }
    if present & 1 != 0 { position = (position &+ 7) & ~7 &+ 8 }
    let flags = present & 2 != 0 ? try byte(bytes, at: position) : 0
    guard length >= position else { throw .malformed }
    try advance(by: length, to: .link(.wirelessLAN))
    // Bit 0x20: the frame's header is padded to four bytes.
    try readWirelessLAN(bytes, isPadded: flags & 0x20 != 0)
  }

  /// IEEE 802.11 clause 9.2 and 9.3.2: data frames with their three or four addresses.
  private mutating func readWirelessLAN(_ bytes: Span<UInt8>, isPadded: Bool) throws(Stop) {
    let control = try byte(bytes, at: 0)
    let flags = try byte(bytes, at: 1)
    let hasData = control & 0x4F == 0x08
    let isProtected = flags & 0x40 != 0
    let hasMoreFragments = flags & 0x04 != 0
    guard hasData, !isProtected, !hasMoreFragments else { throw .other }
    guard try byte(bytes, at: 22) & 0x0F == 0 else { throw .other }

    // The sender stands third in what comes out of the wired network, fourth between two bridges.
    var source = flags & 0x02 == 0 ? 10 : flags & 0x01 == 0 ? 16 : 24
    var length = flags & 0x03 == 0x03 ? 30 : 24
    var holdsSeveral = false
    if control & 0x80 != 0 {
      holdsSeveral = try byte(bytes, at: length) & 0x80 != 0
      length &+= flags & 0x80 != 0 ? 6 : 2
    }
    if isPadded { length = (length &+ 3) & ~3 }
    // Of several in one frame the first is read: two addresses and a length stand before each.
    if holdsSeveral {
      source = length &+ 6
      length &+= 14
    }
    station = Station(source: try number64(bytes, at: source) >> 16)
    try advance(by: length, to: .logicalLink)
  }
}
