import Evidence
package import LogFormats

/// Reads `formats.yaml`: log formats of the company's own.
package enum FormatsFile {
  /// - Throws: everything that is wrong in the file.
  package static func read(_ file: String) throws(ConfigurationProblems) -> [any LogFormat] {
    var reader = FormatsReader(yaml: StrictYAML(file: file))
    let formats = reader.formats()
    guard reader.yaml.problems.isEmpty else {
      throw ConfigurationProblems(all: reader.yaml.problems)
    }
    return formats
  }
}

private struct FormatsReader {
  var yaml: StrictYAML
  private var names = Set(allFormats.map(\.name))

  init(yaml: StrictYAML) { self.yaml = yaml }

  mutating func formats() -> [any LogFormat] {
    guard let root = yaml.root(), let values = yaml.mapping(root, keys: ["formats"]) else {
      return []
    }
    return yaml.list(yaml.required("formats", in: values, of: root)).compactMap { format($0) }
  }

  private mutating func format(_ node: YAMLNode) -> (any LogFormat)? {
    let keys = ["name", "squid", "shape", "kind", "fields", "blocked", "allowed"]
    guard let values = yaml.mapping(node, keys: keys),
      let name = name(yaml.required("name", in: values, of: node))
    else { return nil }
    guard let squid = values["squid"] else { return described(name, values, node) }
    for key in ["shape", "kind", "fields", "blocked", "allowed"] {
      if let value = values[key] {
        yaml.report("'\(key)' has no place beside 'squid', which says it all", at: value)
      }
    }
    return yaml.text(squid).flatMap { squidFormat(name, $0, squid) }
  }

  private mutating func name(_ node: YAMLNode?) -> String? {
    guard let name = yaml.text(node) else { return nil }
    let isKebabCase = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard isKebabCase, !name.isEmpty else {
      yaml.report("'\(name)' is no name for a format: use a to z, 0 to 9 and -", at: node)
      return nil
    }
    guard names.insert(name).inserted else {
      yaml.report("there is a format called '\(name)' already; choose another name", at: node)
      return nil
    }
    return name
  }

  private mutating func squidFormat(
    _ name: String, _ text: String, _ node: YAMLNode
  ) -> (any LogFormat)? {
    do throws(SquidLogformat.Problem) {
      return try SquidLogformat(name: name, text: text)
    } catch {
      switch error {
      case .code(let place):
        yaml.report("character \(place) is a % without a code; write %% for the sign", at: node)
      case .adjacent(let place):
        yaml.report(
          "the code at character \(place) follows another with nothing between them, so nobody can "
            + "tell where the first one's value ends", at: node)
      case .noHost:
        yaml.report("names no host: it needs %ru, %>rd, %ssl::>sni or %{Host}>h", at: node)
      }
      return nil
    }
  }

  private mutating func described(
    _ name: String, _ values: YAMLValues, _ node: YAMLNode
  ) -> (any LogFormat)? {
    let shapeNode = yaml.required("shape", in: values, of: node)
    let shape = yaml.word(shapeNode, as: "shape", ConfiguredFormat.Shape.self)
    let kind = values["kind"].flatMap { self.kind($0) } ?? AccessKind.proxy
    let blocked = yaml.list(values["blocked"]).compactMap { yaml.text($0) }
    let allowed = yaml.list(values["allowed"]).compactMap { yaml.text($0) }
    guard let fieldsNode = yaml.required("fields", in: values, of: node), let shape else {
      return nil
    }
    let fields = fields(fieldsNode, of: shape)
    let roles = Set(fields.map(\.1))
    guard !roles.isDisjoint(with: [.host, .url, .destination]) else {
      yaml.report("'fields' names no host: it needs host, url or destination", at: fieldsNode)
      return nil
    }
    return ConfiguredFormat(
      name: name, shape: shape, kind: kind, fields: fields, blocked: blocked, allowed: allowed)
  }

  private mutating func kind(_ node: YAMLNode) -> AccessKind? {
    guard let word = yaml.text(node) else { return nil }
    if let kind = AccessKind.allCases.first(where: { $0.name == word }) { return kind }
    yaml.report(yaml.unknown("kind", word, among: AccessKind.allCases.map(\.name)), at: node)
    return nil
  }

  /// `host: dst_host` or `client: [src, source_ip]`; a number is a column.
  private mutating func fields(
    _ node: YAMLNode, of shape: ConfiguredFormat.Shape
  ) -> [(ConfiguredFormat.FieldName, FieldRole)] {
    let roles = FieldRole.allCases.filter { $0.configurationWord != nil }
    let words = roles.compactMap(\.configurationWord)
    guard let values = yaml.mapping(node, keys: words) else { return [] }
    var fields: [(ConfiguredFormat.FieldName, FieldRole)] = []
    for (role, word) in zip(roles, words) {
      guard let value = values[word] else { continue }
      let elements = if case .list(let list) = value.content { list } else { [value] }
      for element in elements {
        guard let text = yaml.text(element) else { continue }
        let column = shape.hasColumns ? Int(text) : nil
        if let column, !(1...1000).contains(column) {
          yaml.report("columns are counted from 1", at: element)
        } else {
          fields.append((column.map { .column($0) } ?? .name(text), role))
        }
      }
    }
    let columns = fields.count { if case .column = $0.0 { true } else { false } }
    if columns != 0, columns != fields.count {
      yaml.report("name all fields by their column or all by their name in the header", at: node)
    }
    return fields
  }
}
