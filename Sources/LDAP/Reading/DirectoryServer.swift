import Secrets
package import Directory

/// What a directory server said.
package struct ServerReading: Sendable {
  package let accounts: DirectoryAccounts
  /// What could not be read, and what was left out. The line is the number of an entry, from 1, in the
  /// order in which the server sent them: people, then groups.
  package let problems: LineProblems
  /// Which of the servers it was.
  package let server: ServerURL
}

/// Why none of the servers could be read.
package struct ServerFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package struct Attempt: Equatable, Sendable {
    package let server: ServerURL
    package let problem: ServerProblem
  }

  /// One or more, in the order in which they were tried.
  package let attempts: [Attempt]

  package var description: String {
    attempts.map { "\($0.server): \($0.problem)" }.joined(separator: "; ")
  }
}

/// A directory that is read over LDAP (RFC 4511): OpenLDAP, Active Directory and what is like them. It is
/// read, and never written.
package struct DirectoryServer: Sendable {
  package let settings: ServerSettings

  package init(_ settings: ServerSettings) { self.settings = settings }

  /// Reads all accounts with their groups. It waits for the server, as long as the time limits allow for
  /// each page.
  ///
  /// - Parameters:
  ///   - key: of the hashes that names are kept as.
  ///   - isCancelled: asked before each page.
  package func read(
    key: AccountNameKey = .ofProcess, isCancelled: @escaping () -> Bool = { false }
  ) throws(ServerFailure) -> ServerReading {
    var attempts: [ServerFailure.Attempt] = []
    for url in settings.urls {
      do throws(ServerProblem) {
        let (accounts, problems) = try withoutBrokenPipe { () throws(ServerProblem) in
          try read(url, key, isCancelled)
        }
        return ServerReading(accounts: accounts, problems: problems, server: url)
      } catch {
        attempts.append(ServerFailure.Attempt(server: url, problem: error))
        if !error.isOfThisServer { break }
      }
    }
    throw ServerFailure(attempts: attempts)
  }

  private func read(
    _ url: ServerURL, _ key: AccountNameKey, _ isCancelled: @escaping () -> Bool
  ) throws(ServerProblem) -> (accounts: DirectoryAccounts, problems: LineProblems) {
    if isCancelled() { throw .cancelled }
    let password = try password()
    let connection = try Connection(url, settings)
    if settings.startsTLS(at: url) { try connection.startTLS() }
    try connection.logIn(settings.login, password)
    return try DirectoryRead.read(connection, key, isCancelled: isCancelled)
  }

  /// Read anew each time, so that it can be changed, and is not kept.
  private func password() throws(ServerProblem) -> [UInt8] {
    do throws(PrivateFileProblem) {
      let bytes = try PrivateFile.read(settings.passwordFile, atMost: 4_096)
      let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
      return Array(bytes[..<end])
    } catch { throw .passwordFile(error) }
  }
}
