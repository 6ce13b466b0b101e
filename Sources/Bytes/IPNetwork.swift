/// A block of addresses, such as `10.1.0.0/16` or `2001:db8::/48`.
package struct IPNetwork: Hashable, Sendable {
  /// The first address of the block.
  package let address: IPAddress
  /// How many leading bits are fixed, counted in the 128-bit form: 96 more than written for IPv4.
  package let prefixLength: Int

  /// The block of `prefixLength` leading bits (0 to 128) that holds `address`.
  package init(of address: IPAddress, prefixLength: Int) {
    self.prefixLength = min(max(prefixLength, 0), 128)
    let highMask = Self.mask(self.prefixLength)
    let lowMask = Self.mask(self.prefixLength - 64)
    self.address = IPAddress(high: address.high & highMask, low: address.low & lowMask)
  }

  /// The network that a client's address is shown as when no departments are configured: /24 for
  /// IPv4 and /64 for IPv6, the usual size of one segment.
  package init(segmentOf address: IPAddress) {
    self.init(of: address, prefixLength: address.isIPv4 ? 96 + 24 : 64)
  }

  package func contains(_ address: IPAddress) -> Bool {
    IPNetwork(of: address, prefixLength: prefixLength) == self
  }

  private static func mask(_ bits: Int) -> UInt64 {
    bits <= 0 ? 0 : bits >= 64 ? .max : ~(UInt64.max >> UInt64(bits))
  }
}

extension IPNetwork: CustomStringConvertible {
  /// Reads `10.1.0.0/16`, `2001:db8::/48`, or a single address. Nil when bits are set after the
  /// prefix, because that is mostly a typing error.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
    let written = first.contains(":") ? 128 : 32
    var length = written
    if parts.count == 2 {
      guard parts[1].utf8.allSatisfy(ASCII.isDigit), let value = Int(parts[1]), value <= written
      else { return nil }
      length = value
    } else if parts.count > 2 {
      return nil
    }
    self.init(of: address, prefixLength: length + 128 - written)
    guard self.address == address else { return nil }
  }

  package var description: String {
    let isIPv4 = address.isIPv4 && prefixLength >= 96
    return "\(address)/\(isIPv4 ? prefixLength - 96 : prefixLength)"
  }
}
