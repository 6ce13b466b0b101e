@testable import Configuration
import Foundation
import TestSupport
import Testing
import Yams

/// The quick reader against Yams: what both read is the same, and what is not plain is left alone.
@Suite struct PlainYAMLTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let files: [String] = {
    let folder = root.appending(path: "Signatures")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { "Signatures/\($0)" }
      + ["Config/departments.yaml", "Config/policy.yaml", "Config/demo/departments.yaml"]
  }()

  private func text(of file: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
  }

  private func plain(_ text: String) -> YAMLNode? { PlainYAML.read(Array(text.utf8)) }

  private func yams(_ text: String) -> YAMLNode? {
    (try? Yams.compose(yaml: text, .basic)).flatMap { $0 }.map { YAMLNode($0) }
  }

  @Test func readsSignatureFilesAsYamsDoes() throws {
    var read = 0
    for file in Self.files {
      let text = try text(of: file)
      guard let node = plain(text) else { continue }
      read += 1
      #expect(node == yams(text), "\(file)")
    }
    // Nearly all of them: lists in brackets and escapes are for Yams.
    #expect(read > Self.files.count * 3 / 4)
  }

  /// Bytes that mean something in YAML.
  private static let bytes = Array("\n\n  :- #'\"\\[]{},&*!|>%@?\t~éa1.".unicodeScalars)

  @Test(arguments: 0..<300)
  func readsChangedFilesAsYamsDoesOrNotAtAll(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let file = try #require(Self.files.randomElement(using: &random))
    var scalars = Array(try text(of: file).unicodeScalars.prefix(1200))
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<scalars.count, using: &random)
      let scalar = Self.bytes.randomElement(using: &random) ?? " "
      switch Int.random(in: 0..<3, using: &random) {
      case 0: scalars[place] = scalar
      case 1: scalars.insert(scalar, at: place)
      default: scalars.remove(at: place)
      }
    }
    let changed = String(String.UnicodeScalarView(scalars))
    if let node = plain(changed) { #expect(node == yams(changed), "\(changed)") }
  }

  @Test(arguments: [
    "a: 1\nb: two words\nc:\n  - x\n  - y: 1\n    z: 2\nd:\n- x\n# end\n",
    "a: 'single: quoted # text'\nb: \"double\"\n", "a: https://example.com/a#b\n", "a: ü\n",
    "- a\n",
    "a:   1   \n\n\n  # comment\nb: 2", "a:\n  b:\n    c:\n      d: 1\ne: 2\n", "NO: NO\n",
  ])
  func readsWhatIsPlain(text: String) throws {
    let node = try #require(plain(text))
    #expect(node == yams(text))
  }

  @Test(arguments: [
    "", "# nothing\n", "a:\n", "a: [1, 2]\n", "a: {b: 1}\n", "a: &x 1\n", "a: *x\n", "a: !t 1\n",
    "a: |\n  text\n", "a: >\n  text\n", "a: 1 # comment\n", "a: b: c\n", "a: 1\n  b: 2\n",
    "a: one\n  two\n", "---\na: 1\n", "a: 1\n...\n", "%YAML 1.2\n", "a:\t1\n", "\ta: 1\n",
    "a: 1\r\n", "a: 1\na: 2\n", "a: \"\\n\"\n", "a: 'it''s'\n", "a: \"x\" y\n", "? a\n: 1\n",
    "a: -\n", "a: - b\n", "- - a\n", "-\n  a: 1\n", "a b: 1\n", "\"a\": 1\n", " a: 1\n",
    "a:\n  - 1\n - 2\n", "a: @b\n", "a: %b\n", "a: ~\n", "\u{FEFF}a: 1\n", "a\n",
    String(repeating: " ", count: 0)
      + (0..<20).map { String(repeating: " ", count: $0) + "a:\n" }
      .joined() + String(repeating: " ", count: 20) + "a: 1\n",
  ])
  func leavesAllElseToYams(text: String) {
    #expect(plain(text) == nil)
  }

  @Test func leavesBytesThatAreNoTextToYams() {
    #expect(PlainYAML.read(Array("a: ".utf8) + [0xFF, 0x0A]) == nil)
    #expect(PlainYAML.read([0x61, 0x3A, 0x20, 0x00, 0x0A]) == nil)
  }
}
