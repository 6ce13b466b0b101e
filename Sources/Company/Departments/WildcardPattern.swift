import Bytes

/// A name with `*` for any characters and `?` for one, in any case.
struct WildcardPattern: Sendable {
  let written: String
  /// The same in lower case.
  let text: [UInt8]

  init(_ written: String) {
    self.written = written
    var text = Array(written.utf8)
    text.makeLowercase()
    self.text = text
  }

  /// Whether it stands for one name only.
  var isExact: Bool { !text.contains(UInt8(ascii: "*")) && !text.contains(ASCII.questionMark) }

  func contains(_ byte: UInt8) -> Bool { text.contains(byte) }

  /// - Parameter name: in lower case.
  ///
  /// Goes back to the last `*` on a mismatch; at most pattern times name steps.
  func matches(_ name: Span<UInt8>) -> Bool {
    var position = 0
    var place = 0
    var star: (place: Int, position: Int)?
    while position < name.count {
      if place < text.count, text[place] == UInt8(ascii: "*") {
        star = (place, position)
        place += 1
      } else if place < text.count,
        text[place] == name[position] || text[place] == ASCII.questionMark
      {
        position += 1
        if text[place] == ASCII.questionMark {
          // The other bytes of a letter such as ü.
          while position < name.count, name[position] & 0xC0 == 0x80 { position += 1 }
        }
        place += 1
      } else if let last = star {
        star = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return text[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
