import Bytes

extension Span where Element == UInt8 {
  /// What Base64 (RFC 4648, section 4) with its padding stands for; nil when it is anything else.
  var base64Decoded: [UInt8]? {
    guard count % 4 == 0 else { return nil }
    var padding = 0
    while padding < 2, padding < count, self[count - 1 - padding] == UInt8(ascii: "=") {
      padding += 1
    }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(count / 4 * 3)
    var bits: UInt32 = 0
    for index in 0..<count {
      let isPadding = index >= count - padding
      guard let digit = isPadding ? 0 : Self.base64Value(self[index]) else { return nil }
      bits = bits << 6 | UInt32(digit)
      if index % 4 == 3 {
        for shift: UInt32 in [16, 8, 0] { decoded.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        bits = 0
      }
    }
    decoded.removeLast(padding)
    return decoded
  }

  private static func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case ASCII.plus: 62
    case ASCII.slash: 63
    default: nil
    }
  }
}
