import Bytes

/// The bytes of an export as UTF-8 without a byte order mark.
enum ExportText {
  /// Windows PowerShell writes UTF-16 (`Export-Csv -Encoding Unicode`, `>`) with the byte order mark
  /// FF FE, most others UTF-8 with or without EF BB BF (Unicode 16, section 23.8).
  ///
  /// - Returns: nil text where the bytes can be read as they are, from `start` on.
  static func utf8(
    _ bytes: Span<UInt8>, _ problems: inout LineProblems
  ) -> (text: [UInt8]?, start: Int) {
    guard bytes.count >= 2 else { return (nil, 0) }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): return (utf16(bytes, highByteAt: 1, &problems), 0)
    case (0xFE, 0xFF): return (utf16(bytes, highByteAt: 0, &problems), 0)
    case (0xEF, 0xBB) where bytes.count >= 3 && bytes[2] == 0xBF: return (nil, 3)
    default: return (nil, 0)
    }
  }

  /// - Parameter high: which byte of the two is the high one.
  private static func utf16(
    _ bytes: Span<UInt8>, highByteAt high: Int, _ problems: inout LineProblems
  ) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = 2
    while index + 1 < bytes.count {
      units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
      index += 2
    }
    let valid = String(validating: units, as: UTF16.self)
    if valid == nil || index < bytes.count { problems.add(.encoding, line: 1) }
    return Array((valid ?? String(decoding: units, as: UTF16.self)).utf8)
  }
}

/// A value of an export as text, without blanks at its ends.
struct ExportValue {
  let text: String
  /// Whether the bytes were UTF-8; others are read as ISO 8859-1, which Windows-1252 mostly is.
  let isUTF8: Bool

  init(_ bytes: [UInt8]) {
    // Line ends and other control characters as well.
    let isBlank = { (byte: UInt8) in byte <= ASCII.space }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let end = (bytes.lastIndex { !isBlank($0) } ?? -1) + 1
    let value = start < end ? bytes[start..<end] : []
    if let text = String(validating: value, as: UTF8.self) {
      self.text = text
      isUTF8 = true
    } else {
      text = String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
      isUTF8 = false
    }
  }
}

/// Makes names comparable: in lower case, with letters such as Ü.
func comparable(_ bytes: [UInt8]) -> [UInt8] {
  guard bytes.allSatisfy({ $0 < 0x80 }) else {
    return Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
  }
  return bytes.map(ASCII.lowercased)
}
