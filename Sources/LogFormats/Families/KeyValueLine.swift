import Bytes

/// Lines of `key=value`, as most firewalls write them.
///
///     date=2026-11-16 time=08:30:00 devname="FW 1" srcip=10.1.2.3 msg="a \"quoted\" word"
///
/// Words without a value, as a syslog header has them, are passed over.
struct KeyValueLine: Sendable {
  /// Between a name and its value.
  var assignment = UInt8(ascii: "=")
  /// Behind a value.
  var separator = ASCII.space
  /// Whether a value without quotes goes on over blanks, up to the blank before the next name.
  var valuesHoldBlanks = false
  /// Whether a backslash in a value stands before the character meant.
  var hasBackslashes = false

  // One copy serves all formats.
  @inline(never)
  func read(
    _ line: Span<UInt8>, from start: Int, _ map: FieldMap, into values: inout FieldValues
  ) {
    let entries = map.entries.span
    var position = start
    while let name = nextName(line, from: position) {
      let value = value(line, at: name.upperBound + 1)
      position = value.next
      if let target = FieldMap.find(line, name, on: 0, in: entries)?.target {
        values.set(target, value.range, escapes: escapes(line, value.range), in: line)
      }
    }
  }

  /// The same with the names expected that the line before had.
  // One copy serves all formats.
  @inline(never)
  func read(
    _ line: Span<UInt8>, _ map: FieldMap, _ order: inout FieldOrder,
    into values: inout FieldValues
  ) {
    let entries = map.entries.span
    order.begin(map)
    var position = 0
    var place = 0
    while true {
      let isSeparated = position < line.count && line[position] == ASCII.space
      let expected = isSeparated ? position &+ 1 : position
      let target: FieldMap.Target?
      let value: Value
      if separator == ASCII.space,
        let end = order.nameEnd(place, on: 0, in: line, at: expected, assignment)
      {
        target = order.found(place)?.target
        value = self.value(line, at: end &+ 1)
      } else {
        guard let name = nextName(line, from: position) else { return }
        let found = FieldMap.find(line, name, on: 0, in: entries)
        order.learn(place, on: 0, line, name, found)
        target = found?.target
        value = self.value(line, at: name.upperBound + 1)
      }
      place &+= 1
      position = value.next
      if let target {
        values.set(target, value.range, escapes: escapes(line, value.range), in: line)
      }
    }
  }

  /// Calls `body` with where each name stands.
  func forEachName(_ line: Span<UInt8>, from start: Int, _ body: (Range<Int>) -> Void) {
    var position = start
    while let name = nextName(line, from: position) {
      position = value(line, at: name.upperBound + 1).next
      body(name)
    }
  }

  private struct Value {
    let range: ByteRange
    /// Where the next name is looked for.
    let next: Int
  }

  /// The next name that an assignment follows.
  private func nextName(_ line: Span<UInt8>, from start: Int) -> Range<Int>? {
    guard separator == ASCII.space else {
      guard let end = nextAssignment(line, from: start) else { return nil }
      return nameStart(line, from: start, before: end)..<end
    }
    var first = start
    while true {
      while first < line.count, endsName(line[first]) { first += 1 }
      let end = line.wordEnd(assignment, or: ASCII.space, from: first)
      guard end < line.count else { return nil }
      // Words that no assignment follows, as a syslog header has them, are passed over.
      if line[end] == assignment, end > first {
        let isEscaped = hasBackslashes && line[end - 1] == ASCII.backslash
        let begin =
          line[first] == ASCII.lessThan ? nameStart(line, from: first, before: end) : first
        if !isEscaped { return begin..<end }
      }
      first = end + 1
    }
  }

  /// Assignments with nothing before them, and escaped ones, name no field.
  private func nextAssignment(_ line: Span<UInt8>, from start: Int) -> Int? {
    var position = line.wordEnd(assignment, from: start)
    while position < line.count {
      let isEscaped = hasBackslashes && position > 0 && line[position - 1] == ASCII.backslash
      if position > start, !isEscaped, line[position - 1] != ASCII.space { return position }
      position = line.wordEnd(assignment, from: position + 1)
    }
    return nil
  }

  private func nameStart(_ line: Span<UInt8>, from start: Int, before end: Int) -> Int {
    var position = end
    while position > start, !endsName(line[position - 1]) { position -= 1 }
    return position
  }

  /// What no name holds: `<134>date=…` and `[action:…` begin a name too.
  private func endsName(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == separator || byte == ASCII.tab || byte == ASCII.greaterThan
      || byte == ASCII.openingBracket
  }

  private func value(_ line: Span<UInt8>, at start: Int) -> Value {
    var start = start
    // Check Point writes `key::"value"` for some.
    if start < line.count, line[start] == assignment { start += 1 }
    if assignment == ASCII.colon {
      while start < line.count, line[start] == ASCII.space { start += 1 }
    }
    if start < line.count, line[start] == ASCII.quote || line[start] == UInt8(ascii: "'") {
      if let quoted = quoted(line, at: start) { return quoted }
    }
    guard valuesHoldBlanks else {
      let end = line.wordEnd(separator, from: start)
      return Value(range: ByteRange(start..<end), next: end)
    }
    return blankHolding(line, from: start)
  }

  /// The quote that ends a value has a separator or the end behind it. Zscaler doubles both quotes.
  private func quoted(_ line: Span<UInt8>, at start: Int) -> Value? {
    let quote = line[start]
    let end = line.wordEnd(quote, from: start + 1)
    // The usual value ends with its first quote.
    if end + 1 < line.count, end > start + 1, line[end + 1] == separator,
      line[end - 1] != ASCII.backslash
    {
      return Value(range: ByteRange(start + 1..<end), next: end + 1)
    }
    let isDoubled =
      start + 2 < line.count && line[start + 1] == quote && !endsValue(line, start + 2)
    let first = start + (isDoubled ? 2 : 1)
    var position = line.wordEnd(quote, from: first)
    while position < line.count {
      let isEscaped = position > first && line[position - 1] == ASCII.backslash
      if endsValue(line, position + 1), !isEscaped {
        let isSecond = isDoubled && position > first && line[position - 1] == quote
        return Value(
          range: ByteRange(first..<(isSecond ? position - 1 : position)), next: position + 1)
      }
      position = line.wordEnd(quote, from: position + 1)
    }
    return nil
  }

  private func endsValue(_ line: Span<UInt8>, _ position: Int) -> Bool {
    guard position < line.count else { return true }
    let byte = line[position]
    return byte == separator || byte == ASCII.space || byte == ASCII.tab
      || byte == ASCII.closingBracket || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
      || byte == UInt8(ascii: "}")
  }

  /// All up to the blank before the next name.
  private func blankHolding(_ line: Span<UInt8>, from start: Int) -> Value {
    guard separator == ASCII.space else {
      let end = line.wordEnd(separator, from: start)
      return Value(range: ByteRange(start..<end), next: end)
    }
    var from = start
    while let equals = nextAssignment(line, from: from) {
      let name = nameStart(line, from: start, before: equals)
      if name > start, isName(line, name..<equals) {
        var end = name
        while end > start, line[end - 1] == ASCII.space { end -= 1 }
        return Value(range: ByteRange(start..<end), next: name)
      }
      from = equals + 1
    }
    var end = line.count
    while end > start, line[end - 1] == ASCII.space { end -= 1 }
    return Value(range: ByteRange(start..<end), next: line.count)
  }

  /// Letters, digits and the marks that names of fields hold: a URL's `?a=1` is none.
  private func isName(_ line: Span<UInt8>, _ name: Range<Int>) -> Bool {
    for index in name {
      let byte = line[index]
      guard
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.underscore
          || byte == ASCII.hyphen || byte == ASCII.dot
      else { return false }
    }
    return !name.isEmpty
  }

  private func escapes(_ line: Span<UInt8>, _ value: ByteRange) -> FieldEscapes {
    hasBackslashes && line.bytes(in: value).firstIndex(of: ASCII.backslash) != nil
      ? .backslashes : .none
  }
}
