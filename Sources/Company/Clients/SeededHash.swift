/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012) under a key of this
/// process: nobody can make up two inputs that are taken for one another.
struct SeededHash: Sendable {
  private let k0: UInt64
  private let k1: UInt64

  init() {
    var generator = SystemRandomNumberGenerator()
    self.init(k0: generator.next(), k1: generator.next())
  }

  init(k0: UInt64, k1: UInt64) {
    self.k0 = k0
    self.k1 = k1
  }

  /// The hash of `bytes` behind `words`.
  func hash(_ words: InlineArray<3, UInt64>, _ bytes: Span<UInt8>) -> UInt64 {
    var state = SipState(k0, k1)
    for index in words.indices { state.absorb(words[index]) }
    return Self.finish(&state, bytes, length: 24 &+ bytes.count)
  }

  func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var state = SipState(k0, k1)
    return Self.finish(&state, bytes, length: bytes.count)
  }

  private static func finish(
    _ state: inout SipState, _ bytes: Span<UInt8>, length: Int
  ) -> UInt64 {
    var word: UInt64 = 0
    for index in bytes.indices {
      word |= UInt64(bytes[index]) &<< UInt64(8 &* (index & 7))
      if index & 7 == 7 {
        state.absorb(word)
        word = 0
      }
    }
    state.absorb(word | UInt64(truncatingIfNeeded: length) &<< 56)
    return state.finish()
  }
}

private struct SipState {
  private var v0, v1, v2, v3: UInt64

  init(_ k0: UInt64, _ k1: UInt64) {
    v0 = k0 ^ 0x736F_6D65_7073_6575
    v1 = k1 ^ 0x646F_7261_6E64_6F6D
    v2 = k0 ^ 0x6C79_6765_6E65_7261
    v3 = k1 ^ 0x7465_6462_7974_6573
  }

  mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  mutating func finish() -> UInt64 {
    v2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func round() {
    v0 &+= v1
    v1 = rotated(v1, 13) ^ v0
    v0 = rotated(v0, 32)
    v2 &+= v3
    v3 = rotated(v3, 16) ^ v2
    v0 &+= v3
    v3 = rotated(v3, 21) ^ v0
    v2 &+= v1
    v1 = rotated(v1, 17) ^ v2
    v2 = rotated(v2, 32)
  }

  private func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word &<< bits | word &>> (64 &- bits)
  }
}
