import Foundation
import TestSupport
import Testing

/// A schema of `Schemas/`, and the Debian package `python3-jsonschema` to check documents with.
struct JSONSchema {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Schemas")

  private let url: URL
  private let root: [String: Any]

  init(_ name: String) throws {
    url = Self.folder.appending(path: name)
    let schema = try JSONSerialization.jsonObject(with: try Data(contentsOf: url))
    root = try #require(schema as? [String: Any])
  }

  func definition(_ name: String) -> [String: Any]? {
    (root["$defs"] as? [String: [String: Any]])?[name]
  }

  /// The closed set of words that a property may have.
  func words(_ definition: String, _ property: String) -> Set<String> {
    let properties = self.definition(definition)?["properties"] as? [String: [String: Any]]
    return Set(properties?[property]?["enum"] as? [String] ?? [])
  }

  /// All descriptions of objects, with their names.
  var objects: [(name: String, schema: [String: Any])] { Self.objects(in: root, named: "#") }

  private static func objects(
    in value: Any, named name: String
  ) -> [(name: String, schema: [String: Any])] {
    guard let schema = value as? [String: Any] else { return [] }
    let below = schema.filter { $0.key != "allOf" }
      .flatMap { objects(in: $0.value, named: "\(name)/\($0.key)") }
    return schema["type"] as? String == "object" ? [(name, schema)] + below : below
  }

  /// What the validator finds wrong with `document`, one line each; empty when it is valid.
  func problems(of document: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "schattenki-\(UUID().uuidString).json")
    try document.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let (text, status) = try runPython(Self.program, [url.path(), file.path()])
    try #require(
      status == 0,
      "the validator did not run; apt-get install python3-jsonschema\n\(text)")
    return text
  }

  private static let program = """
    import json, sys
    from jsonschema import Draft202012Validator
    schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
    Draft202012Validator.check_schema(schema)
    for error in Draft202012Validator(schema).iter_errors(document):
        print(error.json_path, error.message)
    """
}
