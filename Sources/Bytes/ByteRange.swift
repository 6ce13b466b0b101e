/// Where a value stands in the line or packet it was read from; empty when it is not there.
///
/// Four bytes an edge keep records small. Lines and packets are far shorter than 4 GiB: the line
/// reader refuses lines over 1 MiB.
@usableFromInline package struct ByteRange: Equatable, Sendable {
  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32

  @inlinable package init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  @inlinable package static var none: ByteRange { ByteRange(0..<0) }

  @inlinable package var isEmpty: Bool { start == end }
  @inlinable package var count: Int { range.count }
  @inlinable package var range: Range<Int> { Int(start)..<Int(end) }

  /// The same bytes, seen from the start of a line in which this one begins at `offset`.
  @inlinable package func shifted(by offset: Int) -> ByteRange {
    isEmpty ? self : ByteRange(Int(start) + offset..<Int(end) + offset)
  }
}

extension Span where Element == UInt8 {
  /// The bytes of `range`, which must come from this line or packet.
  @_lifetime(copy self)
  @inlinable package func bytes(in range: ByteRange) -> Span<UInt8> { extracting(range.range) }

  /// The bytes as text; what is not UTF-8 becomes U+FFFD.
  package var text: String {
    var copy: [UInt8] = []
    copy.reserveCapacity(count)
    for index in indices { copy.append(self[index]) }
    return String(decoding: copy, as: UTF8.self)
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
}
