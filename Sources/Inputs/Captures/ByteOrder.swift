internal import Bytes

/// The order in which a capture's writer put the bytes of numbers.
enum ByteOrder {
  case big, little

  /// The 16-bit number at `position`; 0 when it does not end within the bytes.
  @inline(__always)
  func number16(_ bytes: Span<UInt8>, at position: Int) -> UInt16 {
    let value = bytes.bigEndian16(at: position) ?? 0
    return self == .big ? value : value.byteSwapped
  }

  /// The 32-bit number at `position`; 0 when it does not end within the bytes.
  @inline(__always)
  func number32(_ bytes: Span<UInt8>, at position: Int) -> UInt32 {
    let value = bytes.bigEndian32(at: position) ?? 0
    return self == .big ? value : value.byteSwapped
  }

  /// The 64-bit number at `position`; 0 when it does not end within the bytes.
  func number64(_ bytes: Span<UInt8>, at position: Int) -> UInt64 {
    let value = bytes.bigEndian64(at: position) ?? 0
    return self == .big ? value : value.byteSwapped
  }
}
