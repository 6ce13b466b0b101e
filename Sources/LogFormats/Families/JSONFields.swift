import Bytes

/// The fields of a JSON object in a line (RFC 8259), also of the objects and lists inside it, read in
/// one pass.
enum JSONFields {
  /// Objects deeper than this are passed over.
  private static let maximumDepth = 12

  /// Where the object of a line begins: at its first byte, or behind a syslog header or its
  /// priority alone, or as an element of a list; nil when there is none.
  static func start(_ line: Span<UInt8>) -> Int? {
    guard let brace = line.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    guard brace > 0 else { return 0 }
    let before = line[brace - 1]
    let stands =
      before == ASCII.space || before == ASCII.openingBracket || before == UInt8(ascii: ",")
      || before == ASCII.tab || before == ASCII.colon || before == ASCII.greaterThan
    return stands && brace < 512 ? brace : nil
  }

  /// Reads the object at `start` up to its closing brace.
  ///
  /// - Throws: `truncated` when it does not end in the line, `layout` when it is no object.
  static func read(
    _ line: Span<UInt8>, from start: Int, _ map: FieldMap, into values: inout FieldValues
  ) throws(Malformed) {
    var order = FieldOrder.none
    try read(line, from: start, map, &order, into: &values)
  }

  /// The same with the names expected that the line before had.
  // One copy serves all formats.
  @inline(never)
  static func read(
    _ line: Span<UInt8>, from start: Int, _ map: FieldMap, _ order: inout FieldOrder,
    into values: inout FieldValues
  ) throws(Malformed) {
    var reader = Reader(position: start)
    guard start < line.count, line[start] == UInt8(ascii: "{") else { throw .layout }
    order.begin(map)
    try reader.readObject(line, map.entries.span, &order, into: &values)
  }

  private struct Reader {
    var position: Int
    private var depth = 0
    /// For each open object or list: the level of the map, nil when nothing in it is known.
    private var levels = InlineArray<12, FieldMap.Level?>(repeating: nil)
    private var lists = InlineArray<12, Bool>(repeating: false)

    init(position: Int) { self.position = position }

    mutating func readObject(
      _ line: Span<UInt8>, _ entries: Span<FieldMap.Entry>, _ order: inout FieldOrder,
      into values: inout FieldValues
    ) throws(Malformed) {
      levels[0] = 0
      position += 1
      var place = 0
      while true {
        skipBlanks(line)
        guard position < line.count else { throw .truncated }
        switch line[position] {
        case UInt8(ascii: "}"), ASCII.closingBracket:
          position += 1
          if depth == 0 { return }
          depth -= 1
        case UInt8(ascii: ","): position += 1
        case ASCII.quote where !lists[depth]:
          let found = try readName(line, entries, &order, place)
          place &+= 1
          try readValue(line, found, into: &values)
        default:
          guard lists[depth] else { throw .layout }
          // The elements of a list mean what the list means.
          let element = FieldMap.Found(target: listTarget, inside: levels[depth])
          try readValue(line, element, into: &values)
        }
      }
    }

    /// What a name, its opening quote at the position, leads to; the position is then at its value.
    private mutating func readName(
      _ line: Span<UInt8>, _ entries: Span<FieldMap.Entry>, _ order: inout FieldOrder,
      _ place: Int
    ) throws(Malformed) -> FieldMap.Found? {
      let level = levels[depth]
      let found: FieldMap.Found?
      if let end = order.nameEnd(place, on: level, in: line, at: position &+ 1, ASCII.quote) {
        found = order.found(place)
        position = end &+ 1
      } else {
        let name = try string(line).range
        found = level.flatMap { FieldMap.find(line, name, on: $0, in: entries) }
        order.learn(place, on: level, line, name, found)
      }
      skipBlanks(line)
      guard position < line.count else { throw .truncated }
      guard line[position] == ASCII.colon else { throw .layout }
      position += 1
      skipBlanks(line)
      return found
    }

    /// What a list's plain elements mean, of the innermost list that has a meaning.
    private var listTarget: FieldMap.Target?

    private mutating func readValue(
      _ line: Span<UInt8>, _ found: FieldMap.Found?, into values: inout FieldValues
    ) throws(Malformed) {
      guard position < line.count else { throw .truncated }
      switch line[position] {
      case ASCII.quote:
        let value = try string(line)
        if let target = found?.target {
          let bytes = line.bytes(in: value)
          let hasEscapes = bytes.wordEnd(ASCII.backslash, from: 0) < bytes.count
          values.set(target, value, escapes: hasEscapes ? .json : .none, in: line)
        }
      case UInt8(ascii: "{"), ASCII.openingBracket:
        let isList = line[position] == ASCII.openingBracket
        guard depth + 1 < JSONFields.maximumDepth else { return try skipNested(line) }
        if found == nil { return try skipNested(line) }
        depth += 1
        levels[depth] = found?.inside
        lists[depth] = isList
        if isList { listTarget = found?.target }
        position += 1
      default:
        let start = position
        while position < line.count, !endsWord(line[position]) { position += 1 }
        guard position > start else { throw .layout }
        if let target = found?.target {
          values.set(target, ByteRange(start..<position), in: line)
        }
      }
    }

    private func endsWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == ASCII.closingBracket
        || byte == ASCII.space || byte == ASCII.tab
    }

    private mutating func skipBlanks(_ line: Span<UInt8>) {
      while position < line.count, line[position] == ASCII.space || line[position] == ASCII.tab {
        position += 1
      }
    }

    /// A string, its opening quote at the position.
    private mutating func string(_ line: Span<UInt8>) throws(Malformed) -> ByteRange {
      let start = position &+ 1
      var end = line.wordEnd(ASCII.quote, from: start)
      while end < line.count {
        if line[end &- 1] != ASCII.backslash || !isEscaped(line, end, from: start) {
          position = end &+ 1
          return ByteRange(start..<end)
        }
        end = line.wordEnd(ASCII.quote, from: end &+ 1)
      }
      throw .truncated
    }

    /// Whether an odd number of backslashes stands before the quote at `end`.
    private func isEscaped(_ line: Span<UInt8>, _ end: Int, from start: Int) -> Bool {
      var backslashes = 0
      while end &- backslashes > start, line[end &- backslashes &- 1] == ASCII.backslash {
        backslashes &+= 1
      }
      return backslashes & 1 == 1
    }

    /// An object or a list in which nothing is known.
    private mutating func skipNested(_ line: Span<UInt8>) throws(Malformed) {
      var open = 0
      while position < line.count {
        switch line[position] {
        case ASCII.quote:
          _ = try string(line)
          continue
        case UInt8(ascii: "{"), ASCII.openingBracket: open += 1
        case UInt8(ascii: "}"), ASCII.closingBracket: open -= 1
        default: break
        }
        position += 1
        if open == 0 { return }
      }
      throw .truncated
    }
  }
}
