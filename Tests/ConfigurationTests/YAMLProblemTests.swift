import Company
import Configuration
import Foundation
import TestSupport
import Testing

/// What every configuration file has in common, seen through `departments.yaml`.
@Suite struct YAMLProblemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func problems(of text: String) throws -> [String] {
    try problems(of: Data(text.utf8))
  }

  private func problems(of data: Data) throws -> [String] {
    let file = try folder.write("d.yaml", data)
    return ConfigurationTests.problems(in: folder) { _ = try DepartmentsFile.read(file) }
  }

  @Test func aMissingFileIsNamed() {
    let found = ConfigurationTests.problems(in: folder) {
      _ = try DepartmentsFile.read("\(folder.path)/none.yaml")
    }
    #expect(
      found == [
        "none.yaml: cannot be read: it is missing, a folder, or not readable for this user"
      ])
  }

  @Test func aFolderIsNoFile() {
    let found = ConfigurationTests.problems(in: folder) {
      _ = try DepartmentsFile.read(folder.path)
    }
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("a folder, or not readable for this user") == true)
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n"])
  func anEmptyFileIsCalledEmpty(text: String) throws {
    #expect(try problems(of: text) == ["d.yaml: is empty"])
  }

  @Test(arguments: [
    [0x66, 0xFF, 0x3A], [0xC3, 0x28], [0xFF, 0xFE, 0x61, 0x00], [0xED, 0xA0, 0x80],
  ])
  func textThatIsNotUTF8IsRefused(bytes: [UInt8]) throws {
    #expect(try problems(of: Data(bytes)) == ["d.yaml: is not UTF-8 text; save it as UTF-8"])
  }

  @Test func aFileThatIsTooLargeIsRefused() throws {
    let large = Data(repeating: UInt8(ascii: "#"), count: (64 << 20) + 1)
    #expect(try problems(of: large) == ["d.yaml: is larger than 64 MiB; is it the right file?"])
    #expect(try problems(of: large.dropLast()) == ["d.yaml: is empty"])
  }

  @Test func aByteOrderMarkIsNoProblem() throws {
    let file = try folder.write(
      "d.yaml",
      Data("\u{FEFF}departments:\n  - name: Sales\n    users: [anna]\n".utf8))
    #expect(try DepartmentsFile.read(file).rules.names == ["Sales"])
  }

  @Test(arguments: [
    ("departments: [\n", "d.yaml:2:1: not YAML: did not find expected node content"),
    (
      "departments:\n\t- name: Sales\n",
      "d.yaml:2:1: not YAML: found character that cannot start any token"
    ),
    (
      "departments:\n  - name: \"Sales\n",
      "d.yaml:3:1: not YAML: found unexpected end of stream"
    ),
    ("a: b: c\n", "d.yaml:1:5: not YAML: mapping values are not allowed in this context"),
    ("departments: *nobody\n", "d.yaml:1:14: not YAML: found undefined alias"),
  ])
  func syntaxErrorsHaveTheirPlace(text: String, problem: String) throws {
    #expect(try problems(of: text) == [problem])
  }

  /// The reader's own words would show the control character to the terminal.
  @Test func aControlCharacterInTheFileHasItsPlace() throws {
    #expect(
      try problems(of: "departments:\n  - name: S\u{1B}ales\n") == [
        "d.yaml:2:12: not YAML: control characters are not allowed"
      ])
  }

  @Test func anEscapedControlCharacterIsRefused() throws {
    let text = "departments:\n  - name: \"S\\x1Bales\"\n    users: [anna]\n"
    #expect(try problems(of: text) == ["d.yaml:2:11: the value holds a control character"])
  }

  @Test func controlCharactersNeverReachAMessage() throws {
    let texts = [
      "\"depart\\ements\": []\n", "departments:\n  - \"na\\eme\": x\n",
      "departments:\n  - name: Sales\n    networks: [\"10\\e\"]\n",
      "departments: []\n\"a\\e\": 1\n\"a\\e\": 2\n",
    ]
    for text in texts {
      let controls = try problems(of: text).joined().unicodeScalars.filter {
        $0.value < 0x20 || (0x7F..<0xA0).contains($0.value)
      }
      #expect(controls.isEmpty)
    }
  }

  @Test func aKeyThatIsWrittenTwiceIsAProblem() throws {
    let text = """
      departments:
        - name: Sales
          users: [anna]
          users: [bert]
      """
    #expect(try problems(of: text) == ["d.yaml:3:5: key written twice: users"])
  }

  @Test(arguments: [
    (
      "---\n",
      "d.yaml:2:1: expected keys and values here: departments, default, directory, leases, shared_machines"
    ),
    (
      "- name: Sales\n",
      "d.yaml:1:1: expected keys and values here: departments, default, directory, leases, shared_machines"
    ),
    (
      "Sales\n",
      "d.yaml:1:1: expected keys and values here: departments, default, directory, leases, shared_machines"
    ),
    ("departments: Sales\n", "d.yaml:1:14: expected a list"),
    ("departments:\n  name: Sales\n", "d.yaml:2:3: expected a list"),
    (
      "departments: [Sales]\n",
      "d.yaml:1:15: expected keys and values here: name, users, groups, directory_departments, hosts, mac_addresses, networks, vlans"
    ),
    ("departments:\n  - name: [Sales]\n    users: [a]\n", "d.yaml:2:11: expected a single value"),
    ("departments:\n  - name: ''\n    users: [a]\n", "d.yaml:2:11: expected a single value"),
  ])
  func theWrongShapeIsNamed(text: String, problem: String) throws {
    #expect(try problems(of: text) == [problem])
  }
}
