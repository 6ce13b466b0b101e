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

  /// The bytes that are `byte`, of which only the first is sure: cheaper than `equal(to:)`.
  @inlinable func first(equalTo byte: UInt8) -> UInt64 {
    let difference = bits ^ Self.repeating(byte)
    return (difference &- Self.repeating(1)) & ~difference & Self.highBits
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

  /// The seconds since midnight in `08:30:00`; nil for anything else, and for a leap second.
  @inlinable var secondOfDay: Int64? {
    // Colons in their places become zeros.
    let digits = bits ^ 0x0000_0A00_000A_0000
    guard digits & 0x0000_FF00_00FF_0000 == 0x0000_3000_0030_0000,
      Self.within(digits & Self.lowBits, ASCII.zero, UInt8(ascii: "9")) & ~digits == Self.highBits
    else { return nil }
    let values = digits & 0x0F0F_0F0F_0F0F_0F0F
    // Tens and ones are joined in all three places at once.
    let pairs = values &* 10 &+ values &>> 8
    let (hour, minute, second) = (pairs & 0xFF, pairs &>> 24 & 0xFF, pairs &>> 48 & 0xFF)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }
}

extension Span where Element == UInt8 {
  /// The position of the next `byte` at or after `start`, or `count`: for the words of a line, which
  /// are too short to be worth a call of `memchr`.
  @inlinable @inline(__always)
  package func wordEnd(_ byte: UInt8, from start: Int) -> Int {
    var position = start
    // Sixteen at a time: most words end within, so that the processor foresees the branch.
    while position <= count &- 16 {
      let low = EightBytes(self, at: position).first(equalTo: byte)
      let high = EightBytes(self, at: position &+ 8).first(equalTo: byte)
      if low | high != 0 { return position &+ Self.firstByte(low, high) }
      position &+= 16
    }
    if position <= count &- 8 {
      let found = EightBytes(self, at: position).first(equalTo: byte)
      if found != 0 { return position &+ found.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    guard position < count else { return position }
    guard count >= 8 else {
      while position < count, self[position] != byte { position &+= 1 }
      return position
    }
    // The last eight bytes, without those that were looked at.
    let start = count &- 8
    let seen = UInt64(truncatingIfNeeded: (position &- start) &* 8)
    let found = EightBytes(self, at: start).equal(to: byte) &>> seen
    return found != 0 ? position &+ found.trailingZeroBitCount &>> 3 : count
  }

  /// Which of sixteen bytes is the first that is marked, in two halves of which one has a mark.
  @inlinable @inline(__always)
  static func firstByte(_ low: UInt64, _ high: UInt64) -> Int {
    let bits = low != 0 ? low.trailingZeroBitCount : 64 &+ high.trailingZeroBitCount
    return bits &>> 3
  }

  /// The seconds since midnight in `08:30:00` at `position`; nil when nothing like it stands there,
  /// and for a leap second.
  @inlinable package func secondOfDay(at position: Int) -> Int64? {
    guard position >= 0, position <= count &- 8 else { return nil }
    return EightBytes(self, at: position).secondOfDay
  }

  /// Whether `text` stands at `position`.
  package func contains(_ text: Span<UInt8>, at position: Int) -> Bool {
    guard position >= 0, text.count <= count &- position else { return false }
    guard text.count >= 8 else {
      for index in text.indices where text[index] != self[position &+ index] { return false }
      return true
    }
    var offset = 0
    while offset < text.count &- 8 {
      guard EightBytes(self, at: position &+ offset).bits == EightBytes(text, at: offset).bits
      else {
        return false
      }
      offset &+= 8
    }
    // The last eight, of which some may have been compared before.
    offset = text.count &- 8
    return EightBytes(self, at: position &+ offset).bits == EightBytes(text, at: offset).bits
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
    // Bytes behind the limit may be looked at, but do not count.
    while position < limit, position <= count &- 16 {
      let low = EightBytes(self, at: position).outsideHostNames
      let high = EightBytes(self, at: position &+ 8).outsideHostNames
      if low | high != 0 { return Swift.min(position &+ Self.firstByte(low, high), limit) }
      position &+= 16
    }
    guard position < limit else { return limit }
    guard count >= 8 else {
      while position < limit, Self.isInHostNames(self[position]) { position &+= 1 }
      return position
    }
    while position < limit {
      // The last eight bytes, without those that were looked at.
      let start = Swift.min(position, count &- 8)
      let seen = UInt64(truncatingIfNeeded: (position &- start) &* 8)
      let outside = EightBytes(self, at: start).outsideHostNames &>> seen
      if outside != 0 { return Swift.min(position &+ outside.trailingZeroBitCount &>> 3, limit) }
      position = start &+ 8
    }
    return limit
  }

  private static func isInHostNames(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || (byte &- ASCII.hyphen <= 12 && byte != ASCII.slash)
  }
}
