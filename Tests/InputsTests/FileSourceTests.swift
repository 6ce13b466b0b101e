import TestSupport
import Foundation
import Inputs
import Testing

@Suite struct FileSourceTests {
  @Test func aMissingFileIsMissing() {
    #expect(throws: InputError.missing) { try FileSource(path: "/nowhere/at/all.log") }
    #expect(throws: InputError.missing) { try FileSource(path: "") }
  }

  @Test func aFolderIsNoLog() {
    #expect(throws: InputError.isDirectory) { try FileSource(path: NSTemporaryDirectory()) }
  }

  @Test(.disabled(if: getuid() == 0, "root may read everything"))
  func aFileWithoutPermissionSaysSo() throws {
    try withTemporaryFile(Array("a\n".utf8)) { path in
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      #expect(throws: InputError.notPermitted) { try FileSource(path: path) }
    }
  }

  @Test func anEmptyFileHasNoLine() throws {
    let read = try withTemporaryFile([]) { readLines(try FileSource(path: $0)) }
    #expect(read == LinesRead())
  }

  @Test func aFileKnowsItsSizeAndAgeAndProgress() throws {
    try withTemporaryFile(Array("a\nb\n".utf8)) { path in
      let changed = Date(timeIntervalSince1970: 1_763_280_000)
      try FileManager.default.setAttributes([.modificationDate: changed], ofItemAtPath: path)
      let source = try FileSource(path: path)
      #expect(source.size == 4)
      #expect(source.lastChanged == 1_763_280_000)
      #expect(readLines(source).texts == ["a", "b"])
      #expect(source.bytesRead == 4)
    }
  }

  @Test func aDeviceHasNoSize() throws {
    let source = try FileSource(path: "/dev/null")
    #expect(source.size == nil)
    #expect(source.lastChanged == nil)
    #expect(readLines(source) == LinesRead())
  }
}
