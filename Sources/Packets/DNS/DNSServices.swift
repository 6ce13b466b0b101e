import Bytes

extension DNSAnswers {
  /// The keys of a service's parameters (RFC 9460, section 14.3.2).
  private enum ServiceKey {
    static let ipv4Hint: UInt16 = 4
    static let ech: UInt16 = 5
    static let ipv6Hint: UInt16 = 6
  }

  /// Reads an SVCB or HTTPS record: priority, target, and pairs of key and value (RFC 9460, section
  /// 2.2).
  mutating func takeService(
    in message: Span<UInt8>, at data: Range<Int>
  ) throws(DNSFault) {
    guard data.count >= 3, let priority = message.bigEndian16(at: data.lowerBound) else {
      throw .malformed
    }
    // Priority 0 is only an alias.
    guard priority != 0 else { return }
    var position = try NameLabels.end(
      ofNameIn: data.lowerBound &+ 2..<data.upperBound, in: message)
    while position < data.upperBound {
      guard let key = message.bigEndian16(at: position),
        let length = message.bigEndian16(at: position &+ 2)
      else { throw .malformed }
      let value = position &+ 4..<position &+ 4 &+ Int(length)
      guard value.upperBound <= data.upperBound else { throw .malformed }
      takeParameter(key, in: message, at: value)
      position = value.upperBound
    }
    guard position == data.upperBound else { throw .malformed }
  }

  private mutating func takeParameter(
    _ key: UInt16, in message: Span<UInt8>, at value: Range<Int>
  ) {
    var position = value.lowerBound
    switch key {
    case ServiceKey.ech:
      offersECH = !value.isEmpty
    case ServiceKey.ipv4Hint:
      while value.upperBound &- position >= 4 {
        takeIPv4(in: message, at: position)
        position &+= 4
      }
    case ServiceKey.ipv6Hint:
      while value.upperBound &- position >= 16 {
        takeIPv6(in: message, at: position)
        position &+= 16
      }
    default: break
    }
  }
}
