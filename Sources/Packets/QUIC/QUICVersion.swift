/// A version of QUIC as a long header names it (RFC 8999, section 5.1).
package struct QUICVersion: Equatable, Sendable {
  /// The number on the wire.
  package let value: UInt32

  package init(value: UInt32) { self.value = value }

  /// QUIC version 1 (RFC 9000, section 15).
  package static let one = QUICVersion(value: 0x0000_0001)
  /// QUIC version 2 (RFC 9369, section 3.1).
  package static let two = QUICVersion(value: 0x6B33_43CF)

  /// Whether it marks a Version Negotiation packet (RFC 8999, section 6).
  package var isNegotiation: Bool { value == 0 }

  /// Whether it is one of 0x?a?a?a?a, which clients send to make servers negotiate (RFC 9000,
  /// section 15).
  package var isReserved: Bool { value & 0x0F0F_0F0F == 0x0A0A_0A0A }

  /// Whether the first packets of this version can be read.
  package var isKnown: Bool { protection != nil }

  /// How Initial packets are protected; nil for a version that is not known.
  ///
  /// The drafts 22 to 34 have the header of version 1. mvfst, which numbers its versions 0xfaceb0xx,
  /// has kept the salts of the drafts that it began with.
  var protection: InitialProtection? {
    switch value {
    case 0x0000_0001, 0xFF00_0021...0xFF00_0022, 0xFACE_B003: .one
    case 0x6B33_43CF: .two
    case 0xFF00_001D...0xFF00_0020: .draft29
    case 0xFF00_0017...0xFF00_001C, 0xFACE_B002, 0xFACE_B00E, 0xFACE_B010, 0xFACE_B011,
      0xFACE_B013:
      .draft23
    case 0xFF00_0016, 0xFACE_B001: .draft22
    default: nil
    }
  }
}
