/// One HTML file that needs no network and fits on paper.
extension PolicySheet {
  package var html: String {
    HTMLDocument(
      language: wording.language, title: title, style: Self.style,
      content: [
        "<p class=\"date\">\(asOf.escapedForHTML)</p>", "<p>\(lead.escapedForHTML)</p>",
      ] + sections.map(Self.html)
    ).text
  }

  private static func html(_ section: Section) -> String {
    let text = section.text.map { "<p>\($0.escapedForHTML)</p>" }
    let list = section.list.map { "<li>\($0.escapedForHTML)</li>" }
    let parts =
      ["<section>", "<h2>\(section.title.escapedForHTML)</h2>"] + text
      + (section.table.map { [html($0)] } ?? [])
      + (list.isEmpty ? [] : ["<ul>"] + list + ["</ul>"]) + ["</section>"]
    return parts.joined(separator: "\n")
  }

  private static func html(_ table: Table) -> String {
    let head = table.head.map { "<th scope=\"col\">\($0.escapedForHTML)</th>" }
    let rows = table.rows.map { row in
      "<tr>\(row.map { "<td>\($0.escapedForHTML)</td>" }.joined())</tr>"
    }
    return """
      <table>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  /// The type is small enough on paper for one page with a dozen tools.
  private static let style = """
    :root { color-scheme: light; }
    body { margin: 0; color: #1c2430; background: #fff;
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem; }
    h1 { font-size: 1.7rem; margin: 0; }
    h2 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
    p { margin: .4rem 0; }
    .date { color: #55606e; }
    table { width: 100%; border-collapse: collapse; }
    th, td { padding: .35rem .6rem; border-bottom: 1px solid #e3e7ec; text-align: left;
      vertical-align: top; overflow-wrap: anywhere; }
    th { border-bottom: 2px solid #1c2430; font-weight: 600; }
    tr td:first-child { font-weight: 600; }
    section:first-of-type h2 { color: #1e6b3a; }
    @media print {
      @page { size: A4; margin: 12mm; }
      body { font-size: 9.5pt; }
      main { max-width: none; padding: 0; }
      tr, li { break-inside: avoid; }
      thead { display: table-header-group; }
    }
    """
}
