import Bytes

/// Tunnels in UDP. The port alone proves nothing, so each is held to its flags and lengths as well,
/// and `Descent.run` takes back a tunnel in which no packet is found.
extension Descent {
  /// Goes on to what the datagram carries if it is a tunnel, and says whether it is.
  mutating func enterUDPTunnel(
    _ bytes: Span<UInt8>, port: UInt16, from sourcePort: UInt16
  ) throws(Stop) -> Bool {
    switch port {
    case 2152: return try enterGTP(bytes)
    // 8472 is what Linux took before there was a number.
    case 4789, 4790, 8472: return try enterVXLAN(bytes)
    case 6081: return try enterGeneve(bytes)
    // RFC 7510.
    case 6635: return try enter(.network(.mpls), behind: 0)
    case 37008: return try enterTZSP(bytes)
    default: break
    }
    // Answers come from these ports and go to any other.
    if port == 3544 || sourcePort == 3544 { return try enterTeredo(bytes) }
    if port == 1701 || sourcePort == 1701 { return try enterL2TP(bytes) }
    return false
  }

  private mutating func enter(_ inner: Layer, behind length: Int) throws(Stop) -> Bool {
    guard length < count else { return false }
    try advance(by: length, to: inner)
    return true
  }

  /// RFC 7348 section 5, and draft-ietf-nvo3-vxlan-gpe, which has a bit for a protocol number: both
  /// come on either port. Other bits are ignored, as the RFC demands.
  private mutating func enterVXLAN(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
    let flags = try byte(bytes, at: 0)
    guard flags & 0x08 != 0, try byte(bytes, at: 7) == 0 else { return false }
    switch flags & 0x04 == 0 ? 3 : try byte(bytes, at: 3) {
    case 1, 2: return try enter(.internet, behind: 8)
    case 3: return try enter(.ethernet, behind: 8)
    case 5: return try enter(.network(.mpls), behind: 8)
    default: return false
    }
  }

  /// RFC 8926 section 3.4: version 0, the length of the options in words, no control packet.
  private mutating func enterGeneve(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
    let first = try byte(bytes, at: 0)
    let second = try byte(bytes, at: 1)
    guard first & 0xC0 == 0, second & 0xBF == 0, try byte(bytes, at: 7) == 0 else { return false }
    let type = EtherType(value: try number16(bytes, at: 2))
    guard type.value > EtherType.lastLength else { return false }
    return try enter(.network(type), behind: 8 &+ Int(first & 0x3F) &* 4)
  }

  /// 3GPP TS 29.281 section 5.1: version 1 with user data, and extension headers on demand.
  private mutating func enterGTP(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
    let flags = try byte(bytes, at: 0)
    guard flags & 0xF0 == 0x30, try byte(bytes, at: 1) == 0xFF,
      Int(try number16(bytes, at: 2)) <= wireCount &- 8
    else { return false }
    var length = 8
    if flags & 0x07 != 0 {
      var next = flags & 0x04 != 0 ? try byte(bytes, at: 11) : 0
      length = 12
      // Each extension begins with its length in words, and ends with the type of the next.
      while next != 0 {
        let words = Int(try byte(bytes, at: length))
        guard words > 0 else { return false }
        length &+= words &* 4
        next = try byte(bytes, at: length &- 1)
      }
    }
    return try enter(.internet, behind: length)
  }

  /// RFC 4380 section 5.1.1: IPv6, behind an authentication and an origin on demand.
  private mutating func enterTeredo(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
    var length = 0
    if try number16(bytes, at: 0) == 1 {
      length = 13 &+ Int(try byte(bytes, at: 2)) &+ Int(try byte(bytes, at: 3))
    }
    if try number16(bytes, at: length) == 0 { length &+= 8 }
    guard try byte(bytes, at: length) >> 4 == 6,
      Int(try number16(bytes, at: length &+ 4)) <= wireCount &- length &- 40
    else { return false }
    return try enter(.network(.ipv6), behind: length)
  }

  /// RFC 2661 section 3.1: a data message of version 2, with the fields that its bits announce.
  private mutating func enterL2TP(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
    let flags = try number16(bytes, at: 0)
    let hasLength = flags & 0x4000 != 0
    let hasSequence = flags & 0x0800 != 0
    let hasOffset = flags & 0x0200 != 0
    // No control message, and nothing in the reserved bits.
    guard flags & 0xB4FF == 0x0002 else { return false }
    if hasLength, Int(try number16(bytes, at: 2)) > wireCount { return false }
    var length = hasLength ? 8 : 6
    if hasSequence { length &+= 4 }
    if hasOffset { length &+= 2 &+ Int(try number16(bytes, at: length)) }
    return try enter(.ppp, behind: length)
  }

  /// TaZmen Sniffer Protocol, in which routers send the frames they mirror: a version, a type, the
  /// kind of frame, and tags up to an end tag.
  private mutating func enterTZSP(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
    guard try byte(bytes, at: 0) == 1, try byte(bytes, at: 1) <= 1 else { return false }
    let kind = try number16(bytes, at: 2)
    guard kind == 1 || kind == 18 else { return false }
    var length = 4
    while true {
      let tag = try byte(bytes, at: length)
      // Padding and the end have no length; all other tags have.
      length &+= tag <= 1 ? 1 : 2 &+ Int(try byte(bytes, at: length &+ 1))
      if tag == 1 { break }
    }
    return try enter(kind == 1 ? .ethernet : .link(.wirelessLAN), behind: length)
  }
}
