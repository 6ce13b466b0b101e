import Bytes
import Directory
import Foundation
import LDAP
import TestSupport

func account(_ name: String, in accounts: DirectoryAccounts) -> DirectoryAccount? {
  let name = Array(name.utf8)
  return accounts.account(name.span)
}

/// `form*2:3` for two problems, first seen in entry 3.
func summary(_ problems: LineProblems?) -> [String]? {
  problems?.entries.map { entry in
    "\(entry.reason)\(entry.count > 1 ? "*\(entry.count)" : "")"
  }
}

/// What reading these settings ends with.
func problem(
  _ settings: ServerSettings, isCancelled: @escaping () -> Bool = { false }
) -> ServerProblem? {
  do throws(ServerFailure) {
    _ = try DirectoryServer(settings).read(isCancelled: isCancelled)
    return nil
  } catch { return error.attempts.last?.problem }
}

/// A server that does one thing wrong (`Fixtures/server.py`).
final class OddServer {
  private let folder: TemporaryFolder
  private let service: Service
  let url: String

  init(_ kind: String) throws {
    folder = try TemporaryFolder()
    service = try Service(
      "exec python3 -u '\(fixturePath("server.py"))' \(kind)", folder: folder.path)
    url = "ldap://127.0.0.1:\(service.line())"
  }

  func settings(
    startTLS: ServerSettings.StartTLS = .exceptForThisMachine, scheme: String = "ldap",
    seconds: Int = 20
  ) throws -> ServerSettings {
    try ServerSettings(
      urls: [scheme + url.dropFirst(4)], base: "dc=a", login: "cn=reader",
      passwordFile: try privateFile("password", in: folder), startTLS: startTLS,
      connectSeconds: seconds, operationSeconds: seconds)
  }

  /// What it was asked, as tags of RFC 4511, without the end of connections; it is over then.
  func requests() -> [String] {
    service.rest().split(separator: "\n").map { String($0.dropFirst("request ".count)) }
      .filter { $0 != "0x42" }
  }
}
