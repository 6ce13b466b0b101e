import Bytes

/// One statement of a dhcpd lease file: its words, up to `;`, `{` or `}`.
struct DhcpdStatement {
  enum End { case semicolon, opening, closing, endOfFile }

  /// Quoted words with their quotes.
  fileprivate(set) var words: [Range<Int>] = []
  /// Where the first word stands, from 1.
  fileprivate(set) var line = 1
  fileprivate(set) var end = End.endOfFile
  /// Whether a quoted word was not closed on its line.
  fileprivate(set) var isBroken = false
}

/// Splits a dhcpd lease file into statements, wherever its lines end.
struct DhcpdStatements {
  private(set) var statement = DhcpdStatement()
  private var position = 0
  private var line = 1

  private static var opening: UInt8 { UInt8(ascii: "{") }
  private static var closing: UInt8 { UInt8(ascii: "}") }
  private static var semicolon: UInt8 { UInt8(ascii: ";") }

  /// Reads the next statement; false when the file is over.
  mutating func next(in bytes: Span<UInt8>) -> Bool {
    statement.words.removeAll(keepingCapacity: true)
    statement.isBroken = false
    while skipToWord(in: bytes) {
      if statement.words.isEmpty { statement.line = line }
      switch bytes[position] {
      case Self.semicolon: return finish(.semicolon)
      case Self.opening: return finish(.opening)
      case Self.closing: return finish(.closing)
      case ASCII.quote: readQuoted(in: bytes)
      default: readWord(in: bytes)
      }
    }
    statement.end = .endOfFile
    return !statement.words.isEmpty
  }

  private mutating func finish(_ end: DhcpdStatement.End) -> Bool {
    position += 1
    statement.end = end
    return true
  }

  /// Passes blanks, line ends and comments; false at the end of the file.
  private mutating func skipToWord(in bytes: Span<UInt8>) -> Bool {
    while position < bytes.count {
      switch bytes[position] {
      case ASCII.lineFeed:
        line += 1
        position += 1
      case ASCII.space, ASCII.tab, ASCII.carriageReturn:
        position += 1
      case ASCII.number:
        position = bytes.firstIndex(of: ASCII.lineFeed, from: position) ?? bytes.count
      default:
        return true
      }
    }
    return false
  }

  private mutating func readWord(in bytes: Span<UInt8>) {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case ASCII.lineFeed, ASCII.space, ASCII.tab, ASCII.carriageReturn, ASCII.quote,
        Self.semicolon, Self.opening, Self.closing:
        statement.words.append(start..<position)
        return
      default: position += 1
      }
    }
    statement.words.append(start..<position)
  }

  /// Other bytes than printable ones are escaped in a quoted word, so none goes over a line's end.
  private mutating func readQuoted(in bytes: Span<UInt8>) {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != ASCII.lineFeed {
      let byte = bytes[position]
      position += 1
      if byte == ASCII.quote {
        statement.words.append(start..<position)
        return
      }
      if byte == ASCII.backslash, position < bytes.count, bytes[position] != ASCII.lineFeed {
        position += 1
      }
    }
    statement.isBroken = true
    statement.words.append(start..<position)
  }
}

extension Span where Element == UInt8 {
  /// The bytes that a quoted word stands for: `\"`, `\\` and octal `\001` are escapes (dhcp-eval(5)).
  /// A word without quotes stands for itself.
  var dhcpdText: [UInt8] {
    guard count >= 2, self[0] == ASCII.quote, self[count - 1] == ASCII.quote else { return copy }
    var text: [UInt8] = []
    var index = 1
    while index < count - 1 {
      let byte = self[index]
      index += 1
      if byte != ASCII.backslash || index == count - 1 {
        text.append(byte)
      } else if let octal = octal(at: index) {
        text.append(octal)
        index += 3
      } else {
        text.append(self[index])
        index += 1
      }
    }
    return text
  }

  /// The byte that three octal digits stand for.
  private func octal(at start: Int) -> UInt8? {
    guard count - start >= 3 else { return nil }
    var value = 0
    for index in start..<start + 3 {
      let digit = self[index] &- ASCII.zero
      guard digit <= 7 else { return nil }
      value = value * 8 + Int(digit)
    }
    return UInt8(exactly: value)
  }
}
