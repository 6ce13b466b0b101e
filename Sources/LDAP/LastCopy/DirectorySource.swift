package import Bytes
package import Directory

/// The accounts of a directory, and how new they are.
package struct DirectoryAnswer: Sendable {
  package let accounts: DirectoryAccounts
  /// When the server was read.
  package let time: Timestamp
  /// What of the entries could not be read; nil for a copy from a file, which does not say.
  package let problems: LineProblems?
  /// Why they are not newer; nil while they are as new as they should be.
  package let failure: ServerFailure?
  /// Why there is no copy for later, or none that could be used.
  package let cacheProblem: AccountCacheProblem?
}

/// Why there are no accounts at all: the server cannot be read, and there is no copy.
package struct NoDirectory: Error, Equatable, Sendable {
  package let failure: ServerFailure
  package let cacheProblem: AccountCacheProblem?
}

/// Accounts from a server, read again when they are old. While the server cannot be read, those read last
/// stay: in memory, or in the file from before the program was started.
///
/// Not for several threads at once; it waits for the server.
package struct DirectorySource {
  private let server: DirectoryServer
  private let cachePath: String?
  /// In milliseconds, as times here are.
  private let refreshTime: Int64
  private let retryTime: Int64

  private var cache: AccountCache?
  private var cacheProblem: AccountCacheProblem?
  private var hasLooked = false
  private var copy: (accounts: DirectoryAccounts, time: Timestamp, problems: LineProblems?)?
  private var last: (failure: ServerFailure, time: Timestamp)?

  /// - Parameters:
  ///   - cachePath: of the file for the last good copy; nil: in memory only.
  ///   - refreshSeconds: how old accounts may be before they are read again.
  ///   - retrySeconds: how long a server is left alone that could not be read. A refused login waits
  ///     for `refreshSeconds` as well: directories lock accounts after some.
  package init(
    _ server: DirectoryServer, cachePath: String?, refreshSeconds: Int = 3_600,
    retrySeconds: Int = 300
  ) {
    self.server = server
    self.cachePath = cachePath
    refreshTime = Self.milliseconds(refreshSeconds)
    retryTime = Self.milliseconds(retrySeconds)
  }

  /// The accounts, from the server if those at hand are too old.
  ///
  /// - Parameter isCancelled: asked between pages. A read that was cancelled is tried again at the next
  ///   call.
  package mutating func accounts(
    now: Timestamp, isCancelled: @escaping () -> Bool = { false }
  ) throws(NoDirectory) -> DirectoryAnswer {
    if !hasLooked { lookForCopy() }
    if let copy, isWithin(refreshTime, of: copy.time, now) { return answer(copy, nil) }
    if let last, isWithin(waitingTime(after: last.failure), of: last.time, now) {
      return try answer(last.failure)
    }
    do throws(ServerFailure) {
      let key = cache?.nameKey ?? .ofProcess
      let reading = try server.read(key: key, isCancelled: isCancelled)
      let copy = (reading.accounts, now, Optional(reading.problems))
      self.copy = copy
      last = nil
      save(reading.accounts, now)
      return answer(copy, nil)
    } catch {
      last = error.isCancelled ? nil : (error, now)
      return try answer(error)
    }
  }
}

extension DirectorySource {
  /// Up to some 30,000 years.
  private static func milliseconds(_ seconds: Int) -> Int64 {
    Int64(min(max(seconds, 0), 1 << 40)) * 1_000
  }

  private mutating func lookForCopy() {
    hasLooked = true
    guard let cachePath else { return }
    do throws(AccountCacheProblem) {
      let cache = try AccountCache(path: cachePath)
      self.cache = cache
      if let found = try cache.load(for: server.settings) {
        copy = (found.accounts, found.time, nil)
      }
    } catch { cacheProblem = error }
  }

  private mutating func save(_ accounts: DirectoryAccounts, _ time: Timestamp) {
    guard let cache else { return }
    do throws(AccountCacheProblem) {
      try cache.save(accounts, time: time, for: server.settings)
      cacheProblem = nil
    } catch { cacheProblem = error }
  }

  /// A time that is still to come is that of a clock which was wrong, and counts as long past.
  private func isWithin(_ span: Int64, of time: Timestamp, _ now: Timestamp) -> Bool {
    let (age, overflows) = now.milliseconds.subtractingReportingOverflow(time.milliseconds)
    return !overflows && age >= 0 && age < span
  }

  private func waitingTime(after failure: ServerFailure) -> Int64 {
    failure.isRefusedLogin ? max(refreshTime, retryTime) : retryTime
  }

  private func answer(_ failure: ServerFailure) throws(NoDirectory) -> DirectoryAnswer {
    guard let copy else { throw NoDirectory(failure: failure, cacheProblem: cacheProblem) }
    return answer(copy, failure)
  }

  private func answer(
    _ copy: (accounts: DirectoryAccounts, time: Timestamp, problems: LineProblems?),
    _ failure: ServerFailure?
  ) -> DirectoryAnswer {
    DirectoryAnswer(
      accounts: copy.accounts, time: copy.time, problems: copy.problems, failure: failure,
      cacheProblem: cacheProblem)
  }
}

extension DirectoryAnswer: CustomStringConvertible {
  /// For an administrator, in English.
  package var description: String {
    var words = "\(accounts.count) accounts, read from the directory at \(time.rfc3339)"
    if let failure { words += "; not newer because of \(failure)" }
    if let cacheProblem { words += "; \(cacheProblem)" }
    return words
  }
}

extension NoDirectory: CustomStringConvertible {
  package var description: String {
    "no accounts: \(failure)\(cacheProblem.map { "; \($0)" } ?? "")"
  }
}

extension ServerFailure {
  fileprivate var isCancelled: Bool { attempts.contains { $0.problem == .cancelled } }

  fileprivate var isRefusedLogin: Bool {
    attempts.contains {
      if case .loginRefused = $0.problem { return true }
      return false
    }
  }
}
