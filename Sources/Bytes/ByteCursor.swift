/// What a reader can find wrong with the bytes before it.
@usableFromInline package enum Unreadable: Error, Equatable, Sendable {
  /// The bytes ended too early.
  case truncated
  /// Not a number, or one that does not fit.
  case number
}

/// Reads bytes front to back out of memory it borrows; it cannot outlive or overrun that memory.
@usableFromInline package struct ByteCursor: ~Escapable {
  @usableFromInline let bytes: Span<UInt8>
  @usableFromInline package private(set) var position: Int

  @_lifetime(copy bytes)
  @inlinable package init(_ bytes: Span<UInt8>, at position: Int = 0) {
    self.bytes = bytes
    self.position = min(max(position, 0), bytes.count)
  }

  @inlinable package var isAtEnd: Bool { position >= bytes.count }

  /// The next byte without consuming it, or nil at the end.
  @inlinable package var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The byte `distance` behind the next one, or nil behind the end.
  @inlinable package func next(behind distance: Int) -> UInt8? {
    let index = position &+ distance
    return index >= 0 && index < bytes.count ? bytes[index] : nil
  }

  /// The bytes from `start` up to the next one.
  @_lifetime(copy self)
  @inlinable package func read(from start: Int) -> Span<UInt8> {
    bytes.extracting(min(max(start, 0), position)..<position)
  }

  /// Consumes `byte` as often as it stands here.
  @_lifetime(self: copy self)
  @inlinable package mutating func skip(_ byte: UInt8) {
    while position < bytes.count, bytes[position] == byte { position &+= 1 }
  }

  /// Consumes `count` bytes, or all that are left.
  @_lifetime(self: copy self)
  @inlinable package mutating func advance(by count: Int) {
    position += min(max(count, 0), bytes.count - position)
  }

  /// Consumes one byte if it is `byte`, and says whether it was.
  @_lifetime(self: copy self)
  @inlinable package mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Consumes `text` if it stands here, and says whether it did.
  @_lifetime(self: copy self)
  package mutating func take(_ text: StaticString) -> Bool {
    guard bytes.contains(text, at: position) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  /// Consumes up to, and not including, the next `terminator` or the end.
  @_lifetime(self: copy self)
  @inlinable @inline(__always)
  package mutating func readToken(endingAt terminator: UInt8) -> ByteRange {
    let start = position
    position = bytes.wordEnd(terminator, from: start)
    return ByteRange(start..<position)
  }

  /// Consumes the next word between blanks, and the blanks before it; empty at the end.
  @_lifetime(self: copy self)
  @inlinable package mutating func readWord() -> ByteRange {
    skip(ASCII.space)
    return readToken(endingAt: ASCII.space)
  }

  /// Consumes decimal digits.
  ///
  /// - Throws: `number` when there is no digit or the value does not fit 64 bits.
  @_lifetime(self: copy self)
  @inlinable package mutating func readDecimal() throws(Unreadable) -> UInt64 {
    var value: UInt64 = 0
    let start = position
    if position <= bytes.count &- 8, ASCII.isDigit(bytes[position &+ 7]),
      let digits = EightBytes(bytes, at: position).decimal
    {
      value = digits
      position &+= 8
    }
    // Nineteen digits always fit.
    let unchecked = min(bytes.count, start &+ 19)
    while position < unchecked {
      let digit = bytes[position] &- ASCII.zero
      guard digit <= 9 else { break }
      value = value &* 10 &+ UInt64(digit)
      position &+= 1
    }
    while position < bytes.count {
      let digit = bytes[position] &- ASCII.zero
      guard digit <= 9 else { break }
      let (scaled, tooBig) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooBigNow) = scaled.addingReportingOverflow(UInt64(digit))
      guard !tooBig, !tooBigNow else { throw .number }
      value = sum
      position += 1
    }
    guard position > start else { throw .number }
    return value
  }

  /// Consumes exactly `count` decimal digits, at most nine.
  @_lifetime(self: copy self)
  @inlinable package mutating func readDigits(_ count: Int) throws(Unreadable) -> Int {
    guard count <= bytes.count - position else { throw .truncated }
    var value = 0
    for _ in 0..<count {
      let digit = bytes[position] &- ASCII.zero
      guard digit <= 9 else { throw .number }
      value = value &* 10 &+ Int(digit)
      position += 1
    }
    return value
  }

  /// Consumes `08:30:00` and returns the seconds since midnight; nil, with nothing consumed, when
  /// nothing like it stands here, and for a leap second.
  @_lifetime(self: copy self)
  @inlinable package mutating func readSecondOfDay() -> Int64? {
    guard let second = bytes.secondOfDay(at: position) else { return nil }
    position &+= 8
    return second
  }

  /// Consumes `.` and digits after it, as thousandths of the unit before it; zero without them.
  @_lifetime(self: copy self)
  @inlinable package mutating func readFractionInMilliseconds() -> Int64 {
    guard position + 1 < bytes.count, bytes[position] == ASCII.dot,
      ASCII.isDigit(bytes[position + 1])
    else { return 0 }
    position += 1
    var value: Int64 = 0
    var weight: Int64 = 100
    while position < bytes.count, ASCII.isDigit(bytes[position]) {
      value += Int64(bytes[position] &- ASCII.zero) * weight
      weight /= 10
      position += 1
    }
    return value
  }
}
