import Crypto
import Secrets
import Directory
import Foundation

/// The secret of a copy: 32 random bytes in a file, from which a key for names and one for the copy's
/// checksum are derived (HKDF, RFC 5869), so that no hash of one kind can pass for the other.
struct AccountCacheKey: Sendable {
  let names: AccountNameKey
  private let path: String
  private let secret: [UInt8]
  private let checksum: SymmetricKey

  private static let byteCount = 32

  /// Reads the key, or makes one if there is none.
  init(path: String) throws(AccountCacheProblem) {
    self.path = path
    if let secret = try Self.read(path) {
      self.secret = secret
    } else {
      var random = SystemRandomNumberGenerator()
      secret = (0..<Self.byteCount).map { _ in random.next() }
    }
    let secret = SymmetricKey(data: self.secret)
    names = AccountNameKey(Self.derived(from: secret, "names of accounts"))
    checksum = Self.derived(from: secret, "checksum of the copy")
    try write()
  }

  /// Writes the key unless it lies there.
  func write() throws(AccountCacheProblem) {
    if try Self.read(path) == secret { return }
    do throws(PrivateFileProblem) { try PrivateFile.write(secret, to: path) } catch {
      throw .file(error)
    }
  }

  /// The bytes with their checksum, which nobody can make without the key.
  func seal(_ content: [UInt8]) -> [UInt8] {
    content + Array(HMAC<SHA256>.authenticationCode(for: content, using: checksum))
  }

  /// The bytes without their checksum; nil when it is wrong.
  func unseal(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= SHA256.byteCount else { return nil }
    let content = Array(bytes.dropLast(SHA256.byteCount))
    let code = bytes.suffix(SHA256.byteCount)
    let isRight = HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: content, using: checksum)
    return isRight ? content : nil
  }

  private static func derived(from secret: SymmetricKey, _ purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secret, info: Array(purpose.utf8), outputByteCount: byteCount)
  }

  /// Nil when there is none.
  private static func read(_ path: String) throws(AccountCacheProblem) -> [UInt8]? {
    let secret: [UInt8]
    do throws(PrivateFileProblem) {
      secret = try PrivateFile.read(path, atMost: byteCount)
    } catch {
      switch error {
      case .missing: return nil
      case .tooLarge: throw .notAKey(path)
      default: throw .file(error)
      }
    }
    guard secret.count == byteCount else { throw .notAKey(path) }
    return secret
  }
}
