import Bytes

/// The names of the fields of the line before, in their order: products write the same fields in the
/// same order again and again, and a name that is expected need not be looked for.
///
/// It is a guess that is checked: what a line means never depends on it.
struct FieldOrder: Sendable {
  private struct Field {
    let key: NameKey
    /// Where it stood; nil where no name means anything.
    let level: FieldMap.Level?
    let found: FieldMap.Found?
  }

  /// More fields than this are looked for one by one.
  private let maximumFields: Int

  private var fields: [Field] = []
  /// The map that they were found in.
  private var map: UInt64 = 0

  init(maximumFields: Int = 128) { self.maximumFields = maximumFields }

  /// Expects nothing.
  static var none: FieldOrder { FieldOrder(maximumFields: 0) }

  /// To be called before each line.
  mutating func begin(_ map: FieldMap) {
    guard map.identity != self.map else { return }
    self.map = map.identity
    fields.removeAll(keepingCapacity: true)
  }

  /// Where the expected name ends that begins at `start` with `terminator` behind it; nil when
  /// something else stands there.
  func nameEnd(
    _ place: Int, on level: FieldMap.Level?, in line: Span<UInt8>, at start: Int,
    _ terminator: UInt8
  ) -> Int? {
    guard place < fields.count, fields[place].level == level else { return nil }
    let key = fields[place].key
    let end = start &+ key.count
    guard key.count > 0, end < line.count, line[end] == terminator,
      NameKey(line, start..<end) == key
    else { return nil }
    return end
  }

  /// What the expected name leads to.
  func found(_ place: Int) -> FieldMap.Found? { fields[place].found }

  /// Takes note of the name that stood in `place`, if names alone tell it: its key tells up to sixteen
  /// letters, digits and marks apart.
  mutating func learn(
    _ place: Int, on level: FieldMap.Level?, _ line: Span<UInt8>, _ name: Range<Int>,
    _ found: FieldMap.Found?
  ) {
    guard place <= fields.count, place < maximumFields else { return }
    let isPlain = name.count <= 16 && name.allSatisfy { Self.isPlain(line[$0]) }
    let field = Field(
      key: isPlain ? NameKey(line, name) : .none, level: level, found: isPlain ? found : nil)
    if place == fields.count { fields.append(field) } else { fields[place] = field }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.underscore
      || byte == ASCII.hyphen || byte == ASCII.dot
  }
}
