import AIServices
import Configuration
import Foundation
import TestSupport
import Testing

@Suite struct SignatureFilesTests {
  private static let lines: [(key: String, line: String)] = [
    ("vendor", "vendor: acme"), ("name", "name: Acme"), ("country", "country: DE"),
    ("services", "services:"), ("id", "  - id: chat"), ("title", "    name: Chat"),
    ("category", "    category: chat-assistant"), ("hosts", "    hosts:"),
    ("host", "      - host: chat.acme.example"), ("role", "        role: app"),
    ("evidence", "        evidence: https://acme.example/docs"),
    ("checked", "        checked: 2026-11-01"),
  ]

  /// A correct file with a line in place of the usual one.
  private func file(_ key: String = "", _ line: String = "") -> String {
    Self.lines.map { $0.key == key ? line : $0.line }.filter { !$0.isEmpty }
      .joined(separator: "\n") + "\n"
  }

  private func problems(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    return ConfigurationTests.problems(in: folder) {
      _ = try SignatureFiles.catalogue(folder: folder.path)
    }
  }

  @Test func aCorrectFileIsRead() throws {
    let folder = try TemporaryFolder([
      "acme.yaml": file("role", "        role: api\n        match: exact\n        note: a note"),
      "README.md": "not a signature file",
    ])
    let vendors = try SignatureFiles.catalogue(folder: folder.path)
    let service = try #require(vendors.first?.services.first)
    let host = try #require(service.signatures.first)
    #expect(vendors.map(\.id) == ["acme"])
    #expect(vendors.first?.country == "DE")
    #expect(service.category == .chatAssistant)
    #expect(host.pattern == .host(HostPattern("chat.acme.example", isExact: true)))
    #expect(host.role == .api)
    #expect(host.evidence == "https://acme.example/docs")
    #expect(host.checked == (try day("2026-11-01")))
    #expect(host.note == "a note")
  }

  @Test func filesAreReadInTheOrderOfTheirNames() throws {
    let names = ["b", "c", "a"]
    let files = names.map { name in
      let text = file().replacing("acme", with: name).replacing("id: chat", with: "id: \(name)")
      return ("\(name).yaml", text)
    }
    let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: files))
    #expect(try SignatureFiles.catalogue(folder: folder.path).map(\.id) == ["a", "b", "c"])
  }

  @Test(arguments: [
    ("vendor", "", "1:1: 'vendor' is missing"),
    (
      "vendor", "vendor: Acme",
      "1:9: 'Acme' is not an id: lower-case letters, digits and hyphens only"
    ),
    (
      "vendor", "vendor: -acme",
      "1:9: '-acme' is not an id: lower-case letters, digits and hyphens only"
    ),
    ("vendor", "vendor: other", "1:9: vendor 'other' must stand in a file of its name: other.yaml"),
    ("name", "", "1:1: 'name' is missing"),
    (
      "country", "country: Germany",
      "3:10: 'Germany' is not a country code of two capital letters (ISO 3166-1)"
    ),
    ("country", "contry: DE\ncountry: DE", "3:1: unknown key 'contry'; did you mean 'country'?"),
    (
      "id", "  - id: my chat",
      "5:9: 'my chat' is not an id: lower-case letters, digits and hyphens only"
    ),
    (
      "category", "    category: chatassistant",
      "7:15: unknown category 'chatassistant'; did you mean 'chat-assistant'?"
    ),
    (
      "host", "      - host: Chat.acme.example",
      "9:15: 'Chat.acme.example' must be a full host name in lower case"
    ),
    ("host", "      - host: localhost", "9:15: 'localhost' must be a full host name in lower case"),
    (
      "host", "      - host: chat..example",
      "9:15: 'chat..example' is not a host name: a label between two dots is empty"
    ),
    (
      "host", "      - host: '*.acme.example'",
      "9:15: '*.acme.example' is not a host name: only letters, digits, hyphens and dots "
        + "(other scripts as xn--…)"
    ),
    ("role", "", "9:9: 'role' is missing"),
    (
      "role", "        role: king",
      "10:15: unknown role 'king'; known: app, api, auth, static, telemetry, download, website"
    ),
    (
      "role", "        role: app\n        match: exakt",
      "11:16: unknown match 'exakt'; did you mean 'exact'?"
    ),
    (
      "evidence", "        evidence: somebody said so",
      "11:19: evidence is the https address of a document, or 'observed'"
    ),
    (
      "evidence", "        evidence: http://acme.example",
      "11:19: evidence is the https address of a document, or 'observed'"
    ),
    (
      "checked", "        checked: 2026-11-31",
      "12:18: '2026-11-31' is not a day; write it as 2026-11-16"
    ),
  ])
  func problemsHaveTheirPlace(key: String, line: String, problem: String) throws {
    #expect(try problems(["acme.yaml": file(key, line)]) == ["acme.yaml:\(problem)"])
  }

  @Test func anUnknownCategoryIsAnsweredWithAllOfThem() throws {
    let found = try problems(["acme.yaml": file("category", "    category: toaster")])
    let words = ServiceCategory.allCases.map(\.rawValue).joined(separator: ", ")
    #expect(found == ["acme.yaml:7:15: unknown category 'toaster'; known: \(words)"])
  }

  @Test func observedIsEvidence() throws {
    let folder = try TemporaryFolder([
      "acme.yaml": file("evidence", "        evidence: observed")
    ])
    #expect(try SignatureFiles.catalogue(folder: folder.path).count == 1)
  }

  @Test func serviceAndHostOccurOnceOverAllFiles() throws {
    let found = try problems([
      "acme.yaml": file(), "best.yaml": file("vendor", "vendor: best"),
    ])
    #expect(
      found == [
        "best.yaml:9:15: host 'chat.acme.example' stands in acme.yaml already",
        "best.yaml:5:9: service 'chat' stands in acme.yaml already",
      ])
  }

  @Test func oneHostMayBeExactAndSuffix() throws {
    let second = file("vendor", "vendor: best").replacing("id: chat", with: "id: best")
      .replacing("role: app", with: "role: app\n        match: exact")
    let folder = try TemporaryFolder(["acme.yaml": file(), "best.yaml": second])
    #expect(try SignatureFiles.catalogue(folder: folder.path).count == 2)
  }

  @Test func everythingThatIsWrongIsFoundInOnePass() throws {
    let found = try problems([
      "acme.yaml": "vendor: acme\nservices: 1\n", "best.yaml": "", "cold.yaml": "\t\n- [",
    ])
    #expect(
      found == [
        "acme.yaml:1:1: 'name' is missing", "acme.yaml:1:1: 'country' is missing",
        "acme.yaml:2:11: expected a list", "best.yaml: is empty",
        "cold.yaml:1:1: not YAML: found character that cannot start any token",
      ])
  }

  @Test func aFolderWithoutSignaturesIsAProblem() throws {
    let folder = try TemporaryFolder(["notes.txt": ""])
    let thrown = #expect(throws: ConfigurationProblems.self) {
      try SignatureFiles.catalogue(folder: folder.path)
    }
    #expect(thrown?.all.map(\.description) == ["\(folder.path): holds no .yaml file"])
  }

  @Test func aMissingFolderIsAProblem() throws {
    let folder = try TemporaryFolder()
    let missing = "\(folder.path)/none"
    let thrown = #expect(throws: ConfigurationProblems.self) {
      try SignatureFiles.catalogue(folder: missing)
    }
    #expect(thrown?.all.map(\.description) == ["\(missing): is not a folder that can be read"])
  }

  @Test func aSlashBehindTheFolderDoesNotMatter() throws {
    let folder = try TemporaryFolder(["acme.yaml": "vendor: 7-\n"])
    let thrown = #expect(throws: ConfigurationProblems.self) {
      try SignatureFiles.catalogue(folder: folder.path + "/")
    }
    #expect(thrown?.all.first?.file == "\(folder.path)/acme.yaml")
  }
}
