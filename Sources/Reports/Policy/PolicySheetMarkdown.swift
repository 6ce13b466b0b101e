/// For a wiki or the intranet: Markdown with tables, as GitHub, GitLab and most wikis read them.
extension PolicySheet {
  package var markdown: String {
    let head = ["# \(title)", asOf.escapedForMarkdown, lead.escapedForMarkdown]
    return (head + sections.map(Self.markdown)).joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ section: Section) -> String {
    let list = section.list.map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n")
    let parts =
      ["## \(section.title)"] + section.text.map(\.escapedForMarkdown)
      + (section.table.map { [markdown($0)] } ?? []) + (list.isEmpty ? [] : [list])
    return parts.joined(separator: "\n\n")
  }

  private static func markdown(_ table: Table) -> String {
    let ruler = table.head.map { _ in "---" }
    return ([table.head, ruler] + table.rows.map { $0.map(\.escapedForMarkdown) })
      .map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}

extension String {
  /// As text that Markdown takes for nothing else, without control characters.
  var escapedForMarkdown: String {
    var result = ""
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!":
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
