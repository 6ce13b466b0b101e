import Bytes

extension [UInt8] {
  /// Puts a name in UTF-8 into lower case, `Ä` as well as `A`; of bytes that are no UTF-8, the letters
  /// of ASCII only.
  mutating func makeLowercase() {
    var isASCII = true
    for index in indices {
      self[index] = ASCII.lowercased(self[index])
      if self[index] >= 0x80 { isASCII = false }
    }
    guard !isASCII, let text = String(validating: self, as: UTF8.self) else { return }
    replaceSubrange(indices, with: text.lowercased().utf8)
  }
}
