extension Span where Element == UInt8 {
  /// A hash of a name for tables that do not keep the name. Letters in either case hash alike.
  package var nameHash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var position = 0
    while position &+ 8 <= count {
      let word = EightBytes(self, at: position).bits | EightBytes.repeating(0x20)
      hash = Self.mixed(hash, word)
      position &+= 8
    }
    var rest: UInt64 = 0
    while position < count {
      rest = rest << 8 | UInt64(self[position] | 0x20)
      position &+= 1
    }
    return Self.mixed(hash, rest ^ UInt64(truncatingIfNeeded: count) << 56)
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }
}
