import AIServices
import Bytes

/// A proposal for a policy from what logs show, for a human to complete.
///
/// It proposes nothing that would hold unread: every entry is commented out. Lines with one `#` are
/// YAML once it is taken away, lines with two are explanations. It says in how many departments a
/// service was seen, and nothing of people.
package struct PolicyDraft {
  private let report: Report
  private let wording = Wording(language: .english)

  package init(_ report: Report) { self.report = report }

  package var text: String {
    ([Self.introduction] + proposals + [Self.end]).joined(separator: "\n")
  }

  private static let introduction = """
    ## A draft of a policy: the AI services that the logs show, for a human to decide on.
    ##
    ## Lines with ## explain. Lines with one # are proposals: take "# " away from `approved:` and
    ## from those that are to hold, complete them, and delete the others. What is on no list is unapproved.
    ## `schattenki policy check --policy FILE` then says what is wrong or needs attention.

    contact:
      name: Whom staff ask about AI tools

    """

  private static let end = """

    ## What is to end goes under `tolerated:`, what must not be used under `prohibited:`, each with
    ## `service`, `reason`, and the approved `alternative`. See Config/policy.yaml for all keys.

    """

  private var proposals: [String] {
    var seen: [String: (service: Service, places: String)] = [:]
    for (service, _) in report.rareServices?.services ?? [] {
      seen[service.id] = (service, "used by few people")
    }
    for (id, rows) in Dictionary(grouping: report.rows, by: \.service.id) {
      if let row = rows.first { seen[id] = (row.service, places(rows)) }
    }
    let sorted = seen.values.compactMap { entry in
      report.catalogue.service(withID: entry.service.id).map {
        (entry.service, report.catalogue.vendor(of: $0), entry.places)
      }
    }.sorted { ($0.1.name.lowercased(), $0.0.id) < ($1.1.name.lowercased(), $1.0.id) }
    guard !sorted.isEmpty else { return ["## The logs show no use of a known AI service."] }
    return ["# approved:"] + sorted.map { proposal(of: $0.0, by: $0.1, seen: $0.2) }
  }

  private func proposal(of service: Service, by vendor: Vendor, seen places: String) -> String {
    let today = report.setup.today
    let inAYear = CivilDate(daysSince1970: today.daysSince1970 + 365)
    let kind = wording.category(service.category)
    let title = "\(vendor.name), \(vendor.country): \(service.name) (\(kind))".printable
    return """
      ## \(title), \(places)
      #   - service: \(service.id)
      #     data: [public]
      #     owner: Who answers for it
      #     reason: What it is needed for
      #     from: \(today)
      #     review_by: \(inAYear)
      """
  }

  private func places(_ rows: [Report.Row]) -> String {
    switch Set(rows.compactMap(\.place.name)).count {
    case 0: "seen in no department that is known"
    case 1: "seen in 1 department"
    case let count: "seen in \(count) departments"
    }
  }
}
