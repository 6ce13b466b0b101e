/// The first and the last eight bytes of a name, in either case, and its length: what tells names of
/// up to sixteen bytes apart in two comparisons.
@usableFromInline package struct NameKey: Equatable, Sendable {
  @usableFromInline let first: UInt64
  @usableFromInline let last: UInt64
  @usableFromInline package let count: Int

  /// The key of the name that stands at `name` in `line`. Bytes behind a short name are read, but do
  /// not count.
  @inlinable package init(_ line: Span<UInt8>, _ name: Range<Int>) {
    count = name.count
    if count >= 8 {
      first = Self.inLowerCase(EightBytes(line, at: name.lowerBound).bits)
      last = Self.inLowerCase(EightBytes(line, at: name.upperBound &- 8).bits)
    } else {
      first = Self.inLowerCase(Self.short(line, name))
      last = 0
    }
  }

  /// The key of no name.
  package static var none: NameKey {
    let nothing: [UInt8] = []
    return NameKey(nothing.span, 0..<0)
  }

  @inlinable static func short(_ line: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
    let unused = UInt64(8 &- name.count) &* 8
    guard name.count > 0 else { return 0 }
    if name.lowerBound <= line.count &- 8 {
      return (EightBytes(line, at: name.lowerBound).bits &<< unused) &>> unused
    }
    var word: UInt64 = 0
    for index in name.reversed() { word = word &<< 8 | UInt64(line[index]) }
    return word
  }

  /// Capital letters and small ones differ in this bit; the marks in names have it set or do not
  /// need it to differ.
  @inlinable static func inLowerCase(_ word: UInt64) -> UInt64 {
    word | EightBytes.repeating(0x20)
  }

  /// For tables.
  @inlinable package var hash: UInt64 {
    let mixed = (first ^ last &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed &>> 32
  }
}

extension Span where Element == UInt8 {
  /// The first eight bytes as one number, the first of them lowest, letters in lower case; zeros stand
  /// behind a shorter text.
  package var firstEightInLowerCase: UInt64 {
    guard count < 8 else { return NameKey.inLowerCase(EightBytes(self, at: 0).bits) }
    let unused = UInt64(8 &- count) &* 8
    let text = NameKey.inLowerCase(NameKey.short(self, 0..<count))
    return count == 0 ? 0 : (text &<< unused) &>> unused
  }
}
