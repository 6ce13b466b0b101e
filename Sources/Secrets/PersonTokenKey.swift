import Bytes
package import Crypto
package import Usage

/// The secret that person tokens are made with. Without it nobody can tell whose token one is, or
/// try names until one fits; when it is gone, old tokens link to nobody.
package struct PersonTokenKey: Sendable {
  private let key: SymmetricKey

  /// A new key that exists in this process only.
  package init() { key = SymmetricKey(size: .bits256) }

  /// A key that was kept.
  package init(_ key: SymmetricKey) { self.key = key }

  /// The first 64 bits of HMAC-SHA-256 (RFC 2104, RFC 6234): enough to tell apart all people whom a
  /// company will ever have.
  package func token(for identity: [UInt8]) -> PersonToken {
    let code = HMAC<SHA256>.authenticationCode(for: identity, using: key)
    return PersonToken(bits: code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }
}
