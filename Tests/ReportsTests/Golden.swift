import Foundation
import Testing

/// A file of `Fixtures` that holds what is expected.
struct Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] != nil

  let url: URL

  init(_ name: String) { url = Self.folder.appending(path: name) }

  /// Compares `actual` with the file, or writes the file when `RECORD` is set.
  func expect(_ actual: Data, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: Self.folder, withIntermediateDirectories: true)
      try actual.write(to: url)
    }
    let name = url.lastPathComponent
    let expected = try? Data(contentsOf: url)
    try #require(
      expected != nil, "\(name) is missing; write it with RECORD=1", sourceLocation: sourceLocation)
    let lines = [actual, expected ?? Data()].map {
      String(decoding: $0, as: UTF8.self).components(separatedBy: "\n")
    }
    let difference = zip(lines[0], lines[1]).first { $0 != $1 }
    #expect(
      actual == expected,
      "\(name): is '\(difference?.0 ?? "")', was '\(difference?.1 ?? "")'",
      sourceLocation: sourceLocation)
  }
}
