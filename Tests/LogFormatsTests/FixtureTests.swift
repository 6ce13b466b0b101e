import Foundation
import LogFormats
import Testing

/// Golden files; `RECORD=1 swift test` writes them anew.
@Suite struct FixtureTests {
  @Test(arguments: Fixture.all)
  func linesAreReadAsExpected(fixture: Fixture) throws {
    let format = try #require(fixture.reader)
    var context = fixtureContext()
    let actual = try fixture.lines().map { text(of: $0, in: format, context: &context) }
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data((actual.joined(separator: "\n") + "\n").utf8).write(to: fixture.expected)
    }
    let recorded = try String(decoding: Data(contentsOf: fixture.expected), as: UTF8.self)
    let expected = recorded.split(separator: "\n").map(String.init)
    #expect(actual.count == expected.count)
    for (number, (actual, expected)) in zip(actual, expected).enumerated() {
      #expect(actual == expected, "line \(number + 1)")
    }
  }

  @Test func everyFormatHasFixturesAndEveryFolderAFormat() {
    let folders = Fixture.files(in: Fixture.folder).map(\.lastPathComponent)
    #expect(folders == allFormats.map(\.name).sorted())
    #expect(Set(Fixture.all.map(\.format)) == Set(allFormats.map(\.name)))
  }

  @Test(arguments: allFormats.map(\.name))
  func everyFixtureFolderSaysWhereItsFactsComeFrom(format: String) throws {
    let readme = Fixture.folder.appending(path: "\(format)/README.md")
    #expect(try String(decoding: Data(contentsOf: readme), as: UTF8.self).contains("Facts: "))
  }

  @Test func namesAreKebabCaseAndFoundAgain() {
    #expect(Set(allFormats.map(\.name)).count == allFormats.count)
    for format in allFormats {
      #expect(
        format.name.utf8.allSatisfy {
          (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        })
      #expect(LogFormats.format(named: format.name)?.name == format.name)
    }
    #expect(LogFormats.format(named: "no such format") == nil)
  }
}
