import Bytes

/// The line that names the columns of the lines behind it.
struct HeaderLine: Sendable {
  /// What the names stand behind, such as `#Fields:`; empty when they begin the line.
  let mark: String
  /// What other lines that are no records begin with, such as `#`; empty for none.
  var remark = ""
  /// Without a mark: the names that a line must have to be the header, in lower case.
  var names: [String] = []
  /// With a mark: names, in lower case, of which the header must have one to be of this format.
  var oneOf: [String] = []
  /// With a mark: names, in lower case, that make it the header of another format.
  var noneOf: [String] = []
  /// Whether lines may have more columns than the header names.
  var allowsMore = false
  /// The columns of a log whose header is missing; empty when it cannot be read without.
  var assumed = NamedColumns()

  /// - Returns: false for a header or a remark.
  func read(
    _ line: Span<UInt8>, _ columns: DelimitedLine, _ format: String, _ map: FieldMap,
    _ context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> Bool {
    let columns = Self.delimited(line, columns)
    if let start = headerStart(line, columns) {
      guard oneOf.isEmpty || names(oneOf, in: line, from: start, columns) > 0,
        noneOf.isEmpty || names(noneOf, in: line, from: start, columns) == 0
      else {
        context.forgetColumns(of: format)
        throw .layout
      }
      context.setColumns(NamedColumns(line, from: start, as: columns, map, owner: format))
      return false
    }
    if !remark.isEmpty, Self.begins(line, with: remark) { return false }
    let named = context.columns(of: format) ?? assumed
    guard !named.isEmpty else { throw .layout }
    let count = named.read(line, from: 0, as: columns, into: &values)
    guard count >= named.count else { throw .truncated }
    guard allowsMore || count == named.count else { throw .layout }
    return true
  }

  /// Logs whose columns stand between blanks may have tabs there instead, in some of their lines.
  private static func delimited(
    _ line: Span<UInt8>, _ columns: DelimitedLine
  ) -> DelimitedLine {
    guard columns.delimiter == ASCII.space, line.firstIndex(of: ASCII.tab) != nil else {
      return columns
    }
    return DelimitedLine(delimiter: ASCII.tab)
  }

  /// In either case.
  private static func begins(_ line: Span<UInt8>, with text: String) -> Bool {
    var index = 0
    for byte in text.utf8 {
      guard index < line.count, ASCII.lowercased(line[index]) == ASCII.lowercased(byte) else {
        return false
      }
      index += 1
    }
    return true
  }

  /// Where the names begin, if `line` is a header.
  private func headerStart(_ line: Span<UInt8>, _ columns: DelimitedLine) -> Int? {
    guard mark.isEmpty else {
      guard Self.begins(line, with: mark) else { return nil }
      var start = mark.utf8.count
      while start < line.count, line[start] == ASCII.space || line[start] == ASCII.tab {
        start += 1
      }
      return start
    }
    // Names hold no digit at their front, as the addresses and times of records do.
    guard let first = line.count > 0 ? line[0] : nil, !ASCII.isDigit(first) else { return nil }
    return names(names, in: line, from: 0, columns) >= names.count ? 0 : nil
  }

  /// How many of the columns from `start` on are called like one of `names`.
  private func names(
    _ names: [String], in line: Span<UInt8>, from start: Int, _ columns: DelimitedLine
  ) -> Int {
    var found = 0
    columns.forEachColumn(line, from: start) { _, value, _ in
      let name = line.bytes(in: value)
      if names.contains(where: {
        name.count == $0.utf8.count && name.contains(lowercase: Array($0.utf8), at: 0)
      }) {
        found += 1
      }
      return true
    }
    return found
  }
}
