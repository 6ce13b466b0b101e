import Bytes

/// The line that names the columns of the lines behind it.
struct HeaderLine: Sendable {
  /// What the names stand behind, such as `#Fields:`; empty when they begin the line.
  let mark: String
  /// What other lines that are no records begin with, such as `#`; empty for none.
  var remark = ""
  /// Without a mark: the names that a line must have to be the header, in lower case.
  var names: [String] = []
  /// The columns of a log whose header is missing; empty when it cannot be read without.
  var assumed = NamedColumns()

  /// - Returns: false for a header or a remark.
  func read(
    _ line: Span<UInt8>, _ columns: DelimitedLine, _ format: String, _ map: FieldMap,
    _ context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> Bool {
    if let start = headerStart(line, columns) {
      context.columns = NamedColumns(line, from: start, as: columns, map, owner: format)
      return false
    }
    if !remark.isEmpty, line.contains(lowercase: Array(remark.utf8), at: 0) { return false }
    let named = context.columns.owner == format ? context.columns : assumed
    guard !named.isEmpty else { throw .layout }
    let count = named.read(line, from: 0, as: columns, into: &values)
    guard count >= named.count else { throw .truncated }
    guard count == named.count else { throw .layout }
    return true
  }

  /// Where the names begin, if `line` is a header.
  private func headerStart(_ line: Span<UInt8>, _ columns: DelimitedLine) -> Int? {
    guard mark.isEmpty else {
      guard line.contains(lowercase: Array(mark.utf8), at: 0) else { return nil }
      var start = mark.utf8.count
      while start < line.count, line[start] == ASCII.space || line[start] == ASCII.tab {
        start += 1
      }
      return start
    }
    var found = 0
    // Names hold no digit at their front, as the addresses and times of records do.
    guard let first = line.count > 0 ? line[0] : nil, !ASCII.isDigit(first) else { return nil }
    columns.forEachColumn(line, from: 0) { _, value, _ in
      let name = line.bytes(in: value)
      if names.contains(where: {
        name.count == $0.utf8.count && name.contains(lowercase: Array($0.utf8), at: 0)
      }) {
        found += 1
      }
      return true
    }
    return found >= names.count ? 0 : nil
  }
}
