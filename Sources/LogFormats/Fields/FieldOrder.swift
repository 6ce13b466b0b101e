import Bytes

/// The names of the fields of the line before, in their order: products write the same fields in the
/// same order again and again, and a name that is expected need not be looked for.
///
/// It is a guess that is checked: what a line means never depends on it.
struct FieldOrder: Sendable {
  private struct Field {
    let key: NameKey
    let target: FieldMap.Target?
  }

  /// More fields than this are looked for one by one.
  private static let maximumFields = 128

  private var fields: [Field] = []
  /// The map that the targets are of.
  private var map: UInt64 = 0

  /// To be called before each line.
  mutating func begin(_ map: FieldMap) {
    guard map.identity != self.map else { return }
    self.map = map.identity
    fields.removeAll(keepingCapacity: true)
  }

  /// Where the expected name ends that begins at `start` with `assignment` behind it; nil when
  /// something else stands there.
  func nameEnd(
    _ place: Int, in line: Span<UInt8>, at start: Int, _ assignment: UInt8
  ) -> Int? {
    guard place < fields.count else { return nil }
    let key = fields[place].key
    let end = start &+ key.count
    guard key.count > 0, end < line.count, line[end] == assignment,
      NameKey(line, start..<end) == key
    else {
      return nil
    }
    return end
  }

  func target(_ place: Int) -> FieldMap.Target? { fields[place].target }

  /// Takes note of the name that stood in `place`, if names alone tell it: its key tells up to sixteen
  /// letters, digits and marks apart.
  mutating func learn(
    _ place: Int, _ line: Span<UInt8>, _ name: Range<Int>, _ target: FieldMap.Target?
  ) {
    guard place <= fields.count, place < Self.maximumFields else { return }
    let isPlain = name.count <= 16 && name.allSatisfy { Self.isPlain(line[$0]) }
    let field = Field(
      key: isPlain ? NameKey(line, name) : .none, target: isPlain ? target : nil)
    if place == fields.count { fields.append(field) } else { fields[place] = field }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.underscore
      || byte == ASCII.hyphen || byte == ASCII.dot
  }
}
