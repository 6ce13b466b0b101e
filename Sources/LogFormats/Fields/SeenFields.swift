import Bytes
import Foundation

/// A field that a line has under a name of its own.
package struct SeenField: Hashable, Sendable {
  /// As the log writes it; a path with dots in JSON.
  package let name: String
  /// Whether the format reads it.
  package let isRead: Bool
}

extension DescribedFormat {
  /// The fields of a line, for explaining: this takes its time.
  package func seenFields(in line: Span<UInt8>) -> [SeenField] {
    switch shape {
    case .keyValue(let fields): return names(line, fields, from: 0)
    case .cef, .leef:
      guard let head = try? ExtensionLine.head(line) else { return [] }
      return names(line, head.fields, from: head.start)
    case .json:
      guard let start = JSONFields.start(line) else { return [] }
      let data = Data(line.extracting(start..<line.count).copy)
      guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
        return []
      }
      return members(of: object, on: 0, path: "")
    // Columns have no names of their own in the lines.
    case .columns, .namedColumns: return []
    }
  }

  private func names(_ line: Span<UInt8>, _ fields: KeyValueLine, from start: Int) -> [SeenField] {
    var seen: [SeenField] = []
    fields.forEachName(line, from: start) { name in
      seen.append(
        SeenField(name: line.extracting(name).text, isRead: map.find(line, name) != nil))
    }
    return seen
  }

  private func members(
    of object: [String: Any], on level: FieldMap.Level?, path: String
  ) -> [SeenField] {
    object.flatMap { key, value -> [SeenField] in
      let bytes = Array(key.utf8)
      let found = level.flatMap { map.find(bytes.span, 0..<bytes.count, on: $0) }
      let objects = value as? [[String: Any]] ?? (value as? [String: Any]).map { [$0] } ?? []
      guard objects.isEmpty else {
        return objects.flatMap { members(of: $0, on: found?.inside, path: "\(path)\(key).") }
      }
      return [SeenField(name: path + key, isRead: found?.target != nil)]
    }
  }
}
