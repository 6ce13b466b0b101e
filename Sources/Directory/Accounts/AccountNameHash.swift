import Bytes
package import Crypto

/// What is kept of an account's name: enough to know it again, and useless without the key.
package struct AccountNameHash: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// The secret under which names of accounts become hashes: HMAC with SHA-256 (RFC 2104), of which the
/// first 16 bytes are kept.
///
/// It takes one to one and a half microseconds, nearly all for the memory that the library asks for: a
/// price for no name of a person staying in memory. Who asks for the same account often keeps the answer.
package struct AccountNameKey: Sendable {
  /// The key of this process, which is written nowhere.
  package static let ofProcess = AccountNameKey(SymmetricKey(size: .bits256))

  /// With the key in it, which is half of the work.
  private let prepared: HMAC<SHA256>

  package init(_ key: SymmetricKey) { prepared = HMAC(key: key) }

  package func hash(_ name: [UInt8]) -> AccountNameHash {
    var code = prepared
    code.update(data: name)
    var words = (high: UInt64(0), low: UInt64(0))
    for (index, byte) in code.finalize().enumerated() where index < 16 {
      if index < 8 {
        words.high = words.high << 8 | UInt64(byte)
      } else {
        words.low = words.low << 8 | UInt64(byte)
      }
    }
    return AccountNameHash(high: words.high, low: words.low)
  }
}
