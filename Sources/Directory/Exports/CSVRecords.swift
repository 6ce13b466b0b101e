import Bytes

/// The records of a table in text (RFC 4180), with any separator.
///
/// A value in quotes may go over line ends. Once one never ends, the lines behind it are read again
/// and quotes no longer go over line ends: one lost quote costs its line, and no line is read more
/// than twice.
struct CSVRecords {
  /// Where the record begins, from 1.
  private(set) var line = 0
  /// Why the record cannot be read; its fields are not all there then.
  private(set) var problem: LineProblems.Reason?
  private let separator: UInt8
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var position: Int
  private var nextLine: Int
  private var quotesSpanLines = true

  /// - Parameters:
  ///   - start: where the first record begins.
  ///   - line: the line it stands on, from 1.
  init(separator: UInt8, at start: Int, line: Int) {
    self.separator = separator
    position = start
    nextLine = line
  }

  /// How many fields the record has.
  var count: Int { ends.count }

  /// Whether nothing stands in the line.
  var isEmpty: Bool { ends.count == 1 && text.isEmpty }

  /// A field without its quotes.
  ///
  /// - Parameter place: from 0, below `count`.
  func field(_ place: Int) -> [UInt8] {
    Array(text[(place == 0 ? 0 : ends[place - 1])..<ends[place]])
  }

  /// Reads the next record; false when the table is over.
  mutating func next(in bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count else { return false }
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    line = nextLine
    problem = nil
    let start = position
    while readField(in: bytes) {}
    if problem == .unfinished {
      quotesSpanLines = false
      position = start
      nextLine = line
      skipLine(in: bytes)
    } else if problem != nil {
      skipLine(in: bytes)
    }
    return true
  }

  /// Reads a field and what ends it; whether another field follows.
  private mutating func readField(in bytes: Span<UInt8>) -> Bool {
    if position < bytes.count, bytes[position] == ASCII.quote {
      guard readQuoted(in: bytes) else { return false }
    } else {
      while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes) {
        text.append(bytes[position])
        position += 1
      }
    }
    ends.append(text.count)
    if position < bytes.count, bytes[position] == separator {
      position += 1
      return true
    }
    if position == bytes.count || isLineEnd(bytes) {
      skipLine(in: bytes)
    } else {
      // Something stands behind the closing quote.
      problem = .form
    }
    return false
  }

  /// Reads a value in quotes, of which `""` is one; whether it ends.
  private mutating func readQuoted(in bytes: Span<UInt8>) -> Bool {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == ASCII.lineFeed {
        guard quotesSpanLines else { break }
        nextLine += 1
      }
      position += 1
      if byte == ASCII.quote {
        guard position < bytes.count, bytes[position] == ASCII.quote else { return true }
        position += 1
      }
      text.append(byte)
    }
    problem = .unfinished
    return false
  }

  private func isLineEnd(_ bytes: Span<UInt8>) -> Bool {
    let byte = bytes[position]
    if byte == ASCII.lineFeed { return true }
    return byte == ASCII.carriageReturn
      && (position + 1 == bytes.count || bytes[position + 1] == ASCII.lineFeed)
  }

  private mutating func skipLine(in bytes: Span<UInt8>) {
    let end = bytes.firstIndex(of: ASCII.lineFeed, from: position)
    position = end.map { $0 + 1 } ?? bytes.count
    nextLine += 1
  }
}
