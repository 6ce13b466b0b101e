extension IPAddress: CustomStringConvertible {
  /// Dotted for IPv4, RFC 5952 for IPv6.
  @usableFromInline package var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension IPAddress {
  /// Appends the text of the address without making a String: dotted for IPv4, RFC 5952 for IPv6; at
  /// most 39 bytes.
  package func append(to bytes: inout [UInt8]) {
    guard isIPv4 else { return appendGroups(to: &bytes) }
    for octet in 0..<4 {
      if octet > 0 { bytes.append(ASCII.dot) }
      Self.append(decimal: UInt8(truncatingIfNeeded: low &>> UInt64(24 &- 8 &* octet)), to: &bytes)
    }
  }

  private func appendGroups(to bytes: inout [UInt8]) {
    let zeros = longestZeroRun
    var slot = 0
    while slot < 8 {
      if slot == zeros.lowerBound, zeros.count > 1 {
        bytes.append(ASCII.colon)
        bytes.append(ASCII.colon)
        slot = zeros.upperBound
        continue
      }
      if slot > 0, slot != zeros.upperBound || zeros.count < 2 { bytes.append(ASCII.colon) }
      Self.append(hexadecimal: group(slot), to: &bytes)
      slot += 1
    }
  }

  private func group(_ slot: Int) -> UInt16 {
    let half = slot < 4 ? high : low
    return UInt16(truncatingIfNeeded: half &>> UInt64(48 &- 16 &* (slot & 3)))
  }

  /// The first of the longest runs of groups that are zero (RFC 5952, section 4.2.3).
  private var longestZeroRun: Range<Int> {
    var longest = 0..<0
    var start = 0
    for slot in 0..<8 {
      if group(slot) != 0 {
        start = slot + 1
      } else if slot + 1 - start > longest.count {
        longest = start..<slot + 1
      }
    }
    return longest
  }

  private static func append(decimal number: UInt8, to bytes: inout [UInt8]) {
    if number >= 100 { bytes.append(ASCII.zero &+ number / 100) }
    if number >= 10 { bytes.append(ASCII.zero &+ number / 10 % 10) }
    bytes.append(ASCII.zero &+ number % 10)
  }

  private static func append(hexadecimal number: UInt16, to bytes: inout [UInt8]) {
    var shift = number >= 0x1000 ? 12 : number >= 0x100 ? 8 : number >= 0x10 ? 4 : 0
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: number >> UInt16(shift)) & 0xF
      bytes.append(digit < 10 ? ASCII.zero &+ digit : UInt8(ascii: "a") &+ digit &- 10)
      shift -= 4
    }
  }
}
