import Bytes

extension Descent {
  /// RFC 1661 section 2, with or without the address and control bytes of RFC 1662.
  mutating func readPPP(_ bytes: Span<UInt8>) throws(Stop) {
    if try number16(bytes, at: 0) == 0xFF03 { try advance(by: 2, to: .ppp) }
    // An odd first byte is the whole number: the high byte is left away when it is zero.
    let first = try byte(bytes, at: 0)
    let isShort = first & 1 == 1
    let number = isShort ? UInt16(first) : try number16(bytes, at: 0)
    try advance(by: isShort ? 1 : 2, to: Self.layer(ofPPP: number))
  }

  private static func layer(ofPPP number: UInt16) throws(Stop) -> Layer {
    switch number {
    case 0x0021: .network(.ipv4)
    case 0x0057: .network(.ipv6)
    case 0x0281: .network(.mpls)
    case 0x0283: .network(.mplsMulticast)
    default: throw .other
    }
  }

  /// RFC 2516 section 4: version and type, a code that is zero for data, the session, a length.
  mutating func readPPPoE(_ bytes: Span<UInt8>) throws(Stop) {
    guard try number16(bytes, at: 0) == 0x1100 else { throw .other }
    let length = Int(try number16(bytes, at: 4))
    try advance(by: 6, to: .ppp)
    limit(to: length)
  }

  /// PPP after the address and control bytes of HDLC, or the framing of Cisco.
  mutating func readHDLC(_ bytes: Span<UInt8>) throws(Stop) {
    switch try byte(bytes, at: 0) {
    case 0x0F, 0x8F: try readCiscoHDLC(bytes)
    default: layer = .ppp
    }
  }

  /// An address, a control byte and an EtherType.
  mutating func readCiscoHDLC(_ bytes: Span<UInt8>) throws(Stop) {
    let type = try number16(bytes, at: 2)
    guard type > EtherType.lastLength else { throw .other }
    try advance(by: 4, to: .network(EtherType(value: type)))
  }
}
