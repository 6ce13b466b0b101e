package import Crypto
package import Foundation

/// Ed25519 keys in the files that `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout`
/// write: PEM around PKCS #8 and SubjectPublicKeyInfo (RFC 8410).
package enum SigningKeys {
  package struct NoKey: Error, Equatable, Sendable {}

  /// What stands before the 32 bytes of a private key in DER.
  private static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// What stands before the 32 bytes of a public key in DER.
  private static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  package static func privateKey(
    pem: Data
  ) throws(NoKey) -> Curve25519.Signing.PrivateKey {
    let raw = try raw(pem, "PRIVATE KEY", privatePrefix)
    do { return try Curve25519.Signing.PrivateKey(rawRepresentation: raw) } catch { throw NoKey() }
  }

  package static func publicKey(
    pem: Data
  ) throws(NoKey) -> Curve25519.Signing.PublicKey {
    let raw = try raw(pem, "PUBLIC KEY", publicPrefix)
    do { return try Curve25519.Signing.PublicKey(rawRepresentation: raw) } catch { throw NoKey() }
  }

  private static func raw(
    _ pem: Data, _ label: String, _ prefix: [UInt8]
  ) throws(NoKey) -> Data {
    let lines = String(decoding: pem, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let begin = lines.firstIndex(of: "-----BEGIN \(label)-----"),
      let end = lines.firstIndex(of: "-----END \(label)-----"), begin < end,
      let der = Data(base64Encoded: lines[(begin + 1)..<end].joined()),
      der.count == prefix.count + 32, der.starts(with: prefix)
    else { throw NoKey() }
    return Data(der.dropFirst(prefix.count))
  }
}
