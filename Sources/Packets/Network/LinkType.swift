/// A link-layer header type as capture files number them (tcpdump.org/linktypes.html).
struct LinkType: Equatable {
  let value: UInt32

  static let null = LinkType(value: 0)
  static let ethernet = LinkType(value: 1)
  static let ppp = LinkType(value: 9)
  /// BSD numbers for raw IP that reach files by mistake.
  static let rawBSD = LinkType(value: 12)
  static let rawOpenBSD = LinkType(value: 14)
  static let pppHDLC = LinkType(value: 50)
  static let pppoe = LinkType(value: 51)
  static let raw = LinkType(value: 101)
  static let ciscoHDLC = LinkType(value: 104)
  static let wirelessLAN = LinkType(value: 105)
  static let loop = LinkType(value: 108)
  static let enc = LinkType(value: 109)
  static let linuxCooked = LinkType(value: 113)
  static let pflog = LinkType(value: 117)
  static let wirelessLANPrism = LinkType(value: 119)
  static let wirelessLANRadiotap = LinkType(value: 127)
  /// What `pktap` has on macOS itself.
  static let pktapOnMac = LinkType(value: 149)
  static let wirelessLANAVS = LinkType(value: 163)
  static let ppi = LinkType(value: 192)
  static let pppWithDirection = LinkType(value: 204)
  static let ipv4 = LinkType(value: 228)
  static let ipv6 = LinkType(value: 229)
  static let nflog = LinkType(value: 239)
  static let pktap = LinkType(value: 258)
  static let linuxCooked2 = LinkType(value: 276)
}
