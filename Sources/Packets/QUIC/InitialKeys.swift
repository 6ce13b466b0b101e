internal import Crypto

/// The keys of the client's Initial packets, which everybody who saw the first one can derive
/// (RFC 9001, section 5.2).
struct InitialKeys {
  let key: SymmetricKey
  let headerProtection: SymmetricKey
  /// The twelve bytes of the IV, of which a packet number changes the last eight.
  let ivStart: UInt32
  let ivEnd: UInt64

  /// - Parameter destinationID: of the client's first Initial packet, or of the first one behind a
  ///   Retry.
  init(destinationID: [UInt8], protection: InitialProtection) {
    let labels = protection.labels
    let initial = Self.code(of: destinationID, protection.extraction)
    let client = HMAC<SHA256>(
      key: SymmetricKey(
        data: Self.code(
          of: labels.clientIn, HMAC(key: SymmetricKey(data: initial)))))
    key = SymmetricKey(data: Self.code(of: labels.key, client).prefix(16))
    headerProtection = SymmetricKey(data: Self.code(of: labels.headerProtection, client).prefix(16))
    let iv = Self.code(of: labels.iv, client)
    ivStart = iv.prefix(4).reduce(0) { $0 &<< 8 | UInt32($1) }
    ivEnd = iv.dropFirst(4).prefix(8).reduce(0) { $0 &<< 8 | UInt64($1) }
  }

  /// HKDF-Extract, or HKDF-Expand of up to one hash, of which the caller takes what it needs (RFC
  /// 5869, section 2).
  ///
  /// - Parameter secret: set up once for all its labels, because that is more than half of the work.
  private static func code(of bytes: [UInt8], _ secret: HMAC<SHA256>) -> [UInt8] {
    var secret = secret
    secret.update(data: bytes)
    return Array(secret.finalize())
  }
}
