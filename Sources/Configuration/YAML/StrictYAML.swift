import Bytes
import Foundation
import Yams

/// Reads one YAML file strictly: what is not known is a problem, and every problem has its place.
///
/// The readers return nil after they have noted a problem, so that one pass finds all of them.
struct StrictYAML {
  let file: String
  private(set) var problems: [ConfigurationProblem] = []
  /// The day read last: most of a file's are the same.
  private var lastDate: (text: String, date: CivilDate)?

  /// More than any sensible configuration; a wrong file must not fill memory.
  static let maximumBytes = 64 << 20

  init(file: String) { self.file = file }

  /// The document's root; nil with a problem noted when the file cannot be read or is empty.
  mutating func root() -> YAMLNode? {
    guard let data = FileManager.default.contents(atPath: file) else {
      report("cannot be read: it is missing, a folder, or not readable for this user")
      return nil
    }
    guard data.count <= Self.maximumBytes else {
      report("is larger than \(Self.maximumBytes >> 20) MiB; is it the right file?")
      return nil
    }
    let bytes = Array(data)
    if let root = PlainYAML.read(bytes) { return root }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report("is not UTF-8 text; save it as UTF-8")
      return nil
    }
    do {
      // Every value is read as the text that stands there: `NO` is Norway, not false.
      if let node = try Yams.compose(yaml: text, .basic) { return YAMLNode(node) }
      report("is empty")
    } catch let error as YamlError {
      report(error)
    } catch {
      report("is not YAML: \(error)")
    }
    return nil
  }

  /// The values of a mapping whose keys are all known.
  mutating func mapping(_ node: YAMLNode, keys: [String]) -> YAMLValues? {
    guard let mapping = node.mapping else {
      report("expected keys and values here: \(keys.joined(separator: ", "))", at: node)
      return nil
    }
    for entry in mapping {
      guard let name = text(entry.key), !keys.contains(name) else { continue }
      report(unknown("key", name, among: keys), at: entry.key)
    }
    return YAMLValues(entries: mapping)
  }

  /// The value of `key`, which must be there.
  mutating func required(_ key: String, in values: YAMLValues, of node: YAMLNode) -> YAMLNode? {
    if let value = values[key] { return value }
    report("'\(key)' is missing", at: node)
    return nil
  }

  /// A single value as text, without control characters.
  mutating func text(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    guard case .scalar(let string) = node.content, !string.isEmpty else {
      report("expected a single value", at: node)
      return nil
    }
    guard !Self.hasControlCharacter(string) else {
      report("the value holds a control character", at: node)
      return nil
    }
    return string
  }

  private static func hasControlCharacter(_ text: String) -> Bool {
    // Nearly all text is ASCII, which bytes tell.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return false }
    return text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
  }

  /// The elements of a list; a missing list is empty.
  mutating func list(_ node: YAMLNode?) -> [YAMLNode] {
    guard let node else { return [] }
    guard case .list(let items) = node.content else {
      report("expected a list", at: node)
      return []
    }
    return items
  }

  /// A day, written `2026-11-16`.
  mutating func date(_ node: YAMLNode?) -> CivilDate? {
    guard let node, let string = text(node) else { return nil }
    if let lastDate, lastDate.text == string { return lastDate.date }
    if let date = CivilDate(string) {
      lastDate = (string, date)
      return date
    }
    report("'\(string)' is not a day; write it as 2026-11-16", at: node)
    return nil
  }

  /// `true` or `false`.
  mutating func flag(_ node: YAMLNode?) -> Bool? {
    guard let node, let string = text(node) else { return nil }
    if let flag = Bool(string) { return flag }
    report("'\(string)' is neither true nor false", at: node)
    return nil
  }

  /// How much data in bytes, written `20 MB`; in decimal units.
  mutating func byteAmount(_ node: YAMLNode?) -> UInt64? {
    guard let node, let string = text(node) else { return nil }
    let parts = string.split(separator: " ")
    let units: [Substring: UInt64] = ["kB": 1000, "MB": 1_000_000, "GB": 1_000_000_000]
    if parts.count == 2, let count = UInt64(parts[0]), count > 0, let unit = units[parts[1]] {
      let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: unit)
      if !isTooLarge { return bytes }
    }
    report("'\(string)' is not an amount of data; write it as 20 MB (kB, MB or GB)", at: node)
    return nil
  }

  /// One of the words of an enumeration.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ node: YAMLNode?, as kind: String, _: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let node, let string = text(node) else { return nil }
    if let word = Word(rawValue: string) { return word }
    report(unknown(kind, string, among: Word.allCases.map(\.rawValue)), at: node)
    return nil
  }

  /// The message for a word that is not among those that are known.
  func unknown(_ kind: String, _ word: String, among known: [String]) -> String {
    if let nearest = nearestWord(to: word, among: known) {
      return "unknown \(kind) '\(word)'; did you mean '\(nearest)'?"
    }
    guard !known.isEmpty, known.count <= 40 else { return "unknown \(kind) '\(word)'" }
    return "unknown \(kind) '\(word)'; known: \(known.joined(separator: ", "))"
  }

  mutating func report(_ message: String, at node: YAMLNode? = nil) {
    problems.append(
      ConfigurationProblem(
        file: file, line: node?.place.line, column: node?.place.column, message: message))
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      problems.append(
        ConfigurationProblem(
          file: file, line: mark.line, column: mark.column, message: "not YAML: \(problem)"))
    case .duplicatedKeysInMapping(let duplicates, let context):
      problems.append(
        ConfigurationProblem(
          file: file, line: context.mark.line, column: context.mark.column,
          message: "key written twice: "
            + duplicates.filter { !Self.hasControlCharacter($0) }.joined(separator: ", ")))
    case .reader(let problem, let offset, _, let yaml):
      // Yams would quote the line, control characters and all.
      let before = yaml.prefix(offset ?? 0).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      problems.append(
        ConfigurationProblem(
          file: file, line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1,
          message: "not YAML: \(problem)"))
    default:
      report("is not YAML: \(error)")
    }
  }
}
