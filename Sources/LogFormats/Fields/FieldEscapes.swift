import Bytes

/// How a value that is not written as it is has to be read.
enum FieldEscapes: UInt8, Sendable {
  case none
  /// JSON: `\/`, `\"`, `\u00fc` (RFC 8259, section 7).
  case json
  /// CSV: a quote inside quotes is written twice (RFC 4180, section 2).
  case doubledQuotes
  /// CEF, LEEF and key=value: a backslash before the character meant.
  case backslashes

  /// Appends what `value` means to `text`. Escapes that are none stay as they are written.
  func decode(_ value: Span<UInt8>, into text: inout [UInt8]) {
    var index = 0
    while index < value.count {
      let byte = value[index]
      let next = index + 1 < value.count ? value[index + 1] : 0
      switch self {
      case .json where byte == ASCII.backslash && next == UInt8(ascii: "u"):
        index += Self.decodeUnicode(value, at: index, into: &text)
        continue
      case .json where byte == ASCII.backslash && next != 0:
        text.append(Self.control(next))
        index += 2
        continue
      case .backslashes where byte == ASCII.backslash && next != 0:
        text.append(next)
        index += 2
        continue
      case .doubledQuotes where byte == ASCII.quote && next == ASCII.quote:
        index += 1
        continue
      default: break
      }
      text.append(byte)
      index += 1
    }
  }

  private static func control(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): ASCII.lineFeed
    case UInt8(ascii: "r"): ASCII.carriageReturn
    case UInt8(ascii: "t"): ASCII.tab
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: letter
    }
  }

  /// Decodes `\u00fc`, or the two that stand for one character beyond the first 65,536, and returns
  /// how many bytes were read.
  private static func decodeUnicode(
    _ value: Span<UInt8>, at index: Int, into text: inout [UInt8]
  ) -> Int {
    guard let unit = unit(value, at: index) else {
      text.append(value[index])
      return 1
    }
    if unit & 0xFC00 == 0xD800, let low = self.unit(value, at: index + 6), low & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF)))
    {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return 12
    }
    let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return 6
  }

  private static func unit(_ value: Span<UInt8>, at index: Int) -> UInt16? {
    guard index + 6 <= value.count, value.contains("\\u", at: index) else { return nil }
    var unit: UInt16 = 0
    for place in index + 2..<index + 6 {
      guard let digit = ASCII.hexValue(value[place]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
