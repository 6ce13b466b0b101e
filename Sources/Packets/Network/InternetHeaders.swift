import Bytes

extension Descent {
  mutating func readInternet(_ bytes: Span<UInt8>) throws(Stop) {
    switch try byte(bytes, at: 0) >> 4 {
    case 4: try readIPv4(bytes)
    case 6: try readIPv6(bytes)
    default: throw .malformed
    }
  }

  /// RFC 791 section 3.1.
  mutating func readIPv4(_ bytes: Span<UInt8>) throws(Stop) {
    guard count >= 20 else { throw missing }
    let first = try byte(bytes, at: 0)
    let headerLength = Int(first & 0x0F) &* 4
    guard first >> 4 == 4, headerLength >= 20 else { throw .malformed }
    let totalLength = Int(try number16(bytes, at: 2))
    if totalLength >= headerLength {
      limit(to: totalLength)
    } else if totalLength == 0 {
      // The card was to cut a large segment into packets, and fill in their lengths.
      limitToCapture()
    } else {
      throw .malformed
    }
    let fragmentField = try number16(bytes, at: 6)
    let number = InternetProtocol(value: try byte(bytes, at: 9))
    source = IPAddress(ipv4: try number32(bytes, at: 12))
    destination = IPAddress(ipv4: try number32(bytes, at: 16))
    let identification = UInt32(try number16(bytes, at: 4))
    try advance(by: headerLength, to: .internetPayload(number))
    // The offset and the flag for more fragments.
    guard fragmentField & 0x3FFF == 0 else {
      fragment = Fragment(
        datagram: Fragment.Key(
          source: source, destination: destination, identification: identification,
          number: number.value),
        nextHeader: number, offset: Int(fragmentField & 0x1FFF) &* 8,
        isLast: fragmentField & 0x2000 == 0)
      throw .fragment
    }
  }

  /// RFC 8200 section 3.
  mutating func readIPv6(_ bytes: Span<UInt8>) throws(Stop) {
    guard count >= 40 else { throw missing }
    guard try byte(bytes, at: 0) >> 4 == 6 else { throw .malformed }
    let payloadLength = Int(try number16(bytes, at: 4))
    let number = InternetProtocol(value: try byte(bytes, at: 6))
    source = IPAddress(high: try number64(bytes, at: 8), low: try number64(bytes, at: 16))
    destination = IPAddress(high: try number64(bytes, at: 24), low: try number64(bytes, at: 32))
    try advance(by: 40, to: .internetPayload(number))
    // Zero stands in jumbograms (RFC 2675), and before a card has cut a large segment into packets.
    if payloadLength == 0 { limitToCapture() } else { limit(to: payloadLength) }
  }

  /// What stands behind an IP header and is neither TCP nor UDP: extension headers and tunnels.
  mutating func readInternetPayload(
    _ bytes: Span<UInt8>, _ number: InternetProtocol
  ) throws(Stop) {
    switch number {
    case .hopByHop, .routing, .destinationOptions, .mobility, .hostIdentity, .shim6:
      try readExtension(bytes, unit: 8, unitsLeftAway: 1)
    // RFC 4302 section 2.2.
    case .authentication: try readExtension(bytes, unit: 4, unitsLeftAway: 2)
    case .fragment: try readFragmentHeader(bytes)
    case .ipv4: enterTunnel(to: .network(.ipv4))
    case .ipv6: enterTunnel(to: .network(.ipv6))
    case .mpls: enterTunnel(to: .network(.mpls))
    case .gre:
      enterTunnel(to: layer)
      try readGRE(bytes)
    case .etherIP: try readEtherIP(bytes)
    default: throw .other
    }
  }

  mutating func enterTunnel(to inner: Layer) {
    setTunnelled()
    layer = inner
  }

  /// The next header, then the length in units (RFC 6564 section 4).
  private mutating func readExtension(
    _ bytes: Span<UInt8>, unit: Int, unitsLeftAway: Int
  ) throws(Stop) {
    let next = InternetProtocol(value: try byte(bytes, at: 0))
    let length = (Int(try byte(bytes, at: 1)) &+ unitsLeftAway) &* unit
    try advance(by: length, to: .internetPayload(next))
  }

  /// RFC 8200 section 4.5.
  private mutating func readFragmentHeader(_ bytes: Span<UInt8>) throws(Stop) {
    let next = InternetProtocol(value: try byte(bytes, at: 0))
    let field = try number16(bytes, at: 2)
    let identification = try number32(bytes, at: 4)
    try advance(by: 8, to: .internetPayload(next))
    // Neither offset nor more fragments: a packet by itself (RFC 6946).
    guard field & 0xFFF9 != 0 else { return }
    fragment = Fragment(
      datagram: Fragment.Key(
        source: source, destination: destination, identification: identification,
        number: InternetProtocol.fragment.value),
      nextHeader: next, offset: Int(field & 0xFFF8), isLast: field & 1 == 0)
    throw .fragment
  }
}
