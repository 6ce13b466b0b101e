import Bytes

/// A number of the IEEE registry of EtherTypes; the lengths of IEEE 802.3 lie below them.
struct EtherType: Equatable {
  let value: UInt16

  static let ipv4 = EtherType(value: 0x0800)
  static let ipv6 = EtherType(value: 0x86DD)
  /// IEEE 802.1Q, and 802.1ad with two numbers that came before it.
  static let vlan = EtherType(value: 0x8100)
  static let serviceVLAN = EtherType(value: 0x88A8)
  static let oldServiceVLAN = EtherType(value: 0x9100)
  static let olderServiceVLAN = EtherType(value: 0x9200)
  /// IEEE 802.1ah.
  static let backbone = EtherType(value: 0x88E7)
  /// IEEE 802.1BR's forerunner, VN-Tag.
  static let vnTag = EtherType(value: 0x8926)
  static let mpls = EtherType(value: 0x8847)
  static let mplsMulticast = EtherType(value: 0x8848)
  static let pppoeSession = EtherType(value: 0x8864)
  static let ppp = EtherType(value: 0x880B)
  /// A whole Ethernet frame (RFC 7637 section 3.2, and Geneve).
  static let bridged = EtherType(value: 0x6558)
  static let wccp = EtherType(value: 0x883E)
  static let erspan = EtherType(value: 0x88BE)
  static let erspan3 = EtherType(value: 0x22EB)

  /// Everything up to here is the length of an IEEE 802.3 frame.
  static let lastLength: UInt16 = 1500

  /// Whether this is a protocol that the decoder goes into, or one of a tunnel's usual neighbours.
  var isFamiliar: Bool {
    switch self {
    case .ipv4, .ipv6, .vlan, .serviceVLAN, .oldServiceVLAN, .mpls, .mplsMulticast, .pppoeSession:
      true
    default: value == 0x0806
    }
  }
}

extension Descent {
  /// Two addresses and a type (IEEE 802.3 clause 3.2).
  @inline(__always)
  mutating func readEthernet(_ bytes: Span<UInt8>) throws(Stop) {
    let sourceAndType = try number64(bytes, at: 6)
    station = Station(source: sourceAndType >> 16)
    let type = UInt16(truncatingIfNeeded: sourceAndType)
    try advance(by: 14, to: .network(EtherType(value: type)))
  }

  mutating func readNetwork(_ bytes: Span<UInt8>, _ type: EtherType) throws(Stop) {
    switch type {
    case .ipv4: try readIPv4(bytes)
    case .ipv6: try readIPv6(bytes)
    case .vlan, .serviceVLAN, .oldServiceVLAN, .olderServiceVLAN:
      let tagAndType = try number32(bytes, at: 0)
      station.enter(tag: UInt16(truncatingIfNeeded: tagAndType >> 16))
      let inner = UInt16(truncatingIfNeeded: tagAndType)
      try advance(by: 4, to: .network(EtherType(value: inner)))
    case .vnTag:
      let inner = try number16(bytes, at: 4)
      try advance(by: 6, to: .network(EtherType(value: inner)))
    case .backbone: try advance(by: 4, to: .ethernet)
    case .mpls, .mplsMulticast: try readMPLS(bytes)
    case .pppoeSession: try readPPPoE(bytes)
    case .ppp: layer = .ppp
    case .bridged: layer = .ethernet
    default:
      guard type.value <= EtherType.lastLength else { throw .other }
      limit(to: Int(type.value))
      layer = .logicalLink
    }
  }

  /// IEEE 802.2: two service access points and a control byte, mostly with the SNAP of IEEE 802.
  mutating func readLogicalLink(_ bytes: Span<UInt8>) throws(Stop) {
    let servicePoints = try number16(bytes, at: 0)
    guard try byte(bytes, at: 2) == 0x03 else { throw .other }
    switch servicePoints {
    case 0xAAAA: try readSNAP(bytes)
    case 0x0606: try advance(by: 3, to: .internet)
    default: throw .other
    }
  }

  private mutating func readSNAP(_ bytes: Span<UInt8>) throws(Stop) {
    let organisation = try number32(bytes, at: 2) & 0xFF_FFFF
    let type = try number16(bytes, at: 6)
    switch organisation {
    // RFC 1042, and IEEE 802.1H for bridges.
    case 0x00_0000, 0x00_00F8:
      guard type > EtherType.lastLength else { throw .other }
      try advance(by: 8, to: .network(EtherType(value: type)))
    // RFC 2684 section 5.2: bridged Ethernet with and without its checksum.
    case 0x00_80C2 where type == 1 || type == 7: try advance(by: 8, to: .ethernet)
    default: throw .other
    }
  }

  /// RFC 3032: labels up to the bottom of the stack, then nothing that names the protocol.
  private mutating func readMPLS(_ bytes: Span<UInt8>) throws(Stop) {
    let label = try number32(bytes, at: 0)
    let isBottom = label & 0x100 != 0
    try advance(by: 4, to: .network(.mpls))
    if isBottom { layer = try layerBelowLabels(bytes) }
  }

  private mutating func layerBelowLabels(_ bytes: Span<UInt8>) throws(Stop) -> Layer {
    let looksLikeEthernet = looksLikeEthernet(bytes, at: 0)
    switch try byte(bytes, at: 0) >> 4 {
    case 4, 6: return looksLikeEthernet && !looksLikeInternet(bytes) ? .ethernet : .internet
    // A pseudowire with its control word (RFC 4385); a card's address can begin with zero too.
    case 0:
      if self.looksLikeEthernet(bytes, at: 4) || !looksLikeEthernet {
        try advance(by: 4, to: .ethernet)
      }
      return .ethernet
    case 1 where !looksLikeEthernet: throw .other
    default: return .ethernet
    }
  }

  /// Whether a familiar EtherType stands where an Ethernet frame would have it.
  private func looksLikeEthernet(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    guard let type = try? number16(bytes, at: offset &+ 12) else { return false }
    return EtherType(value: type).isFamiliar
  }

  /// Whether the length that an IP header would have here fits into what there is.
  private func looksLikeInternet(_ bytes: Span<UInt8>) -> Bool {
    guard let first = try? byte(bytes, at: 0), let total = try? number16(bytes, at: 2),
      let payload = try? number16(bytes, at: 4)
    else { return false }
    if first >> 4 == 4 { return first & 0x0F >= 5 && total >= 20 && total <= wireCount }
    return 40 &+ Int(payload) <= wireCount
  }
}
