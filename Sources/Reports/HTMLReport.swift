import Usage

/// The report as one HTML file that needs no network and reads well on paper.
package struct HTMLReport {
  private let report: Report
  private let wording: Wording
  private let remarks: Remarks

  package init(_ report: Report, language: Language) {
    self.report = report
    wording = Wording(language: language)
    remarks = Remarks(report: report, wording: wording)
  }

  package var text: String {
    HTMLDocument(
      language: wording.language, title: wording.title, generator: "schattenki \(report.version)",
      style: Self.style,
      content: [
        "<p class=\"period\">\(escaped(remarks.headline))</p>",
        report.isComplete ? "" : "<p class=\"incomplete\">\(escaped(wording.incomplete))</p>",
        findings,
        section(wording.rareServicesTitle, remarks.rareServices),
        section(wording.candidatesTitle, remarks.candidates),
        section(wording.legalTitle, remarks.legalQuestions),
        section(wording.notSeenTitle, remarks.notSeen),
        section(wording.notUnderstoodTitle, remarks.notUnderstood),
        section(wording.sourcesTitle, remarks.sources + [remarks.catalogue, remarks.privacy]),
        section(wording.nextTitle, remarks.next),
      ]
    ).text
  }

  private var findings: String {
    guard report.hasUse else { return "<p>\(escaped(wording.noFindings))</p>" }
    let tiles = remarks.counts.map { count in
      """
      <li class="\(count.ruling.name)"><strong>\(escaped(wording.ruling(count.ruling)))</strong> \
      \(escaped(count.text))</li>
      """
    }
    return """
      <ul class="counts">
      \(tiles.joined(separator: "\n"))
      </ul>
      \(table)
      """
  }

  private var table: String {
    guard !report.rows.isEmpty else { return "" }
    let table = FindingsTable(report, wording)
    func css(_ column: FindingsTable.Column) -> String {
      column.content == .number ? " class=\"number\"" : ""
    }
    let head = table.columns.map { "<th scope=\"col\"\(css($0))>\(escaped($0.title))</th>" }
    let rows = zip(report.rows, table.cells).map { row, cells in
      let columns = zip(table.columns, cells)
        .map { "<td\(css($0))>\(escaped($1))</td>" }
      return "<tr class=\"\(row.verdict.ruling.name)\">\(columns.joined())</tr>"
    }
    return """
      <div class="table"><table>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      """
  }

  private func section(_ title: String, _ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    let list = items.map { "<li>\(escaped($0))</li>" }
    return """
      <section>
      <h2>\(escaped(title))</h2>
      <ul>
      \(list.joined(separator: "\n"))
      </ul>
      </section>
      """
  }

  private func escaped(_ text: String) -> String { text.escapedForHTML }

  /// Colours hold a contrast of 4.5 to 1 on white; the verdict stands in words beside them.
  private static let style = """
    :root { color-scheme: light; }
    body { margin: 0; color: #1c2430; background: #fff;
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem; }
    h1 { font-size: 1.7rem; margin: 0; }
    h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
    .period { margin: .25rem 0 1.5rem; color: #55606e; }
    .incomplete { padding: .75rem 1rem; border-left: 4px solid #b3261e; background: #fdecea; }
    .counts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.5rem; padding: 0;
      list-style: none; }
    .counts li { padding: .6rem 1rem; border: 1px solid #d5dae1; border-left-width: 5px;
      border-radius: 4px; }
    .counts strong { display: block; }
    .table { overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { padding: .4rem .6rem; border-bottom: 1px solid #e3e7ec; text-align: left;
      vertical-align: top; }
    th { border-bottom: 2px solid #1c2430; font-weight: 600; }
    .number { text-align: right; white-space: nowrap; }
    tr td:first-child { font-weight: 600; }
    .prohibited td:first-child, .prohibited strong { color: #b3261e; }
    .unapproved td:first-child, .unapproved strong { color: #8a4b00; }
    .tolerated td:first-child, .tolerated strong { color: #1f5f8b; }
    .approved td:first-child, .approved strong { color: #1e6b3a; }
    .counts .prohibited { border-left-color: #b3261e; }
    .counts .unapproved { border-left-color: #c77700; }
    .counts .tolerated { border-left-color: #1f5f8b; }
    .counts .approved { border-left-color: #1e6b3a; }
    section li { margin: .2rem 0; overflow-wrap: anywhere; }
    @media print {
      @page { size: A4 landscape; margin: 12mm; }
      body { font-size: 9.5pt; }
      main { max-width: none; padding: 0; }
      .table { overflow: visible; }
      tr, li { break-inside: avoid; }
      thead { display: table-header-group; }
    }
    """
}
