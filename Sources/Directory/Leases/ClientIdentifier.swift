import Bytes

/// Clients name themselves with identifiers that mostly hold a hardware address: the one the machine
/// had when it made the identifier, and so still the machine's when it changes its network.
extension HardwareAddress {
  /// The address in a DHCP unique identifier (RFC 8415, section 11): link-layer plus time (11.2) or
  /// link-layer (11.4), over Ethernet. Nil for the other kinds, which hold none.
  init?(uniqueIdentifier octets: Span<UInt8>) {
    guard octets.count >= 4, octets[0] == 0, octets[2] == 0, octets[3] == Self.ethernet else {
      return nil
    }
    switch octets[1] {
    case 1 where octets.count == 14: self.init(octets: octets.extracting(8..<14))
    case 3 where octets.count == 10: self.init(octets: octets.extracting(4..<10))
    default: return nil
    }
  }

  /// The address in a DHCPv4 client identifier: hardware type and address (RFC 2132, section 9.14),
  /// or 255, an association's number and a unique identifier (RFC 4361, section 6.1).
  init?(clientIdentifier octets: Span<UInt8>) {
    guard octets.count >= 7 else { return nil }
    switch octets[0] {
    case Self.ethernet: self.init(octets: octets.extracting(1..<octets.count))
    case 255: self.init(uniqueIdentifier: octets.extracting(5..<octets.count))
    default: return nil
    }
  }

  /// The hardware type of Ethernet and of Wi-Fi (IANA, ARP Parameters).
  private static var ethernet: UInt8 { 1 }
}
