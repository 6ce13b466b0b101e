/// Eight bytes of a line looked at in one step, the first of them lowest.
///
/// The tests below keep to seven bits a byte, so that no carry leaves a byte, and answer in the high
/// bit of each (Warren, "Hacker's Delight", section 6-1). They replace a loop, and with it the
/// branches that a processor cannot foresee in words of varying length.
@usableFromInline struct EightBytes {
  @usableFromInline let bits: UInt64

  @inlinable static var highBits: UInt64 { 0x8080_8080_8080_8080 }
  @inlinable static var lowBits: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }

  /// The bytes from `position` on, of which there must be eight.
  @inlinable init(_ bytes: Span<UInt8>, at position: Int) {
    precondition(position >= 0 && position <= bytes.count &- 8)
    // In bounds by the line above.
    bits = unsafe bytes.withUnsafeBytes {
      unsafe UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
  }

  @inlinable static func repeating(_ byte: UInt8) -> UInt64 {
    0x0101_0101_0101_0101 &* UInt64(byte)
  }

  /// The bytes that are `byte`.
  @inlinable func equal(to byte: UInt8) -> UInt64 {
    let difference = bits ^ Self.repeating(byte)
    return ~(((difference & Self.lowBits) &+ Self.lowBits) | difference | Self.lowBits)
  }

  /// The bytes of `values`, below 128 each, that lie in `first` to `last`.
  @inlinable static func within(_ values: UInt64, _ first: UInt8, _ last: UInt8) -> UInt64 {
    let atLeastFirst = values &+ repeating(0x80 &- first)
    let aboveLast = values &+ repeating(0x7F &- last)
    return atLeastFirst & ~aboveLast & highBits
  }

  /// The bytes that are no letter, digit, hyphen or dot.
  @inlinable var outsideHostNames: UInt64 {
    let low = bits & Self.lowBits
    let letters = Self.within(low | Self.repeating(0x20), UInt8(ascii: "a"), UInt8(ascii: "z"))
    // `-`, `.`, `/` and the digits stand side by side in ASCII.
    let others = Self.within(low, ASCII.hyphen, UInt8(ascii: "9")) & ~equal(to: ASCII.slash)
    return ~((letters | others) & ~bits) & Self.highBits
  }

  /// The value of eight decimal digits; nil when one of them is none.
  @inlinable var decimal: UInt64? {
    guard Self.within(bits & Self.lowBits, ASCII.zero, UInt8(ascii: "9")) & ~bits == Self.highBits
    else { return nil }
    // Pairs, then fours, then all eight are joined, each step in all places at once.
    let digits = bits & 0x0F0F_0F0F_0F0F_0F0F
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
  }
}

extension Span where Element == UInt8 {
  /// The position of the next `byte` at or after `start`, or `count`: for the words of a line, which
  /// are too short to be worth a call of `memchr`.
  @inlinable @inline(__always)
  package func wordEnd(_ byte: UInt8, from start: Int) -> Int {
    var position = start
    while position <= count &- 8 {
      let found = EightBytes(self, at: position).equal(to: byte)
      if found != 0 { return position &+ found.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    while position < count, self[position] != byte { position &+= 1 }
    return position
  }

  /// The position of the next of two bytes at or after `start`, or `count`.
  @inlinable @inline(__always)
  package func wordEnd(_ byte: UInt8, or other: UInt8, from start: Int) -> Int {
    var position = start
    while position <= count &- 8 {
      let bytes = EightBytes(self, at: position)
      let found = bytes.equal(to: byte) | bytes.equal(to: other)
      if found != 0 { return position &+ found.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    while position < count, self[position] != byte, self[position] != other { position &+= 1 }
    return position
  }

  /// The position of the last `byte`, or nil.
  package func lastIndex(of byte: UInt8) -> Int? {
    var end = count
    while end >= 8 {
      let found = EightBytes(self, at: end &- 8).equal(to: byte)
      if found != 0 { return end &- 1 &- found.leadingZeroBitCount &>> 3 }
      end &-= 8
    }
    while end > 0 {
      end &-= 1
      if self[end] == byte { return end }
    }
    return nil
  }

  /// Where the letters, digits, hyphens and dots that begin at `start` end, at most at `limit`.
  package func hostNameEnd(from start: Int, limit: Int) -> Int {
    var position = start
    while position <= limit &- 8 {
      let outside = EightBytes(self, at: position).outsideHostNames
      if outside != 0 { return position &+ outside.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    while position < limit, Self.isInHostNames(self[position]) { position &+= 1 }
    return position
  }

  private static func isInHostNames(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || (byte &- ASCII.hyphen <= 12 && byte != ASCII.slash)
  }
}
