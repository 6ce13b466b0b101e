import Bytes

/// The members of a JSON object in a line (RFC 8259), one after the other. Values inside other values
/// are passed over; those of a member that is an object are read by a reader of their own.
struct JSONMembers {
  struct Member {
    /// Without its quotes, as it is written.
    let key: ByteRange
    /// A string without its quotes; any other value from its first byte to its last.
    let value: ByteRange
    let isString: Bool
    /// Whether the string holds escapes, as names and addresses never need.
    let isEscaped: Bool
  }

  private var position: Int
  private var isFirst = true

  /// - Parameter start: where the object's opening brace stands.
  init(_ line: Span<UInt8>, at start: Int) throws(Malformed) {
    guard start >= 0, start < line.count, line[start] == UInt8(ascii: "{") else { throw .layout }
    position = start + 1
  }

  /// The next member; nil behind the last.
  mutating func next(_ line: Span<UInt8>) throws(Malformed) -> Member? {
    skipBlanks(line)
    guard position < line.count else { throw .truncated }
    if line[position] == UInt8(ascii: "}") {
      position += 1
      return nil
    }
    if !isFirst {
      guard line[position] == UInt8(ascii: ",") else { throw .layout }
      position += 1
      skipBlanks(line)
    }
    isFirst = false
    let (key, _) = try string(line)
    skipBlanks(line)
    guard position < line.count else { throw .truncated }
    guard line[position] == ASCII.colon else { throw .layout }
    position += 1
    skipBlanks(line)
    guard position < line.count else { throw .truncated }
    if line[position] == ASCII.quote {
      let (value, isEscaped) = try string(line)
      return Member(key: key, value: value, isString: true, isEscaped: isEscaped)
    }
    return Member(key: key, value: try other(line), isString: false, isEscaped: false)
  }

  private mutating func skipBlanks(_ line: Span<UInt8>) {
    while position < line.count, line[position] == ASCII.space || line[position] == ASCII.tab {
      position += 1
    }
  }

  private mutating func string(
    _ line: Span<UInt8>
  ) throws(Malformed) -> (content: ByteRange, isEscaped: Bool) {
    guard position < line.count else { throw .truncated }
    guard line[position] == ASCII.quote else { throw .layout }
    let start = position + 1
    var isEscaped = false
    position = start
    while position < line.count {
      switch line[position] {
      case ASCII.quote:
        position += 1
        return (ByteRange(start..<position - 1), isEscaped)
      case ASCII.backslash:
        isEscaped = true
        position += 2
      default: position += 1
      }
    }
    throw .truncated
  }

  /// A number, a word, an object or a list.
  private mutating func other(_ line: Span<UInt8>) throws(Malformed) -> ByteRange {
    let start = position
    var depth = 0
    while position < line.count {
      switch line[position] {
      case ASCII.quote: _ = try string(line)
      case UInt8(ascii: "{"), ASCII.openingBracket:
        depth += 1
        position += 1
      case UInt8(ascii: "}"), ASCII.closingBracket:
        if depth == 0 { return try value(start) }
        depth -= 1
        position += 1
        if depth == 0 { return try value(start) }
      case UInt8(ascii: ","), ASCII.space:
        if depth == 0 { return try value(start) }
        position += 1
      default: position += 1
      }
    }
    throw .truncated
  }

  private func value(_ start: Int) throws(Malformed) -> ByteRange {
    guard start < position else { throw .layout }
    return ByteRange(start..<position)
  }
}
