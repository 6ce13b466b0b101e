import AIServices
import Evidence
import Usage

/// The findings as rows of text: the same cells for the terminal and for HTML.
struct FindingsTable {
  struct Column {
    enum Content { case text, number }
    enum Omission { case never, early, late }

    let title: String
    let content: Content
    /// Whether a narrow terminal may shorten the cells.
    let isShortenable: Bool
    /// Whether a narrow terminal may leave the column away, and when.
    let omission: Omission
  }

  let columns: [Column]
  let cells: [[String]]

  init(_ report: Report, _ wording: Wording) {
    typealias Cell = (Report.Row) -> String
    var columns: [Column] = []
    var contents: [Cell] = []
    func add(
      _ title: String, _ content: Column.Content, shortenable: Bool = false,
      omission: Column.Omission = .never, _ cell: @escaping Cell
    ) {
      columns.append(
        Column(
          title: title, content: content, isShortenable: shortenable, omission: omission))
      contents.append(cell)
    }
    add(wording.verdict, .text) { wording.ruling($0.verdict.ruling) }
    add(wording.service, .text, shortenable: true) { wording.service($0) }
    add(
      report.setup.hasDepartments ? wording.department : wording.network, .text, shortenable: true
    ) { wording.place($0.place, areNetworks: !report.setup.hasDepartments) }
    add(wording.reason, .text, shortenable: true, omission: .early) {
      wording.reason($0.verdict.reason)
    }
    add(wording.people, .number) { row in
      row.people.map { wording.number(UInt64($0)) + (row.includesSharedMachines ? "+" : "") } ?? "–"
    }
    for kind in report.kinds {
      add(wording.kind(kind), .number, omission: .late) { row in
        row.accesses[kind].map(wording.number) ?? "–"
      }
    }
    add(wording.blocked, .number) { $0.blocked == 0 ? "–" : wording.number($0.blocked) }
    add(wording.evidence, .text, omission: .early) { row in
      let words = row.wasOnlyAttempted ? wording.attempted : wording.evidence(row.evidence)
      return "\(row.evidence.code) \(words)"
    }
    if report.rows.contains(where: { $0.bytesUp != nil }) {
      add(wording.sent, .number, omission: .early) { wording.bytes($0.bytesUp) }
    }
    if report.rows.contains(where: { $0.bytesDown != nil }) {
      add(wording.received, .number, omission: .early) { wording.bytes($0.bytesDown) }
    }
    add(wording.seen, .text, omission: .early) { row in
      row.firstDay == row.lastDay
        ? wording.shortDate(row.firstDay)
        : "\(wording.shortDate(row.firstDay)) – \(wording.shortDate(row.lastDay))"
    }
    self.columns = columns
    cells = report.rows.map { row in contents.map { $0(row) } }
  }
}
