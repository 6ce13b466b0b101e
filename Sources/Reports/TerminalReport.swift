import Usage

/// The report as text for a terminal, a pipe or a mail.
package struct TerminalReport {
  /// Sentences are broken at this where there is no terminal: files and mails.
  private static let usualWidth = 100

  private let report: Report
  private let wording: Wording
  private let remarks: Remarks
  private let width: Int?
  private let usesColour: Bool

  /// - Parameters:
  ///   - width: of the terminal in characters; nil for no terminal, where the table may be as wide
  ///     as it needs.
  ///   - usesColour: whether to emit ANSI colours.
  package init(_ report: Report, language: Language, width: Int?, usesColour: Bool) {
    self.report = report
    self.width = width
    self.usesColour = usesColour
    wording = Wording(language: language)
    remarks = Remarks(report: report, wording: wording)
  }

  private var textWidth: Int { width ?? Self.usualWidth }

  package var text: String {
    var lines: [String] = []
    if !report.isComplete {
      lines += wording.incomplete.wrapped(to: textWidth).map { styled($0, .alarm) } + [""]
    }
    lines.append(styled(wording.title, .bold))
    lines += remarks.headline.printable.wrapped(to: textWidth) + [""]
    lines += findings
    lines += section(wording.rareServicesTitle, remarks.rareServices)
    lines += section(wording.candidatesTitle, remarks.candidates)
    lines += section(wording.legalTitle, remarks.legalQuestions)
    lines += section(wording.notSeenTitle, remarks.notSeen)
    lines += section(wording.notUnderstoodTitle, remarks.notUnderstood)
    lines += section(
      wording.sourcesTitle, remarks.sources + [remarks.catalogue, remarks.privacy])
    lines += section(wording.nextTitle, remarks.next)
    return lines.joined(separator: "\n") + "\n"
  }

  private var findings: [String] {
    guard report.hasUse else { return [wording.noFindings] }
    let names = remarks.counts.map { wording.ruling($0.ruling) }
    let longest = names.map(\.count).max() ?? 0
    var lines = zip(remarks.counts, names).flatMap { count, name in
      let padding = String(repeating: " ", count: longest - name.count + 2)
      let indent = String(repeating: " ", count: longest + 2)
      return count.text.wrapped(to: textWidth - longest - 2).enumerated().map { index, line in
        (index == 0 ? styled(name, Style(count.ruling)) + padding : indent) + line
      }
    }
    guard !report.rows.isEmpty else { return lines }
    let table = FindingsTable(report, wording)
    let rows = table.cells.map { $0.map(\.printable) }
    lines.append("")
    lines +=
      TextTable(columns: table.columns, rows: rows, width: width) { cell, row, column in
        column == 0 ? styled(cell, Style(report.rows[row].verdict.ruling)) : cell
      }.lines
    return lines
  }

  private func section(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    let body = items.flatMap { item in
      item.printable.wrapped(to: textWidth - 2).enumerated().map { index, line in
        (index == 0 ? "· " : "  ") + line
      }
    }
    return ["", styled(title, .bold)] + body
  }

  private enum Style: String {
    case bold = "1"
    case alarm = "1;31"
    case warning = "33"
    case hint = "36"
    case fine = "32"

    init(_ ruling: Verdict.Ruling) {
      switch ruling {
      case .prohibited: self = .alarm
      case .unapproved: self = .warning
      case .tolerated: self = .hint
      case .approved: self = .fine
      }
    }
  }

  private func styled(_ text: String, _ style: Style) -> String {
    usesColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
