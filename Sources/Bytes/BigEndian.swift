extension Span where Element == UInt8 {
  /// The 16-bit number at `position` in network byte order; nil when it does not end within the bytes.
  @inlinable @inline(__always)
  package func bigEndian16(at position: Int) -> UInt16? {
    guard position >= 0, position <= count &- 2 else { return nil }
    return UInt16(self[position]) << 8 | UInt16(self[position &+ 1])
  }

  /// The 32-bit number at `position` in network byte order; nil when it does not end within the bytes.
  @inlinable @inline(__always)
  package func bigEndian32(at position: Int) -> UInt32? {
    guard position >= 0, position <= count &- 4 else { return nil }
    return UInt32(self[position]) << 24 | UInt32(self[position &+ 1]) << 16
      | UInt32(self[position &+ 2]) << 8 | UInt32(self[position &+ 3])
  }

  /// The 64-bit number at `position` in network byte order; nil when it does not end within the bytes.
  @inlinable @inline(__always)
  package func bigEndian64(at position: Int) -> UInt64? {
    guard let high = bigEndian32(at: position), let low = bigEndian32(at: position &+ 4) else {
      return nil
    }
    return UInt64(high) << 32 | UInt64(low)
  }
}
