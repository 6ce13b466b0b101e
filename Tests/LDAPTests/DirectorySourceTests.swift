import Bytes
import Directory
import Foundation
import LDAP
import Secrets
import TestSupport
import Testing

/// What stays when the server does not answer.
@Suite(.serialized) struct DirectorySourceTests {
  private let directory: TestDirectory
  private let folder: TemporaryFolder

  init() throws {
    directory = try TestDirectory.shared.get()
    folder = try TemporaryFolder()
  }

  private var path: String { "\(folder.path)/accounts" }

  private func time(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: (1_795_000_000 + seconds) * 1_000)
  }

  private func source(_ settings: ServerSettings, cached: Bool = true) -> DirectorySource {
    DirectorySource(
      DirectoryServer(settings), cachePath: cached ? path : nil, refreshSeconds: 1_000,
      retrySeconds: 100)
  }

  /// The same directory at a server that is down.
  private func down(_ settings: ServerSettings) throws -> ServerSettings {
    try ServerSettings(
      urls: ["ldap://127.0.0.1:1"], base: settings.base, login: settings.login,
      passwordFile: settings.passwordFile, connectSeconds: 2, operationSeconds: 2)
  }

  @Test func theServerIsReadAgainWhenAccountsAreOld() throws {
    var source = source(try directory.settings())
    var reads = 0
    let count = {
      reads += 1
      return false
    }
    let first = try source.accounts(now: time(0), isCancelled: count)
    #expect(first.accounts.count == 4)
    #expect(first.failure == nil)
    #expect(first.cacheProblem == nil)
    let once = reads
    #expect(try source.accounts(now: time(999), isCancelled: count).time == time(0))
    #expect(reads == once)
    #expect(try source.accounts(now: time(1_000), isCancelled: count).time == time(1_000))
    #expect(reads == 2 * once)
    // A clock that was set back.
    #expect(try source.accounts(now: time(-5), isCancelled: count).time == time(-5))
    #expect(reads == 3 * once)
  }

  @Test func theCopyInTheFileServesANewStart() throws {
    let settings = try directory.settings()
    var before = source(settings)
    _ = try before.accounts(now: time(0))
    var after = source(try down(settings))
    let fresh = try after.accounts(now: time(500))
    #expect(fresh.failure == nil)
    #expect(fresh.problems == nil)
    #expect(account("anna", in: fresh.accounts)?.department == "Vertrieb Nord")
    let old = try after.accounts(now: time(2_000))
    #expect(old.time == time(0))
    #expect(old.failure?.attempts.first?.problem == .unreachable("refused"))
    #expect(account("bernd", in: old.accounts)?.groups == ["ki-pilot", "linux"])
    #expect(old.description.contains("read from the directory at 2026-11-18T"))
  }

  @Test func aServerThatIsKilledWhileItIsReadLeavesTheOldAccounts() throws {
    let own = try TestDirectory()
    let settings = try own.settings(base: TestDirectory.manyBase)
    var source = source(settings)
    #expect(try source.accounts(now: time(0)).accounts.count == TestDirectory.manyCount)
    var pages = 0
    let answer = try source.accounts(now: time(5_000)) {
      pages += 1
      if pages == 4 { own.stop() }
      return false
    }
    #expect(answer.failure?.attempts.map(\.problem) == [.interrupted])
    #expect(answer.time == time(0))
    #expect(answer.accounts.count == TestDirectory.manyCount)
    let copy = try AccountCache(path: path).load(for: settings)
    #expect(copy?.time == time(0))
    #expect(copy?.accounts.count == TestDirectory.manyCount)
  }

  @Test func aServerThatFailedIsLeftAloneForAWhile() throws {
    let settings = try directory.settings()
    var tries = 0
    let count = {
      tries += 1
      return false
    }
    var unreachable = source(try down(settings))
    for (now, expected) in [(0, 1), (99, 1), (100, 2), (150, 2), (250, 3)] {
      #expect(throws: NoDirectory.self) {
        try unreachable.accounts(now: time(Int64(now)), isCancelled: count)
      }
      #expect(tries == expected, "after \(now) s")
    }
  }

  /// Directories lock accounts after some wrong passwords.
  @Test func aWrongPasswordIsNotTriedAgainSoon() throws {
    var tries = 0
    let count = {
      tries += 1
      return false
    }
    var refused = source(try directory.settings(password: "wrong"))
    for (now, expected) in [(0, 1), (100, 1), (999, 1), (1_000, 2)] {
      #expect(throws: NoDirectory.self) {
        try refused.accounts(now: time(Int64(now)), isCancelled: count)
      }
      #expect(tries == expected, "after \(now) s")
    }
  }

  @Test func aReadThatWasStoppedIsTakenUpAtOnce() throws {
    var source = source(try directory.settings())
    #expect(throws: NoDirectory.self) { try source.accounts(now: time(0)) { true } }
    #expect(try source.accounts(now: time(1)).accounts.count == 4)
  }

  @Test func aSpoiltCopyIsSaidAndReplaced() throws {
    _ = try folder.write("accounts", "something else")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let settings = try directory.settings()
    var offline = source(try down(settings))
    do throws(NoDirectory) {
      _ = try offline.accounts(now: time(0))
      Issue.record("there are accounts")
    } catch { #expect(error.cacheProblem == .notACopy(path)) }
    var source = source(settings)
    #expect(try source.accounts(now: time(0)).cacheProblem == nil)
    #expect(try AccountCache(path: path).load(for: settings)?.accounts.count == 4)
  }

  @Test func aFolderThatCannotBeWrittenIsSaid() throws {
    var source = DirectorySource(
      DirectoryServer(try directory.settings()), cachePath: "\(folder.path)/none/accounts")
    let answer = try source.accounts(now: time(0))
    #expect(answer.accounts.count == 4)
    #expect(answer.cacheProblem == .file(.missing("\(folder.path)/none/accounts.key.new")))
  }

  @Test func withoutAFileTheCopyIsInMemory() throws {
    var source = source(try directory.settings(), cached: false)
    _ = try source.accounts(now: time(0))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    #expect(try source.accounts(now: time(10)).time == time(0))
  }

  /// What is written into a log names neither the password nor people.
  @Test func messagesHoldNoSecrets() throws {
    let messages = [
      problem(try directory.settings(password: "hunter2")),
      problem(try directory.settings(login: "blind")),
    ].compactMap { $0?.description }
    #expect(messages.count == 2)
    for message in messages {
      for word in ["hunter2", "blind", "reader", TestDirectory.password, "anna"] {
        #expect(!message.contains(word), "\(message)")
      }
    }
  }
}
