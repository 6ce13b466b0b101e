import AIServices
import Foundation
import TestSupport
import Testing

/// `Schemas/signatures-1.schema.json`, by which editors help to write signature files, against the
/// files and the words of the program.
@Suite struct SignatureSchemaTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let schema = root.appending(path: "Schemas/signatures-1.schema.json")

  @Test func allSignatureFilesAreValid() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.root.appending(path: "Signatures"), includingPropertiesForKeys: nil)
    #expect(try problems(in: files) == "")
  }

  @Test(arguments: [
    ("role: app", "role: boss"), ("country: DE", "country: Germany"),
    ("host: a.example", "hots: a"),
    ("checked: 2026-11-23", "checked: today"), ("evidence: observed", "evidence: hearsay"),
    ("id: one", "id: One"),
  ])
  func mistakesAreRefused(right: String, wrong: String) throws {
    let text = """
      vendor: sample
      name: Sample
      country: DE
      services:
        - id: one
          name: One
          category: search
          hosts:
            - host: a.example
              role: app
              evidence: observed
              checked: 2026-11-23
      """
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    #expect(try problems(in: [file]) == "")
    try Data(text.replacing(right, with: wrong).utf8).write(to: file)
    #expect(try problems(in: [file]) != "")
  }

  @Test func itsWordsAreThoseOfTheProgram() throws {
    let text = try String(contentsOf: Self.schema, encoding: .utf8)
    for category in ServiceCategory.allCases { #expect(text.contains("\"\(category.rawValue)\"")) }
    for role in HostRole.allCases { #expect(text.contains("\"\(role.rawValue)\"")) }
  }

  /// What Debian's own validator says; without its packages the test fails and says so.
  private func problems(in files: [URL]) throws -> String {
    let program = """
      import json, sys, yaml, jsonschema
      check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
      for name in sys.argv[2:]:
          for problem in check.iter_errors(yaml.load(open(name), Loader=yaml.BaseLoader)):
              print(name, problem.message)
      """
    return try runPython(program, [Self.schema.path] + files.map(\.path)).text
  }
}
