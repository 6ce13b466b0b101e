import Bytes

/// The fields of one line that a described format knows, by what they mean.
struct FieldValues {
  private static let count = FieldRole.allCases.count
  private var ranges = InlineArray<24, ByteRange>(repeating: .none)
  /// Of several fields of one meaning, the one that the map names first counts.
  private var ranks = InlineArray<24, UInt8>(repeating: .max)
  private var escapes = InlineArray<24, FieldEscapes>(repeating: .none)
  /// Whether the product writes its times in UTC and does not say so in the line.
  var isUTC = false

  /// Where the value stands in the line, as it is written there; empty when there is none.
  subscript(role: FieldRole) -> ByteRange { ranges[Int(role.rawValue)] }

  func escapes(of role: FieldRole) -> FieldEscapes { escapes[Int(role.rawValue)] }

  /// Takes `value` for `target`, unless it stands for nothing or a field of a better rank was there.
  mutating func set(
    _ target: FieldMap.Target, _ value: ByteRange, escapes: FieldEscapes = .none,
    in line: Span<UInt8>
  ) {
    let slot = Int(target.role.rawValue)
    guard target.rank < ranks[slot], !line.bytes(in: value).standsForNothing else { return }
    ranges[slot] = value
    ranks[slot] = target.rank
    self.escapes[slot] = escapes
  }

  /// Takes `value` for `role`, whatever stood there.
  mutating func replace(_ role: FieldRole, with value: ByteRange, escapes: FieldEscapes = .none) {
    let slot = Int(role.rawValue)
    ranges[slot] = value
    ranks[slot] = 0
    self.escapes[slot] = escapes
  }
}

extension Span where Element == UInt8 {
  /// Whether a value is one of the words that products write where they have none.
  var standsForNothing: Bool {
    switch count {
    case 0: true
    case 1: self[0] == ASCII.hyphen || self[0] == ASCII.space
    case 2: equals("NA") || equals("--") || equals("::") || equals("\"\"")
    case 3: equals("N/A") || equals("n/a") || equals("nil") || equals("(-)")
    case 4: equals("None") || equals("none") || equals("NULL") || equals("null")
    case 6: equals("(null)")
    case 7: equals("(empty)") || equals("0.0.0.0") || equals("(unset)")
    case 13: equals("Not available")
    default: false
    }
  }
}
