import Bytes
import Directory
import Foundation
import LDAP
import Secrets
import TestSupport
import Testing

/// Against OpenLDAP's own server.
@Suite(.serialized) struct DirectoryServerTests {
  let directory: TestDirectory

  init() throws { directory = try TestDirectory.shared.get() }

  @Test func accountsHaveTheirGroupsAndDepartments() throws {
    let reading = try DirectoryServer(try directory.settings()).read()
    let accounts = reading.accounts
    #expect(accounts.count == 4)
    // Groups that name their members, groups in groups, and the primary one.
    let sales = ["all sales", "domain users", "sales, north"]
    for name in ["anna", "CORP\\Anna", "anna.meier@corp.example", "anna.meier@example.com"] {
      #expect(
        account(name, in: accounts)
          == DirectoryAccount(department: "Vertrieb Nord", groups: sales, isDisabled: false))
    }
    #expect(
      account("JÜRGEN", in: accounts)
        == DirectoryAccount(department: "Vertrieb", groups: ["domain users"], isDisabled: true))
    // Names of accounts (`memberUid`), and `memberOf`, which the overlay writes.
    #expect(
      account("bernd", in: accounts)
        == DirectoryAccount(department: "4711", groups: ["ki-pilot", "linux"], isDisabled: false))
    #expect(
      account("clara", in: accounts)
        == DirectoryAccount(department: "main", groups: ["ki-pilot", "unique"], isDisabled: false))
    #expect(account("pc-17$", in: accounts) == nil)
    #expect(summary(reading.problems) == ["unknownMember"])
  }

  @Test func aFileFromTheSameServerSaysTheSame() throws {
    let settings = try directory.settings()
    let live = try DirectoryServer(settings).read().accounts
    let searched = try run(
      "ldapsearch", "-x", "-LLL", "-H", settings.urls[0].description, "-D", settings.login, "-w",
      TestDirectory.password, "-b", settings.base, "-E", "pr=500/noprompt", "(objectClass=*)", "*",
      "memberOf")
    let dumped = try run(
      "slapcat", "-f", directory.configuration, "-a",
      "(entryDN:dnSubtreeMatch:=\(settings.base))")
    for text in [searched.text, dumped.text] {
      let bytes = Array(text.utf8)
      let exported = DirectoryExport.read(bytes.span).accounts
      #expect(exported.places.keys == live.places.keys)
      #expect(exported.barePlaces.keys == live.barePlaces.keys)
      for (name, place) in live.places {
        let other = exported.places[name].map { exported.accounts[$0] }
        #expect(other == live.accounts[place])
      }
    }
  }

  @Test(arguments: [500, 499, 100]) func pagesAreReadToTheLast(_ size: Int) throws {
    let settings = try directory.settings(base: TestDirectory.manyBase, pageSize: size)
    let unpaged = try run(
      "ldapsearch", "-x", "-H", settings.urls[0].description, "-D", settings.login, "-w",
      TestDirectory.password, "-b", settings.base)
    // LDAP_SIZELIMIT_EXCEEDED
    #expect(unpaged.status == 4)
    let accounts = try DirectoryServer(settings).read().accounts
    #expect(accounts.count == TestDirectory.manyCount)
    #expect(account("u2099", in: accounts)?.department == "many")
  }

  @Test func aPartIsNeverTakenForAll() throws {
    let many = TestDirectory.manyBase
    #expect(problem(try directory.settings(base: many, login: "limited")) == .sizeLimit)
    #expect(problem(try directory.settings(base: "ou=partial,dc=corp,dc=example")) == .referral)
    #expect(problem(try directory.settings(base: "ou=empty,dc=corp,dc=example")) == .noAccounts)
    #expect(problem(try directory.settings(base: "ou=none,dc=corp,dc=example")) == .noSuchBase)
    #expect(problem(try directory.settings(login: "blind")) == .noSuchBase)
  }

  @Test func limitsHold() throws {
    var limits = ServerSettings.Limits()
    limits.accounts = 3
    #expect(problem(try directory.settings(limits: limits)) == .tooMany(.accounts, most: 3))
    limits = ServerSettings.Limits()
    limits.groups = 2
    #expect(problem(try directory.settings(limits: limits)) == .tooMany(.groups, most: 2))
    limits = ServerSettings.Limits()
    limits.memberships = 4
    #expect(problem(try directory.settings(limits: limits)) == .tooMany(.memberships, most: 4))
    limits = ServerSettings.Limits()
    limits.entryBytes = 100
    #expect(problem(try directory.settings(limits: limits)) != nil)
  }

  @Test func aLoginThatIsRefusedIsSaidToBe() throws {
    #expect(problem(try directory.settings(password: "wrong")) == .loginRefused(nil))
    #expect(problem(try directory.settings(login: "nobody")) == .loginRefused(nil))
    // Servers take an empty password for no login, and let that in.
    #expect(problem(try directory.settings(password: "")) == .emptyPassword)
  }

  @Test func aRefusedPasswordIsNotTriedAtTheNextServer() throws {
    let other = try OddServer("unpaged")
    let good = try directory.settings(password: "wrong")
    let settings = try ServerSettings(
      urls: [good.urls[0].description, other.url], base: good.base, login: good.login,
      passwordFile: good.passwordFile)
    #expect(problem(settings) == .loginRefused(nil))
    #expect(other.requests() == [])
  }

  @Test func thePasswordLiesInAFileForItsOwnerOnly() throws {
    let settings = try directory.settings()
    let path = settings.passwordFile
    for mode in [0o640, 0o604, 0o660, 0o610] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(problem(settings) == .passwordFile(.openToOthers(path)))
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(problem(settings) == .passwordFile(.missing(path)))
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(problem(settings) == .passwordFile(.notAFile(path)))
  }

  @Test func connectionsAreEncrypted() throws {
    let tls = "ldaps://127.0.0.1:\(directory.tlsPort)"
    let reading = try DirectoryServer(try directory.settings(url: tls)).read()
    #expect(reading.accounts.count == 4)
    #expect(reading.server.description == tls)
    let started = try DirectoryServer(try directory.settings(startTLS: .always)).read()
    #expect(started.accounts.count == 4)
  }

  /// A certificate of another authority, one for another name, and those of the system, none of which
  /// signed it.
  @Test func serversMustProveWhoTheyAre() throws {
    let other = "\(directory.folder.path)/other.pem"
    let tls = "ldaps://127.0.0.1:\(directory.tlsPort)"
    func isRefused(_ settings: ServerSettings) -> Bool {
      problem(settings) == .tls("the certificate was refused")
    }
    #expect(isRefused(try directory.settings(url: tls, authorities: other)))
    #expect(isRefused(try directory.settings(startTLS: .always, authorities: other)))
    #expect(isRefused(try directory.settings(url: "ldaps://localhost:\(directory.tlsPort)")))
    let named = "ldap://localhost:\(directory.port)"
    #expect(isRefused(try directory.settings(url: named, startTLS: .always)))
    let good = try directory.settings(url: tls)
    let system = try ServerSettings(
      urls: [tls], base: good.base, login: good.login, passwordFile: good.passwordFile)
    #expect(isRefused(system))
  }

  @Test func authoritiesMustBeReadable() throws {
    let tls = "ldaps://127.0.0.1:\(directory.tlsPort)"
    let path = "\(directory.folder.path)/none"
    #expect(problem(try directory.settings(url: tls, authorities: path)) == .authoritiesFile(path))
    let empty = try directory.folder.write("empty.pem", "no certificate")
    let found = problem(try directory.settings(url: tls, authorities: empty))
    #expect(found == .tls("the certificate was refused"))
  }

  @Test func theNextServerIsReadWhenOneIsDown() throws {
    let good = try directory.settings()
    let settings = try ServerSettings(
      urls: ["ldap://127.0.0.1:1", good.urls[0].description], base: good.base, login: good.login,
      passwordFile: good.passwordFile)
    let reading = try DirectoryServer(settings).read()
    #expect(reading.server == good.urls[0])
    #expect(reading.accounts.count == 4)
  }

  @Test func aReadCanBeStoppedBetweenPages() throws {
    var pages = 0
    let stopped = problem(try directory.settings(base: TestDirectory.manyBase)) {
      pages += 1
      return pages > 3
    }
    #expect(stopped == .cancelled)
    #expect(pages == 4)
  }

  @Test func aServerThatIsKilledBetweenPagesGivesNothing() throws {
    let own = try TestDirectory()
    var pages = 0
    let killed = problem(try own.settings(base: TestDirectory.manyBase)) {
      pages += 1
      if pages == 4 { own.stop() }
      return false
    }
    #expect(killed == .interrupted)
  }

  /// It is told not to send references to other domains; its own is complete without.
  @Test func activeDirectoryIsReadWithinItsDomain() throws {
    let own = try TestDirectory(isActiveDirectory: true)
    let settings = try own.settings(base: "ou=partial,dc=corp,dc=example")
    let reading = try DirectoryServer(settings).read()
    #expect(reading.accounts.count == 1)
  }
}
