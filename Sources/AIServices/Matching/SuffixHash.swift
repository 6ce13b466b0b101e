import Bytes

/// A hash that grows from the end of a name to its beginning.
///
/// Eight bytes are gathered before they are mixed: a multiplication for each byte would take longer
/// than all the rest of a lookup.
struct SuffixHash {
  private var mixed: UInt64 = 0xCBF2_9CE4_8422_2325
  private var gathered: UInt64 = 0
  private var count: UInt64 = 0

  /// Letters in either case, which differ in this bit alone, hash alike; names are compared after.
  mutating func add(_ byte: UInt8) {
    gathered = gathered << 8 | UInt64(byte | 0x20)
    count &+= 1
    if count & 7 == 0 {
      mixed = Self.mix(mixed, gathered)
      gathered = 0
    }
  }

  var value: UInt64 { Self.mix(mixed, gathered ^ count << 56) }

  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }
}
