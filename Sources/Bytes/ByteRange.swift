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
