import Bytes

/// Where the part of a line begins that a product wrote itself, whatever heads relays put before it.
enum Anchor {
  /// As many words as heads have.
  private static let words = 12

  /// A word such as `1794814200.250`: seconds since 1970 with a fraction.
  static func epoch(in line: Span<UInt8>) -> Int? {
    find(in: line) { word in
      var cursor = ByteCursor(word)
      guard (9...10).contains(word.wordEnd(ASCII.dot, from: 0)),
        (try? cursor.readDecimal()) != nil, cursor.take(ASCII.dot)
      else { return false }
      return (try? cursor.readDecimal()) != nil && cursor.isAtEnd
    }
  }

  /// A word such as `2026-11-16` with a blank and a time of day behind it.
  static func dateAndTime(in line: Span<UInt8>) -> Int? {
    let start = find(in: line) { word in
      var cursor = ByteCursor(word)
      return word.count == 10 && (try? cursor.readDigits(4)) != nil && cursor.take(ASCII.hyphen)
        && (try? cursor.readDigits(2)) != nil && cursor.take(ASCII.hyphen)
    }
    guard let start, start + 13 < line.count, line[start + 13] == ASCII.colon else { return nil }
    return start
  }

  /// Where the first word begins that `isMeant`.
  private static func find(in line: Span<UInt8>, _ isMeant: (Span<UInt8>) -> Bool) -> Int? {
    var cursor = ByteCursor(line)
    for _ in 0..<words {
      let word = cursor.readWord()
      guard !word.isEmpty else { return nil }
      if isMeant(line.bytes(in: word)) { return word.range.lowerBound }
    }
    return nil
  }
}
