/// An IPv4 or IPv6 address.
///
/// IPv4 is kept as IPv4-mapped IPv6 (RFC 4291, section 2.5.5.2), so that `10.0.0.1` and
/// `::ffff:10.0.0.1`, as dual-stack servers log it, are the same client.
@usableFromInline package struct IPAddress: Hashable, Sendable {
  @usableFromInline package let high: UInt64
  @usableFromInline package let low: UInt64

  @inlinable package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  @inlinable package init(ipv4 bits: UInt32) {
    self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(bits))
  }

  @inlinable package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }
}

extension IPAddress {
  /// Reads dotted IPv4, or IPv6 as in RFC 4291 section 2.2, with a zone (`%eth0`) left away.
  package init?(_ bytes: Span<UInt8>) {
    if let address = IPAddress(dotted: bytes) {
      self = address
    } else if let address = IPAddress(colonHex: bytes) {
      self = address
    } else {
      return nil
    }
  }

  package init?(_ text: String) {
    self.init(Array(text.utf8).span)
  }

  private init?(dotted bytes: Span<UInt8>) {
    guard (7...15).contains(bytes.count) else { return nil }
    var bits: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var dots = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if ASCII.isDigit(byte) {
        octet = octet &* 10 &+ UInt32(byte &- ASCII.zero)
        digits += 1
        guard digits <= 3, octet <= 255 else { return nil }
      } else {
        guard byte == ASCII.dot, digits > 0, dots < 3 else { return nil }
        bits = bits << 8 | octet
        (octet, digits, dots) = (0, 0, dots + 1)
      }
    }
    guard dots == 3, digits > 0 else { return nil }
    self.init(ipv4: bits << 8 | octet)
  }

  private init?(colonHex zoned: Span<UInt8>) {
    let bytes = zoned.extracting(0..<(zoned.firstIndex(of: ASCII.percent) ?? zoned.count))
    guard (2...45).contains(bytes.count) else { return nil }
    var groups = Groups()
    var position = 0
    if bytes.contains("::", at: 0) {
      guard groups.markGap() else { return nil }
      position = 2
    }
    while position < bytes.count {
      let end = bytes.firstIndex(of: ASCII.colon, from: position) ?? bytes.count
      let part = bytes.extracting(position..<end)
      guard groups.append(part, isLast: end == bytes.count) else { return nil }
      if end == bytes.count { break }
      position = end + 1
      if bytes.contains(":", at: position) {
        guard groups.markGap() else { return nil }
        position += 1
      } else if position == bytes.count {
        return nil
      }
    }
    guard let address = groups.address else { return nil }
    self = address
  }

  /// The 16-bit groups of an IPv6 address, with the place of `::`.
  private struct Groups {
    private var values: InlineArray<8, UInt16> = InlineArray(repeating: 0)
    private var count = 0
    private var gap: Int?

    mutating func markGap() -> Bool {
      guard gap == nil else { return false }
      gap = count
      return true
    }

    mutating func append(_ part: Span<UInt8>, isLast: Bool) -> Bool {
      if isLast, count <= 6, let ipv4 = IPAddress(dotted: part) {
        values[count] = UInt16(truncatingIfNeeded: ipv4.low >> 16)
        values[count + 1] = UInt16(truncatingIfNeeded: ipv4.low)
        count += 2
        return true
      }
      guard count < 8, (1...4).contains(part.count) else { return false }
      var value: UInt16 = 0
      for index in part.indices {
        guard let digit = ASCII.hexValue(part[index]) else { return false }
        value = value << 4 | UInt16(digit)
      }
      values[count] = value
      count += 1
      return true
    }

    var address: IPAddress? {
      guard gap == nil ? count == 8 : count < 8 else { return nil }
      let zeros = 8 - count
      var high: UInt64 = 0
      var low: UInt64 = 0
      for slot in 0..<8 {
        let source = gap.map { slot < $0 ? slot : slot < $0 + zeros ? nil : slot - zeros } ?? slot
        let value = UInt64(source.map { values[$0] } ?? 0)
        if slot < 4 { high = high << 16 | value } else { low = low << 16 | value }
      }
      return IPAddress(high: high, low: low)
    }
  }
}
