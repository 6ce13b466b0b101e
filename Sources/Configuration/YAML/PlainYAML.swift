import Bytes

/// Reads documents of the plain layout that people write configuration in: keys and values, lists,
/// one scalar a line. It takes a fiftieth of the time that Yams takes, which is the difference between
/// seconds and an instant for a company's list of 100,000 hosts.
///
/// It reads nothing that it is not sure of. Whatever else YAML allows, and every mistake, is left to
/// Yams, which reads it or says what is wrong; what both read is the same, places included.
struct PlainYAML {
  private struct Line {
    var indent: Int
    let end: Int
    let number: Int
    /// Where the line begins in the bytes.
    let start: Int
  }

  private struct NotPlain: Error {}

  private let bytes: [UInt8]
  private var position = 0
  private var lineNumber = 0
  /// The next line that is not blank and not a comment; nil at the end.
  private var line: Line?

  private init(_ bytes: [UInt8]) throws(NotPlain) {
    self.bytes = bytes
    try advance()
  }

  /// The root of the document in `bytes`; nil when it is not plain.
  static func read(_ bytes: [UInt8]) -> YAMLNode? {
    do throws(NotPlain) {
      var reader = try PlainYAML(bytes)
      guard let first = reader.line, first.indent == 0 else { return nil }
      let root = try reader.block(indent: 0, depth: 0)
      return reader.line == nil ? root : nil
    } catch {
      return nil
    }
  }

  // MARK: Blocks

  /// More than any file of ours nests; the reader must not run out of stack.
  private static let maximumDepth = 12

  private mutating func block(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
    guard let line, depth < Self.maximumDepth else { throw NotPlain() }
    return isItem(line)
      ? try list(indent: indent, depth: depth) : try mapping(indent: indent, depth: depth)
  }

  private func isItem(_ line: Line) -> Bool {
    let start = line.start + line.indent
    return bytes[start] == ASCII.hyphen && start + 1 < line.end && bytes[start + 1] == ASCII.space
  }

  private mutating func list(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
    guard let first = line else { throw NotPlain() }
    var items: [YAMLNode] = []
    while var item = line, item.indent == indent, isItem(item) {
      var start = item.start + indent + 2
      while start < item.end, bytes[start] == ASCII.space { start += 1 }
      guard start < item.end, bytes[start] != ASCII.hyphen else { throw NotPlain() }
      if keyEnd(from: start, item) != nil {
        // The first key stands on the line of the hyphen; the others stand below it.
        item.indent = start - item.start
        line = item
        items.append(try mapping(indent: item.indent, depth: depth + 1))
      } else {
        items.append(try scalar(from: start, item))
        try advance()
      }
    }
    if let line, line.indent > indent { throw NotPlain() }
    return YAMLNode(.list(items), line: first.number, column: indent + 1)
  }

  private mutating func mapping(indent: Int, depth: Int) throws(NotPlain) -> YAMLNode {
    guard let first = line else { throw NotPlain() }
    var entries: [YAMLNode.Entry] = []
    entries.reserveCapacity(4)
    while let current = line, current.indent == indent, !isItem(current) {
      let start = current.start + indent
      guard let end = keyEnd(from: start, current) else { throw NotPlain() }
      let key = YAMLNode(
        .scalar(String(decoding: bytes[start..<end], as: UTF8.self)), line: current.number,
        column: indent + 1)
      guard !entries.contains(where: { $0.key.content == key.content }) else { throw NotPlain() }
      entries.append(
        YAMLNode.Entry(key: key, value: try value(behind: end + 1, current, depth: depth)))
    }
    if let line, line.indent > indent { throw NotPlain() }
    return YAMLNode(.mapping(entries), line: first.number, column: indent + 1)
  }

  /// The value behind a key's colon, on the same line or in the lines below it.
  private mutating func value(
    behind colon: Int, _ current: Line, depth: Int
  ) throws(NotPlain) -> YAMLNode {
    var start = colon
    while start < current.end, bytes[start] == ASCII.space { start += 1 }
    if start < current.end {
      let value = try scalar(from: start, current)
      try advance()
      return value
    }
    try advance()
    guard let below = line else { throw NotPlain() }
    // A list may stand below its key without being indented.
    guard below.indent > current.indent || (below.indent == current.indent && isItem(below)) else {
      throw NotPlain()
    }
    return try block(indent: below.indent, depth: depth + 1)
  }

  /// Where the key ends that begins at `start`: at a colon with a blank or nothing behind it.
  private func keyEnd(from start: Int, _ line: Line) -> Int? {
    var end = start
    while end < line.end, Self.isKeyByte(bytes[end]) { end += 1 }
    guard end > start, end < line.end, bytes[end] == ASCII.colon,
      end + 1 == line.end || bytes[end + 1] == ASCII.space
    else { return nil }
    return end
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.underscore
  }

  // MARK: Scalars

  private func scalar(from start: Int, _ line: Line) throws(NotPlain) -> YAMLNode {
    let quote = bytes[start]
    let content: Range<Int>
    if quote == ASCII.quote || quote == UInt8(ascii: "'") {
      guard line.end - start >= 2, bytes[line.end - 1] == quote else { throw NotPlain() }
      content = start + 1..<line.end - 1
      for index in content where bytes[index] == quote || bytes[index] == ASCII.backslash {
        throw NotPlain()
      }
    } else {
      guard Self.isPlainStart(quote) else { throw NotPlain() }
      content = start..<line.end
      for index in content where bytes[index] == ASCII.colon || bytes[index] == ASCII.number {
        let isEnd = index + 1 == line.end
        let isColon = bytes[index] == ASCII.colon
        if isColon ? isEnd || bytes[index + 1] == ASCII.space : bytes[index - 1] == ASCII.space {
          throw NotPlain()
        }
      }
    }
    guard let text = try? UTF8Span(validating: bytes.span.extracting(content)) else {
      throw NotPlain()
    }
    return YAMLNode(
      .scalar(String(copying: text)), line: line.number, column: start - line.start + 1)
  }

  /// Bytes that a scalar without quotes can begin with, whatever stands behind them.
  private static func isPlainStart(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.slash || byte == ASCII.plus
      || byte == ASCII.dot || byte == ASCII.underscore || byte >= 0x80
  }

  // MARK: Lines

  private mutating func advance() throws(NotPlain) {
    while position < bytes.count {
      let start = position
      let newline = bytes.span.firstIndex(of: ASCII.lineFeed, from: start) ?? bytes.count
      position = newline + 1
      lineNumber += 1
      var end = newline
      while end > start, bytes[end - 1] == ASCII.space { end -= 1 }
      var first = start
      while first < end, bytes[first] == ASCII.space { first += 1 }
      guard first < end, bytes[first] != ASCII.number else { continue }
      for index in first..<end where bytes[index] < 0x20 || bytes[index] == 0x7F {
        throw NotPlain()
      }
      line = Line(indent: first - start, end: end, number: lineNumber, start: start)
      return
    }
    line = nil
  }
}
