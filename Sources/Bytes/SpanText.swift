extension Span where Element == UInt8 {
  /// The bytes of `range`, which must come from this line or packet.
  @_lifetime(copy self)
  @inlinable package func bytes(in range: ByteRange) -> Span<UInt8> { extracting(range.range) }

  /// The bytes in memory of their own.
  package var copy: [UInt8] {
    var copy: [UInt8] = []
    append(to: &copy)
    return copy
  }

  /// Appends the bytes to `array` in one step.
  package func append(to array: inout [UInt8]) {
    // The array copies them before the closure ends.
    unsafe withUnsafeBufferPointer { unsafe array.append(contentsOf: $0) }
  }

  /// The bytes as text; what is not UTF-8 becomes U+FFFD.
  package var text: String { String(decoding: copy, as: UTF8.self) }

  /// Whether `text`, which is in lower case, stands at `position`, in either case.
  package func contains(lowercase text: [UInt8], at position: Int) -> Bool {
    guard position >= 0, text.count <= count - position else { return false }
    for index in text.indices where text[index] != ASCII.lowercased(self[position + index]) {
      return false
    }
    return true
  }

  /// Whether these bytes are exactly `text`.
  @inlinable @inline(__always) package func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }

  /// Whether these bytes begin with `text`.
  @inlinable @inline(__always) package func starts(with text: StaticString) -> Bool {
    contains(text, at: 0)
  }

  /// Whether `text` stands at `position`.
  @inlinable @inline(__always) package func contains(_ text: StaticString, at position: Int) -> Bool
  {
    let length = text.utf8CodeUnitCount
    guard position >= 0, length <= count - position else { return false }
    // A static string's bytes live as long as the program; they are read within their length only.
    let expected = unsafe UnsafeBufferPointer(start: text.utf8Start, count: length)
    for index in 0..<length where unsafe expected[index] != self[position + index] { return false }
    return true
  }

  /// Where `text` begins, at or behind `start`; nil when it does not stand there.
  package func position(of text: StaticString, from start: Int = 0) -> Int? {
    guard text.utf8CodeUnitCount > 0 else { return nil }
    // In bounds: the text has a first byte.
    let first = unsafe text.utf8Start.pointee
    var place = firstIndex(of: first, from: start)
    while let found = place {
      if contains(text, at: found) { return found }
      place = firstIndex(of: first, from: found + 1)
    }
    return nil
  }

  /// Whether `text` stands anywhere in these bytes.
  package func holds(_ text: StaticString) -> Bool { position(of: text) != nil }
}
