import Bytes

/// The fields of one line that a described format knows, by what they mean.
struct FieldValues {
  private static let count = FieldRole.allCases.count
  private var ranges = InlineArray<26, ByteRange>(repeating: .none)
  /// Of several fields of one meaning, the one that the map names first counts.
  private var ranks = InlineArray<26, UInt8>(repeating: .max)
  /// Two bits a role: values are copied for each line, and up to 256 bytes in one go.
  private var escapes: UInt64 = 0
  /// Whether the product writes its times in UTC and does not say so in the line.
  var isUTC = false

  /// Where the value stands in the line, as it is written there; empty when there is none.
  subscript(role: FieldRole) -> ByteRange { ranges[Int(role.rawValue)] }

  func escapes(of role: FieldRole) -> FieldEscapes {
    FieldEscapes(rawValue: UInt8(truncatingIfNeeded: escapes &>> Self.shift(role) & 3)) ?? .none
  }

  /// Takes `value` for `target`, unless it stands for nothing or a field of a better rank was there.
  mutating func set(
    _ target: FieldMap.Target, _ value: ByteRange, escapes: FieldEscapes = .none,
    in line: Span<UInt8>
  ) {
    let slot = Int(target.role.rawValue)
    guard target.rank < ranks[slot], !line.bytes(in: value).standsForNothing else { return }
    ranges[slot] = value
    ranks[slot] = target.rank
    setEscapes(escapes, of: target.role)
  }

  /// Takes `value` for `role`, whatever stood there.
  mutating func replace(_ role: FieldRole, with value: ByteRange, escapes: FieldEscapes = .none) {
    let slot = Int(role.rawValue)
    ranges[slot] = value
    ranks[slot] = 0
    setEscapes(escapes, of: role)
  }

  private mutating func setEscapes(_ escapes: FieldEscapes, of role: FieldRole) {
    let shift = Self.shift(role)
    self.escapes = self.escapes & ~(3 &<< shift) | UInt64(escapes.rawValue) &<< shift
  }

  private static func shift(_ role: FieldRole) -> UInt64 { UInt64(role.rawValue) &* 2 }
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
