import Bytes

/// A name in labels, each with its length before it, as Windows writes them:
/// `(3)www(7)example(3)com(0)`.
enum LabelName {
  /// - Throws: `host` for what is no such name, `truncated` when the label of length 0 is missing,
  ///   which ends every name.
  static func check(_ name: Span<UInt8>) throws(Malformed) {
    var position = 0
    while position < name.count {
      guard let length = length(name, at: position) else { throw .host }
      if length.value == 0 { return }
      position = name.wordEnd(UInt8(ascii: "("), from: length.end)
      guard position > length.end else { throw .host }
    }
    throw .truncated
  }

  /// Appends the labels, dots between them, of a name that was checked. The lengths are not counted
  /// off: they are those of the packet, and a label can stand in the log in another encoding.
  static func join(_ name: Span<UInt8>, into text: inout [UInt8]) {
    var position = 0
    while let length = length(name, at: position), length.value > 0 {
      if position > 0 { text.append(ASCII.dot) }
      position = name.wordEnd(UInt8(ascii: "("), from: length.end)
      for index in length.end..<position { text.append(name[index]) }
    }
  }

  /// The length at `position`, and where the label behind it begins; nil when none is there.
  private static func length(
    _ name: Span<UInt8>, at position: Int
  ) -> (value: UInt64, end: Int)? {
    var cursor = ByteCursor(name, at: position)
    guard cursor.take(UInt8(ascii: "(")), let value = try? cursor.readDecimal(),
      cursor.take(UInt8(ascii: ")"))
    else { return nil }
    return (value, cursor.position)
  }
}
