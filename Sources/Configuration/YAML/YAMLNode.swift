import Yams

/// A value in a YAML document, and where it stands.
struct YAMLNode: Equatable, Sendable {
  enum Content: Equatable, Sendable {
    case scalar(String)
    case list([YAMLNode])
    case mapping([Entry])
  }

  struct Entry: Equatable, Sendable {
    let key: YAMLNode
    let value: YAMLNode
  }

  let content: Content
  /// From 1, as is the column; 0 where it is not known.
  let line: Int32
  let column: Int32

  init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = Int32(clamping: line)
    self.column = Int32(clamping: column)
  }

  init(_ node: Node) {
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string)
    case .sequence(let sequence): content = .list(sequence.map(YAMLNode.init))
    case .mapping(let mapping):
      content = .mapping(
        mapping.map { Entry(key: YAMLNode($0.key), value: YAMLNode($0.value)) })
    // Yams resolves aliases before it hands out a document.
    case .alias: content = .scalar("")
    }
    line = Int32(clamping: node.mark?.line ?? 0)
    column = Int32(clamping: node.mark?.column ?? 0)
  }

  /// As messages have it.
  var place: (line: Int?, column: Int?) { line > 0 ? (Int(line), Int(column)) : (nil, nil) }

  var mapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }
}

/// The values of a mapping by their keys, of which there are a handful.
struct YAMLValues {
  let entries: [YAMLNode.Entry]

  subscript(key: String) -> YAMLNode? {
    for entry in entries {
      if case .scalar(let name) = entry.key.content, name == key { return entry.value }
    }
    return nil
  }
}
