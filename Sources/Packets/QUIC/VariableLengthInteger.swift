extension Span where Element == UInt8 {
  /// The variable-length integer (RFC 9000, section 16) at `position`, which moves behind it: 0 to
  /// 2⁶² - 1. Nil when it does not end within the bytes; `position` stays then.
  func variableLengthInteger(at position: inout Int) -> Int? {
    guard position >= 0, position < count else { return nil }
    let first = self[position]
    let length = 1 &<< Int(first &>> 6)
    guard length <= count &- position else { return nil }
    var value = Int(first & 0x3F)
    for index in position &+ 1..<position &+ length { value = value &<< 8 | Int(self[index]) }
    position &+= length
    return value
  }
}
