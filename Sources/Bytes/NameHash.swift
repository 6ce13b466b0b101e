extension Span where Element == UInt8 {
  /// A hash of a name for tables that do not keep the name. Letters in either case hash alike.
  ///
  /// - Parameter seed: random, so that nobody can make up a name that is taken for another.
  package func nameHash(seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: count) &* 0xD6E8_FEB8_6659_FD93
    guard count >= 8 else {
      var word: UInt64 = 0
      for index in indices { word = word &<< 8 | UInt64(self[index] | 0x20) }
      return Self.mixed(hash, word)
    }
    var position = 0
    while position < count &- 8 {
      hash = Self.mixed(hash, word(at: position))
      position &+= 8
    }
    // The last eight, of which some may have been read before: cheaper than byte by byte.
    return Self.mixed(hash, word(at: count &- 8))
  }

  private func word(at position: Int) -> UInt64 {
    EightBytes(self, at: position).bits | EightBytes.repeating(0x20)
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product &>> 32
  }
}
