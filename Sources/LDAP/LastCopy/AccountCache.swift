package import Secrets
package import Bytes
import Crypto
package import Directory

/// Why the last good copy cannot be used.
package enum AccountCacheProblem: Error, Equatable, Sendable {
  case file(PrivateFileProblem)
  /// The file beside the copy is not a key.
  case notAKey(String)
  /// Not a copy, or one of another version of this program.
  case notACopy(String)
  /// Changed since it was written, cut, or written under another key.
  case damaged(String)
  /// The copy of another directory, or with other filters or another account.
  case otherSettings(String)
  /// More accounts, groups or names than a copy can hold.
  case tooLarge(String)
}

extension AccountCacheProblem: CustomStringConvertible {
  package var description: String {
    let next = "it is not used, and written anew when the server is read"
    return switch self {
    case .file(let problem): "the copy of the directory: \(problem)"
    case .notAKey(let path): "\(path) is not the key of a copy; remove it, and a new one is made"
    case .notACopy(let path): "\(path) is not a copy of a directory; \(next)"
    case .damaged(let path): "\(path) is damaged, or its key is another; \(next)"
    case .otherSettings(let path): "\(path) is the copy of another directory; \(next)"
    case .tooLarge(let path): "the directory is too large for a copy in \(path)"
    }
  }
}

/// The last good copy of a directory in a file, for the time when the server does not answer. Of the names
/// of accounts it holds hashes, under a key in a second file beside it; groups and departments are
/// readable.
package struct AccountCache: Sendable {
  /// What a file said.
  package struct Copy: Sendable {
    package let accounts: DirectoryAccounts
    /// When the server was read.
    package let time: Timestamp
  }

  package let path: String
  /// For the hashes of names.
  package var nameKey: AccountNameKey { key.names }
  private let key: AccountCacheKey

  /// A cache in the file at `path`, with its key in `path` and `.key`, which is made now if there is none.
  package init(path: String) throws(AccountCacheProblem) {
    self.path = path
    key = try AccountCacheKey(path: path + ".key")
  }

  /// Reads the copy; nil when there is none yet.
  package func load(for settings: ServerSettings) throws(AccountCacheProblem) -> Copy? {
    let bytes: [UInt8]
    do throws(PrivateFileProblem) {
      bytes = try PrivateFile.read(path, atMost: AccountCacheFormat.mostBytes)
    } catch {
      if case .missing = error { return nil }
      throw .file(error)
    }
    guard bytes.span.starts(with: AccountCacheFormat.title) else { throw .notACopy(path) }
    guard let content = key.unseal(bytes) else { throw .damaged(path) }
    guard let copy = AccountCacheFormat.decode(content.span, key.names) else {
      throw .notACopy(path)
    }
    guard copy.fingerprint == fingerprint(of: settings) else { throw .otherSettings(path) }
    return Copy(accounts: copy.accounts, time: copy.time)
  }

  /// Writes a copy in place of the one before.
  ///
  /// - Parameter accounts: with names under `nameKey`.
  package func save(
    _ accounts: DirectoryAccounts, time: Timestamp, for settings: ServerSettings
  ) throws(AccountCacheProblem) {
    let content = AccountCacheFormat.encode(
      accounts, time: time, fingerprint: fingerprint(of: settings))
    guard let content, content.count < AccountCacheFormat.mostBytes - 32 else {
      throw .tooLarge(path)
    }
    // Somebody may have removed the key while the program ran.
    try key.write()
    do throws(PrivateFileProblem) { try PrivateFile.write(key.seal(content), to: path) } catch {
      throw .file(error)
    }
  }

  /// Stands for what decides which accounts are seen. Not the servers: another one of the same directory
  /// has the same accounts.
  private func fingerprint(of settings: ServerSettings) -> AccountNameHash {
    let parts = [settings.base, settings.login, settings.peopleFilter, settings.groupFilter]
    return key.names.hash(Array(parts.joined(separator: "\u{0}").utf8))
  }
}
