import Bytes
import Crypto
import Directory
import Foundation
import LDAP
import Secrets
import TestSupport
import Testing

@Suite struct AccountCacheTests {
  private let folder: TemporaryFolder
  private let settings: ServerSettings
  private let time = Timestamp(milliseconds: 1_795_000_000_123)

  init() throws {
    folder = try TemporaryFolder()
    settings = try ServerSettings(
      urls: ["ldaps://dc1"], base: "dc=a", login: "cn=reader", passwordFile: "/password")
  }

  private var path: String { "\(folder.path)/accounts" }

  private func accounts(_ key: AccountNameKey) -> DirectoryAccounts {
    let text = Array(
      """
      dn: CN=Anna Meier,OU=Vertrieb,DC=a
      sAMAccountName: anna
      mail: Anna.Meier@a.example
      memberOf: CN=Außendienst,DC=a
      memberOf: CN=Pilot,DC=a
      userAccountControl: 514

      dn: CN=Bernd Wolf,DC=a
      userPrincipalName: bwolf@a.example

      """.utf8)
    return DirectoryExport.read(text.span, key: key).accounts
  }

  private func saved() throws -> AccountCache {
    let cache = try AccountCache(path: path)
    try cache.save(accounts(cache.nameKey), time: time, for: settings)
    return cache
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func aCopyIsReadAsItWasWritten() throws {
    let cache = try saved()
    // As after a new start of the program.
    let other = try AccountCache(path: path)
    let copy = try #require(try other.load(for: settings))
    let (before, after) = (accounts(cache.nameKey), copy.accounts)
    #expect(copy.time == time)
    #expect(after.accounts == before.accounts)
    #expect(after.places == before.places)
    #expect(after.barePlaces == before.barePlaces)
    #expect(account("CORP\\anna", in: after)?.groups == ["außendienst", "pilot"])
    #expect(account("anna", in: after)?.isDisabled == true)
    #expect(account("bwolf", in: after)?.department == nil)
    #expect(account("carl", in: after) == nil)
  }

  @Test func nobodyElseMayReadItAndNoNameIsInIt() throws {
    _ = try saved()
    #expect(try mode(path) == 0o600)
    #expect(try mode(path + ".key") == 0o600)
    let bytes = try Data(contentsOf: URL(filePath: path))
    for name in ["anna", "Anna", "meier", "Meier", "bwolf", "Bernd", "Wolf", "a.example"] {
      #expect(bytes.range(of: Data(name.utf8)) == nil, "\(name)")
    }
    #expect(bytes.range(of: Data("pilot".utf8)) != nil)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.sorted() == ["accounts", "accounts.key"])
  }

  @Test func twoKeysHaveNothingInCommon() throws {
    let one = try AccountCache(path: "\(folder.path)/1").nameKey
    let two = try AccountCache(path: "\(folder.path)/2").nameKey
    let name = Array("anna".utf8)
    #expect(one.hash(name) != two.hash(name))
    #expect(one.hash(name) == one.hash(name))
  }

  /// RFC 4231, section 4.3 (test case 2).
  @Test func namesAreHashedAsTheStandardSays() {
    let key = AccountNameKey(.init(data: Array("Jefe".utf8)))
    let hash = key.hash(Array("what do ya want for nothing?".utf8))
    #expect(hash == AccountNameHash(high: 0x5BDC_C146_BF60_754E, low: 0x6A04_2426_0895_75C7))
  }

  @Test func thereIsNoneAtFirst() throws {
    let copy = try AccountCache(path: path).load(for: settings)
    #expect(copy == nil)
  }

  @Test func aCopyOfAnotherDirectoryIsNotUsed() throws {
    let cache = try saved()
    let other = try ServerSettings(
      urls: ["ldaps://dc1"], base: "dc=b", login: "cn=reader", passwordFile: "/password")
    #expect(throws: AccountCacheProblem.otherSettings(path)) { try cache.load(for: other) }
    let moved = try ServerSettings(
      urls: ["ldaps://dc2"], base: "dc=a", login: "cn=reader", passwordFile: "/elsewhere")
    #expect(try cache.load(for: moved) != nil)
  }

  @Test func aChangedByteOrAMissingOneIsSeen() throws {
    let cache = try saved()
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      try write(changed)
      #expect(throws: AccountCacheProblem.self, "changed at \(index)") {
        try cache.load(for: settings)
      }
      try write(Array(bytes[..<index]))
      #expect(throws: AccountCacheProblem.self, "cut at \(index)") {
        try cache.load(for: settings)
      }
    }
    try write(bytes)
    #expect(try cache.load(for: settings) != nil)
  }

  @Test func randomBytesAreNeverAccepted() throws {
    let cache = try saved()
    let title = Array("schattenki accounts 1\n".utf8)
    var random = SeededGenerator(seed: 7)
    for round in 0..<500 {
      let count = Int.random(in: 0...400, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      try write(round.isMultiple(of: 2) ? bytes : title + bytes)
      #expect(throws: AccountCacheProblem.self) { try cache.load(for: settings) }
    }
  }

  @Test func aCopyUnderAnotherKeyIsNotUsed() throws {
    _ = try saved()
    try FileManager.default.removeItem(atPath: path + ".key")
    let other = try AccountCache(path: path)
    #expect(throws: AccountCacheProblem.damaged(path)) { try other.load(for: settings) }
  }

  /// The program that runs knows the key; without it a copy would be of no use later.
  @Test func aKeyThatVanishedIsWrittenAgain() throws {
    let cache = try saved()
    try FileManager.default.removeItem(atPath: path + ".key")
    try cache.save(accounts(cache.nameKey), time: time, for: settings)
    #expect(try AccountCache(path: path).load(for: settings)?.accounts.count == 2)
  }

  @Test func filesThatOthersMayReadAreRefused() throws {
    let cache = try saved()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: AccountCacheProblem.file(.openToOthers(path))) {
      try cache.load(for: settings)
    }
    let key = path + ".key"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: key)
    #expect(throws: AccountCacheProblem.file(.openToOthers(key))) { try AccountCache(path: path) }
    try FileManager.default.removeItem(atPath: key)
    for count in [0, 31, 33] {
      _ = try folder.write("accounts.key", String(repeating: "k", count: count))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
      #expect(throws: AccountCacheProblem.notAKey(key)) { try AccountCache(path: path) }
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    _ = try folder.write("accounts", Data(bytes))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}
