import Bytes

extension HardwareAddress {
  /// The address of one interface that a log tells of, in the usual spellings or as twelve digits
  /// alone; nil for anything else, and for addresses of none or of a group.
  init?(field: Span<UInt8>) {
    guard let address = HardwareAddress(field) ?? HardwareAddress(digits: field),
      !address.isUnspecified, !address.isGroup
    else { return nil }
    self = address
  }

  private init?(digits: Span<UInt8>) {
    guard digits.count == 12 else { return nil }
    var bits: UInt64 = 0
    for index in digits.indices {
      guard let digit = ASCII.hexValue(digits[index]) else { return nil }
      bits = bits << 4 | UInt64(digit)
    }
    self.init(bits: bits)
  }
}
