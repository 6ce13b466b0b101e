/// Decodes labels of internationalised names, `xn--…` (RFC 3492).
enum Punycode {
  private static let base = 36
  private static let smallestThreshold = 1
  private static let largestThreshold = 26

  /// The label that `encoded`, what stands behind `xn--`, was made from; nil when it is damaged.
  static func decode(_ encoded: some StringProtocol) -> String? {
    let bytes = Array(encoded.utf8)
    let hyphen = bytes.lastIndex(of: UInt8(ascii: "-"))
    var scalars = bytes[..<(hyphen ?? 0)].map { Unicode.Scalar($0) }
    var rest = bytes[(hyphen.map { $0 + 1 } ?? 0)...]
    var code = 128
    var index = 0
    var bias = 72
    var isFirst = true
    while !rest.isEmpty {
      guard let step = number(&rest, bias), scalars.count < 63 else { return nil }
      index += step
      let count = scalars.count + 1
      bias = adapted(step, count, isFirst)
      isFirst = false
      code += index / count
      index %= count
      guard let scalar = Unicode.Scalar(UInt32(clamping: code)) else { return nil }
      scalars.insert(scalar, at: index)
      index += 1
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// A number of variable length (section 3.3); nil when it does not end or is too large.
  private static func number(_ rest: inout ArraySlice<UInt8>, _ bias: Int) -> Int? {
    var number = 0
    var weight = 1
    var position = base
    while let digit = rest.popFirst().flatMap(value) {
      number += digit * weight
      guard number <= 0x10FFFF * 64 else { return nil }
      let threshold = min(max(position - bias, smallestThreshold), largestThreshold)
      if digit < threshold { return number }
      weight *= base - threshold
      guard weight <= 0x10FFFF * 64 else { return nil }
      position += base
    }
    return nil
  }

  private static func value(_ digit: UInt8) -> Int? {
    switch digit | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit | 0x20) - 97
    case 0x30...0x39 where digit < 0x3A: Int(digit) - 0x30 + 26
    default: nil
    }
  }

  /// The bias for the next number (section 3.4).
  private static func adapted(_ step: Int, _ count: Int, _ isFirst: Bool) -> Int {
    var delta = isFirst ? step / 700 : step / 2
    delta += delta / count
    var position = 0
    while delta > (base - smallestThreshold) * largestThreshold / 2 {
      delta /= base - smallestThreshold
      position += base
    }
    return position + (base - smallestThreshold + 1) * delta / (delta + 38)
  }
}
