import Directory
import LDAP
import Testing

/// Servers that break off, say nothing, too much or nonsense.
@Suite(.serialized) struct OddServerTests {
  @Test(arguments: [
    ("closes", ServerProblem.interrupted), ("resets", .interrupted), ("endless", .malformed),
    ("shortranges", .malformed), ("locked", .loginRefused("the account is locked")),
  ])
  func nothingOfABadAnswerIsUsed(_ kind: String, _ expected: ServerProblem) throws {
    let server = try OddServer(kind)
    #expect(problem(try server.settings()) == expected)
  }

  @Test(arguments: ["huge", "nonsense", "broken"])
  func bytesThatAreNoLDAPEndTheRead(_ kind: String) throws {
    let server = try OddServer(kind)
    let found = problem(try server.settings(seconds: 3))
    #expect(
      [.interrupted, .malformed, .timeOut(.reading)].contains(found),
      "\(kind): \(found.map { "\($0)" } ?? "none")")
  }

  @Test func whoNeverAnswersIsLeft() throws {
    let server = try OddServer("silent")
    #expect(problem(try server.settings(seconds: 1)) == .timeOut(.login))
    let stalling = try OddServer("stalls")
    #expect(problem(try stalling.settings(seconds: 1)) == .timeOut(.reading))
    let starting = try OddServer("silent")
    #expect(problem(try starting.settings(startTLS: .always, seconds: 1)) == .timeOut(.startingTLS))
  }

  @Test func aHandshakeThatNeverEndsIsLeft() throws {
    let server = try OddServer("silent")
    let found = problem(try server.settings(scheme: "ldaps", seconds: 1))
    #expect(found?.isOfConnection == true, "\(found.map { "\($0)" } ?? "none")")
  }

  @Test func noPasswordIsSentWithoutTheTLSThatWasAskedFor() throws {
    let server = try OddServer("unpaged")
    #expect(problem(try server.settings(startTLS: .always)) == .startTLSRefused)
    // An extended request, and nothing else.
    #expect(server.requests() == ["0x77"])
  }

  @Test func aServerWithoutPagesIsReadAtOnce() throws {
    let server = try OddServer("unpaged")
    let accounts = try DirectoryServer(try server.settings()).read().accounts
    #expect(accounts.count == 2)
    // Login, root DSE, people, groups. Nothing that changes a directory.
    #expect(server.requests() == ["0x60", "0x63", "0x63", "0x63"])
  }

  /// Active Directory sends no more than 1,500 members at once.
  @Test func membersInPartsAreFetched() throws {
    let server = try OddServer("ranges")
    let reading = try DirectoryServer(try server.settings()).read()
    for name in ["anna", "bernd", "clara"] {
      #expect(account(name, in: reading.accounts)?.groups == ["all"])
    }
    #expect(summary(reading.problems) == ["unknownMember"])
  }
}

extension ServerProblem {
  fileprivate var isOfConnection: Bool {
    switch self {
    case .tls, .unreachable, .timeOut(.connecting): true
    default: false
    }
  }
}
