/// Lays out rows of text in columns that fit a width.
struct TextTable {
  private static let gap = 2
  /// A shortened cell keeps at least this many characters.
  private static let shortest = 10

  let lines: [String]

  /// - Parameters:
  ///   - width: in characters; nil to use as many as needed.
  ///   - style: wraps a finished cell of a row, such as in colour.
  init(
    columns: [FindingsTable.Column], rows: [[String]], width: Int?,
    style: (_ cell: String, _ row: Int, _ column: Int) -> String
  ) {
    var shown = Array(columns.indices)
    let needed = columns.indices.map { column in
      max(columns[column].title.count, rows.map { $0[column].count }.max() ?? 0)
    }
    var widths = needed
    func excess() -> Int {
      guard let width else { return 0 }
      return shown.reduce(-Self.gap) { $0 + widths[$1] + Self.gap } - width
    }
    func leaveAway(_ omission: FindingsTable.Column.Omission) {
      for column in shown.reversed()
      where columns[column].omission == omission && excess() > 0 {
        shown.removeAll { $0 == column }
      }
    }
    // Columns further right say less; a name that is cut says something still.
    leaveAway(.early)
    for column in shown where columns[column].isShortenable && excess() > 0 {
      widths[column] = max(min(widths[column], Self.shortest), widths[column] - excess())
    }
    leaveAway(.late)
    // What the last columns to go had taken goes back to the shortened ones.
    for column in shown where columns[column].isShortenable {
      widths[column] = min(needed[column], widths[column] + max(0, -excess()))
    }

    func line(_ cells: [String], row: Int?) -> String {
      let padded = shown.map { column -> String in
        let text = Self.shortened(cells[column], to: widths[column])
        let padding = String(repeating: " ", count: widths[column] - text.count)
        let cell = columns[column].content == .number ? padding + text : text + padding
        return row.map { style(cell, $0, column) } ?? cell
      }
      return padded.joined(separator: String(repeating: " ", count: Self.gap)).trimmingEnd
    }
    let head = line(columns.map(\.title), row: nil)
    lines = [head] + rows.enumerated().map { line($1, row: $0) }
  }

  private static func shortened(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Broken into lines of at most `width` characters, at blanks where they allow.
  func wrapped(to width: Int) -> [String] {
    let width = max(1, width)
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      var word = word
      while word.count > width {
        lines.append(String(word.prefix(width)))
        word = word.dropFirst(width)
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
