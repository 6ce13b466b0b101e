internal import Crypto

/// What Initial keys are derived with: the versions that share it have one name here.
enum InitialProtection: Sendable {
  case draft22
  case draft23
  case draft29
  case one
  case two

  /// HKDF-Extract with the salt of the initial secret: RFC 9001, section 5.2; RFC 9369, section
  /// 3.3.1; and section 5.2 of draft-ietf-quic-tls-22, -23 and -29.
  var extraction: HMAC<SHA256> {
    switch self {
    case .draft22: Self.draft22Extraction
    case .draft23: Self.draft23Extraction
    case .draft29: Self.draft29Extraction
    case .one: Self.oneExtraction
    case .two: Self.twoExtraction
    }
  }

  /// What the secrets are expanded with (RFC 9001, section 5.1; RFC 9369, section 3.3.2).
  var labels: InitialLabels { self == .two ? .two : .one }

  private static let draft22Extraction = extraction(salt: [
    0x7F, 0xBC, 0xDB, 0x0E, 0x7C, 0x66, 0xBB, 0xE9, 0x19, 0x3A,
    0x96, 0xCD, 0x21, 0x51, 0x9E, 0xBD, 0x7A, 0x02, 0x64, 0x4A,
  ])
  private static let draft23Extraction = extraction(salt: [
    0xC3, 0xEE, 0xF7, 0x12, 0xC7, 0x2E, 0xBB, 0x5A, 0x11, 0xA7,
    0xD2, 0x43, 0x2B, 0xB4, 0x63, 0x65, 0xBE, 0xF9, 0xF5, 0x02,
  ])
  private static let draft29Extraction = extraction(salt: [
    0xAF, 0xBF, 0xEC, 0x28, 0x99, 0x93, 0xD2, 0x4C, 0x9E, 0x97,
    0x86, 0xF1, 0x9C, 0x61, 0x11, 0xE0, 0x43, 0x90, 0xA8, 0x99,
  ])
  private static let oneExtraction = extraction(salt: [
    0x38, 0x76, 0x2C, 0xF7, 0xF5, 0x59, 0x34, 0xB3, 0x4D, 0x17,
    0x9A, 0xE6, 0xA4, 0xC8, 0x0C, 0xAD, 0xCC, 0xBB, 0x7F, 0x0A,
  ])
  private static let twoExtraction = extraction(salt: [
    0x0D, 0xED, 0xE3, 0xDE, 0xF7, 0x00, 0xA6, 0xDB, 0x81, 0x93,
    0x81, 0xBE, 0x6E, 0x26, 0x9D, 0xCB, 0xF9, 0xBD, 0x2E, 0xD9,
  ])

  /// Set up once: a salt never changes.
  private static func extraction(salt: [UInt8]) -> HMAC<SHA256> {
    HMAC(key: SymmetricKey(data: salt))
  }
}

/// The input of the four HKDF-Expand-Label steps (RFC 8446, section 7.1) behind an initial secret.
struct InitialLabels: Sendable {
  let clientIn: [UInt8]
  let key: [UInt8]
  let iv: [UInt8]
  let headerProtection: [UInt8]

  static let one = InitialLabels(prefix: "quic ")
  static let two = InitialLabels(prefix: "quicv2 ")

  private init(prefix: String) {
    clientIn = Self.label("client in", length: 32)
    key = Self.label(prefix + "key", length: 16)
    iv = Self.label(prefix + "iv", length: 12)
    headerProtection = Self.label(prefix + "hp", length: 16)
  }

  /// An HkdfLabel without context, and the number of the block, which is the first.
  private static func label(_ name: String, length: UInt8) -> [UInt8] {
    let label = Array("tls13 \(name)".utf8)
    return [0, length, UInt8(truncatingIfNeeded: label.count)] + label + [0, 1]
  }
}
