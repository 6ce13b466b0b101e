/// A protocol version as it stands on the wire: of SSL 3.0 and TLS, of their drafts, or of DTLS,
/// whose numbers run downwards.
package struct TLSVersion: Equatable, Hashable, Sendable {
  package let value: UInt16

  package init(value: UInt16) { self.value = value }

  /// Nothing was read.
  package static var none: TLSVersion { TLSVersion(value: 0) }
  package static var ssl2: TLSVersion { TLSVersion(value: 0x0002) }
  package static var ssl3: TLSVersion { TLSVersion(value: 0x0300) }
  package static var tls10: TLSVersion { TLSVersion(value: 0x0301) }
  package static var tls11: TLSVersion { TLSVersion(value: 0x0302) }
  package static var tls12: TLSVersion { TLSVersion(value: 0x0303) }
  package static var tls13: TLSVersion { TLSVersion(value: 0x0304) }
  package static var dtls10: TLSVersion { TLSVersion(value: 0xFEFF) }
  package static var dtls12: TLSVersion { TLSVersion(value: 0xFEFD) }
  package static var dtls13: TLSVersion { TLSVersion(value: 0xFEFC) }
  /// DTLS as it was built before RFC 4347; VPN clients still send it.
  package static var earlyDTLS: TLSVersion { TLSVersion(value: 0x0100) }
}

extension TLSVersion {
  /// SSL 3.0 or TLS.
  package var isStream: Bool { value >> 8 == 3 }

  package var isDatagram: Bool { value >> 8 == 0xFE || self == .earlyDTLS }

  /// Whether it means nothing and is to be passed over (RFC 8701, section 2).
  package var isGREASE: Bool { value.isGREASE }

  /// What the versions are compared by: the minor number of TLS that they correspond to, in 256ths.
  private var rank: Int {
    let minor = Int(value & 0xFF)
    switch value >> 8 {
    case 0x03: return minor << 8
    // A draft of TLS 1.3 ranks just below it.
    case 0x7F: return 3 << 8 | minor
    // DTLS 1.0 corresponds to TLS 1.1, and there is no DTLS 1.1.
    case 0xFE: return max(2, 0x100 - minor) << 8
    default: return -1
    }
  }

  /// Whether it is the older one; versions that are not known count as the oldest.
  package func isOlder(than other: TLSVersion) -> Bool { rank < other.rank }
}

extension UInt16 {
  /// Whether it is one of the numbers 0x0A0A, 0x1A1A to 0xFAFA, which clients send to keep servers
  /// tolerant of new ones (RFC 8701, section 2).
  var isGREASE: Bool { self & 0x0F0F == 0x0A0A && self >> 8 == self & 0xFF }
}
