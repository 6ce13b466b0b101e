import Bytes

/// Tunnels directly above IP.
extension Descent {
  /// RFC 2784 and 2890; version 1 is PPTP's (RFC 2637 section 4.1).
  mutating func readGRE(_ bytes: Span<UInt8>) throws(Stop) {
    let flags = try number16(bytes, at: 0)
    let type = EtherType(value: try number16(bytes, at: 2))
    let hasChecksum = flags & 0x8000 != 0
    let hasRouting = flags & 0x4000 != 0
    let hasKey = flags & 0x2000 != 0
    let hasSequence = flags & 0x1000 != 0
    let version = flags & 0x07
    // Zero is a keepalive; lengths do not stand here.
    guard !hasRouting, type.value > EtherType.lastLength else { throw .other }
    var length = 4
    if hasChecksum { length &+= 4 }
    if hasKey { length &+= 4 }
    if hasSequence { length &+= 4 }
    switch version {
    case 0: try advance(by: length, to: .network(type))
    case 1 where type == .ppp && hasKey && !hasChecksum:
      let payloadLength = Int(try number16(bytes, at: 4))
      let hasAcknowledgement = flags & 0x0080 != 0
      // Without a sequence number there is an acknowledgement only.
      guard hasSequence else { throw .other }
      try advance(by: hasAcknowledgement ? length &+ 4 : length, to: .ppp)
      limit(to: payloadLength)
    default: throw .malformed
    }
    try readMirrored(bytes, type, hasSequence: hasSequence)
  }

  /// Types that mean this only in GRE: frames that a switch mirrors (draft-foschiano-erspan), and
  /// packets that a router hands to a web cache.
  private mutating func readMirrored(
    _ bytes: Span<UInt8>, _ type: EtherType, hasSequence: Bool
  ) throws(Stop) {
    switch type {
    // Type I has no header of its own; type II counts its packets.
    case .erspan: try advance(by: hasSequence ? 8 : 0, to: .ethernet)
    case .erspan3:
      let fields = try number16(bytes, at: 10)
      // Five bits say what was mirrored: 0 is Ethernet, 2 is IP.
      let isInternet = fields >> 10 & 0x1F == 2
      let hasSubheader = fields & 1 != 0
      try advance(by: hasSubheader ? 20 : 12, to: isInternet ? .internet : .ethernet)
    case .wccp:
      // The second version has four bytes before the packet.
      let isFirstVersion = try byte(bytes, at: 0) >> 4 == 4
      try advance(by: isFirstVersion ? 0 : 4, to: .internet)
    default: break
    }
  }

  /// RFC 3378: version 3 and twelve zeros.
  mutating func readEtherIP(_ bytes: Span<UInt8>) throws(Stop) {
    guard try number16(bytes, at: 0) & 0xF000 == 0x3000 else { throw .malformed }
    try advance(by: 2, to: .ethernet)
    setTunnelled()
  }
}
