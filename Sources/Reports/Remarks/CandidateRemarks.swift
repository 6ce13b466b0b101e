import AIServices
import Evidence
import Usage

extension Remarks {
  /// A report that nobody reads to its end says less; JSON has them all.
  private static let candidatesShown = 20

  /// Hosts that may be AI and are on no list, one a line, with the reason and where they were seen.
  var candidates: [String] {
    let rows = report.candidates
    guard !rows.isEmpty || report.hiddenCandidates > 0 else { return [] }
    let introduction = pick(
      "Hosts that may be AI and are on no list. They count in no finding: look at them, and add to "
        + "your own signatures what is AI.",
      "Hosts, die KI sein können und auf keiner Liste stehen. Sie zählen in keinem Befund: Sehen Sie "
        + "sie an und ergänzen Sie Ihre Signaturen um das, was KI ist.")
    var lines = [introduction] + rows.prefix(Self.candidatesShown).map(describe)
    let more = UInt64(rows.count - min(rows.count, Self.candidatesShown))
    if more > 0 {
      lines.append(
        pick(
          "\(wording.number(more)) more in the JSON output.",
          "\(wording.number(more)) weitere in der JSON-Ausgabe."))
    }
    if report.hiddenCandidates > 0 {
      let hidden = wording.number(UInt64(report.hiddenCandidates))
      let limit = report.setup.minimumGroupSize
      lines.append(
        pick(
          "\(hidden) more, each asked for by fewer than \(limit) people, are not named.",
          "\(hidden) weitere, nach denen je weniger als \(limit) Personen fragten, werden nicht "
            + "genannt."))
    }
    return lines
  }

  private func describe(_ row: Report.CandidateRow) -> String {
    let host =
      row.candidate.host
      ?? pick("a machine inside the company", "ein Rechner im eigenen Netz")
    let parts = row.parts.map { part in
      let accesses = AccessKind.allCases.compactMap { kind in
        part.accesses[kind].map { "\(wording.kind(kind)) \(wording.number($0))" }
      }
      let place = wording.place(part.place, areNetworks: !report.setup.hasDepartments)
      return "\(place) \(accesses.joined(separator: ", "))"
    }
    return "\(host): \(wording.candidateReason(row.candidate.reason)); "
      + parts.joined(separator: "; ")
  }
}
