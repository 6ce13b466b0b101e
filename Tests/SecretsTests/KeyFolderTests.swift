import Bytes
import Foundation
import Secrets
import TestSupport
import Testing

@Suite struct KeyFolderTests {
  private let folder: TemporaryFolder
  private let keys: KeyFolder
  private let anna = Array("anna".utf8)

  init() throws {
    folder = try TemporaryFolder()
    keys = KeyFolder(path: "\(folder.path)/keys", period: .week)
  }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func aKeyIsMadeOnceAndKept() throws {
    let monday = try day("2026-11-16")
    let first = try keys.key(ofPeriodFrom: monday)?.token(for: anna)
    let again = try KeyFolder(path: keys.path, period: .week).key(ofPeriodFrom: monday)
    let other = try keys.key(ofPeriodFrom: try day("2026-11-23"))
    #expect(first != nil)
    #expect(first == again?.token(for: anna))
    #expect(first != other?.token(for: anna))
    #expect(try mode(keys.path) == 0o700)
    #expect(try mode("\(keys.path)/2026-11-16.key") == 0o600)
  }

  @Test func oldKeysAreDestroyedAndNeverMadeAgain() throws {
    let weeks = try ["2026-11-02", "2026-11-09", "2026-11-16"].map(day)
    for week in weeks { _ = try keys.key(ofPeriodFrom: week) }
    let path = "\(keys.path)/2026-11-02.key"
    let secret = try Data(contentsOf: URL(filePath: path))
    // The week that ended on the 8th is kept for seven days more.
    #expect(try keys.destroyOldKeys(today: try day("2026-11-15")) == [])
    #expect(try keys.destroyOldKeys(today: try day("2026-11-16")) == [weeks[0]])
    #expect(try keys.key(ofPeriodFrom: weeks[0]) == nil)
    #expect(try keys.key(ofPeriodFrom: weeks[1]) != nil)
    #expect(keys.periodsWithKey == Array(weeks.dropFirst()))
    for name in try FileManager.default.contentsOfDirectory(atPath: keys.path) {
      let content = try Data(contentsOf: URL(filePath: "\(keys.path)/\(name)"))
      #expect(content.range(of: secret) == nil)
    }
    #expect(try keys.destroyAllKeys() == Array(weeks.dropFirst()))
    #expect(try keys.key(ofPeriodFrom: weeks[2]) == nil)
  }

  @Test func keysThatOthersMayReadAreRefused() throws {
    let monday = try day("2026-11-16")
    _ = try keys.key(ofPeriodFrom: monday)
    let file = "\(keys.path)/2026-11-16.key"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    #expect(throws: KeyFolderProblem.file(.openToOthers(file))) {
      try keys.key(ofPeriodFrom: monday)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: keys.path)
    #expect(throws: KeyFolderProblem.folderOpenToOthers(keys.path)) {
      try keys.key(ofPeriodFrom: monday)
    }
  }

  @Test func aDamagedKeyIsRefused() throws {
    let monday = try day("2026-11-16")
    _ = try keys.key(ofPeriodFrom: monday)
    let file = "\(keys.path)/2026-11-16.key"
    for length in [0, 31] {
      try PrivateFile.write([UInt8](repeating: 1, count: length), to: file)
      #expect(throws: KeyFolderProblem.notAKey(file)) { try keys.key(ofPeriodFrom: monday) }
    }
  }

  @Test func aFileInPlaceOfTheFolderIsRefused() throws {
    try Data().write(to: URL(filePath: keys.path))
    #expect(throws: KeyFolderProblem.noFolder(keys.path)) {
      try keys.key(ofPeriodFrom: try day("2026-11-16"))
    }
  }
}
