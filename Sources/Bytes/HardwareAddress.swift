/// The hardware (MAC) address of a network interface: 48 bits (IEEE 802-2014, section 8).
package struct HardwareAddress: Hashable, Sendable {
  /// The address in the low 48 bits, its first octet highest.
  package let bits: UInt64

  /// - Parameter bits: of which the low 48 count.
  package init(bits: UInt64) { self.bits = bits & 0xFFFF_FFFF_FFFF }

  /// The address that six octets are; nil for any other number of them.
  package init?(octets: Span<UInt8>) {
    guard octets.count == 6 else { return nil }
    var bits: UInt64 = 0
    for index in octets.indices { bits = bits << 8 | UInt64(octets[index]) }
    self.init(bits: bits)
  }

  /// All bits zero: what servers write when they do not know the address.
  package var isUnspecified: Bool { bits == 0 }

  /// Whether frames to it are for many: the lowest bit of the first octet.
  package var isGroup: Bool { bits & 0x0100_0000_0000 != 0 }
}

extension HardwareAddress {
  /// Reads `aa:bb:cc:dd:ee:ff`, `AA-BB-CC-DD-EE-FF` or `aabb.ccdd.eeff`, and nothing else.
  package init?(_ bytes: Span<UInt8>) {
    switch bytes.count {
    case 17 where bytes[2] == ASCII.colon || bytes[2] == ASCII.hyphen:
      self.init(bytes, digitsPerGroup: 2, separator: bytes[2])
    case 14:
      self.init(bytes, digitsPerGroup: 4, separator: ASCII.dot)
    default:
      return nil
    }
  }

  /// Reads the same spellings from text.
  package init?(_ text: String) {
    self.init(Array(text.utf8).span)
  }

  private init?(_ bytes: Span<UInt8>, digitsPerGroup: Int, separator: UInt8) {
    var bits: UInt64 = 0
    for index in bytes.indices {
      if index % (digitsPerGroup + 1) == digitsPerGroup {
        guard bytes[index] == separator else { return nil }
      } else {
        guard let digit = ASCII.hexValue(bytes[index]) else { return nil }
        bits = bits << 4 | UInt64(digit)
      }
    }
    self.init(bits: bits)
  }
}

extension HardwareAddress: CustomStringConvertible {
  /// In lower case with colons: `aa:bb:cc:dd:ee:ff`.
  package var description: String {
    let octets = stride(from: UInt64(40), through: 0, by: -8).map { shift -> String in
      let octet = bits >> shift & 0xFF
      return (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
    return octets.joined(separator: ":")
  }
}
