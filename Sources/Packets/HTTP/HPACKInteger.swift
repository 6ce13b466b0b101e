extension Span where Element == UInt8 {
  /// Reads an integer and steps over it (RFC 7541, section 5.1).
  ///
  /// - Parameter prefix: how many low bits of the first byte belong to it.
  /// - Returns: less than 2^28 + 256; nil when it is longer, or not whole.
  func hpackInteger(prefix: UInt8, at position: inout Int) -> Int? {
    guard position >= 0, position < count else { return nil }
    let full = 1 << Int(prefix) &- 1
    var value = Int(self[position]) & full
    position &+= 1
    guard value == full else { return value }
    for shift in stride(from: 0, through: 21, by: 7) {
      guard position < count else { return nil }
      let byte = self[position]
      position &+= 1
      value &+= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
