import Bytes

/// What stands before a line that a container wrote.
struct ContainerPrefix {
  /// Empty where there is none.
  let time: ByteRange
  /// Where the line begins.
  let message: Int

  init?(_ line: Span<UInt8>) {
    var cursor = ByteCursor(line)
    let hasName = Self.takeName(&cursor)
    var behind = cursor
    let word = behind.readWord()
    let hasStream = behind.take(" stdout ") || behind.take(" stderr ")
    if hasStream { _ = behind.take("F ") || behind.take("P ") }
    let hasTime = hasStream || behind.take(ASCII.space)
    guard hasTime, Self.isMoment(line.bytes(in: word), isSure: hasStream || hasName) else {
      guard hasName else { return nil }
      (time, message) = (.none, cursor.position)
      return
    }
    (time, message) = (word, behind.position)
  }

  /// `2026-11-16T07:30:00.250123456Z`. Where nothing else tells a container, the fraction has to: no
  /// program writes nanoseconds before its lines.
  private static func isMoment(_ word: Span<UInt8>, isSure: Bool) -> Bool {
    guard word.count >= (isSure ? 20 : 28), ASCII.isDigit(word[0]) else { return false }
    return word[10] == UInt8(ascii: "T") && (isSure || word[19] == ASCII.dot)
  }

  /// `pihole-1  | `.
  private static func takeName(_ cursor: inout ByteCursor) -> Bool {
    var copy = cursor
    let name = copy.readWord()
    copy.skip(ASCII.space)
    guard !name.isEmpty, copy.take("| ") else { return false }
    cursor = copy
    return true
  }
}

/// A message of syslog behind its length: `86 <134>…`.
struct OctetCount {
  /// Where the message stands; it ends with the line if the line is cut.
  let message: Range<Int>

  init?(_ line: Span<UInt8>, at start: Int) {
    var cursor = ByteCursor(line, at: start)
    guard let first = cursor.next, ASCII.isDigit(first), let count = try? cursor.readDecimal(),
      count <= 1 << 20, cursor.take(ASCII.space), cursor.next == ASCII.lessThan
    else { return nil }
    message = cursor.position..<min(cursor.position + Int(count), line.count)
  }
}
