package import AIServices
package import Bytes
package import Policies
import Usage

/// The policy on one page for staff: which tools there are, for which data, what is not allowed and
/// what to use instead, and whom to ask. It encourages: whoever finds a tool here needs no other.
package struct PolicySheet {
  struct Table {
    let head: [String]
    let rows: [[String]]
  }

  struct Section {
    let title: String
    var text: [String] = []
    var table: Table?
    var list: [String] = []
  }

  private let policy: Policy
  private let catalogue: Catalogue
  private let day: CivilDate
  let wording: Wording

  /// - Parameter day: what holds on it is on the page.
  package init(policy: Policy, catalogue: Catalogue, day: CivilDate, language: Language) {
    self.policy = policy
    self.catalogue = catalogue
    self.day = day
    wording = Wording(language: language)
  }

  private func pick(_ english: String, _ german: String) -> String {
    wording.pick(english, german)
  }

  var title: String { pick("AI tools at work", "KI-Werkzeuge bei der Arbeit") }
  var asOf: String { pick("As of \(wording.date(day))", "Stand: \(wording.date(day))") }
  var lead: String {
    pick(
      "AI can take a lot of work off your hands. This page shows which tools are there for it, "
        + "which data may go in, and who helps.",
      "KI kann viel Arbeit abnehmen. Diese Seite zeigt, welche Werkzeuge dafür bereitstehen, "
        + "welche Daten hineindürfen und wer bei Fragen hilft.")
  }
  var sections: [Section] {
    [tools, dataClasses] + [tolerated, prohibited].filter { $0.table != nil } + [missing, contact]
  }

  // MARK: What can be used

  private var inForce: [Approval] {
    policy.approvals.filter { !policy.isOutranked(.approval($0), on: day) }
  }

  private var tools: Section {
    let approvals = inForce.filter { !$0.isInReview(on: day) }
    let title = pick("These AI tools are ready to use", "Diese KI-Werkzeuge stehen bereit")
    guard !approvals.isEmpty else {
      return Section(
        title: title,
        text: [
          pick(
            "No tool is approved yet. Suggestions are welcome: see below.",
            "Noch ist kein Werkzeug freigegeben. Vorschläge sind willkommen, siehe unten.")
        ])
    }
    let rows = approvals.map { approval in
      [
        wording.tool(approval.reach.scope, catalogue),
        wording.departments(approval.reach.departments), wording.data(approval.data),
        notes(on: approval), approval.owner,
      ]
    }
    return Section(
      title: title, text: order,
      table: Table(
        head: [
          tool, forWhom, pick("For which data", "Für welche Daten"),
          pick("Good to know", "Gut zu wissen"), pick("Responsible", "Verantwortlich"),
        ], rows: rows))
  }

  private var tool: String { pick("Tool", "Werkzeug") }
  private var forWhom: String { pick("For whom", "Für wen") }

  /// What holds where one line is about a tool and another about its vendor or kind.
  private var order: [String] {
    let reaches =
      inForce.map(\.reach) + policy.tolerations.map(\.reach) + policy.prohibitions.map(\.reach)
    let hasWiderScope = reaches.contains { reach in
      if case .service = reach.scope { return false }
      return reach.includes(day)
    }
    guard hasWiderScope else { return [] }
    return [
      pick(
        "A line about one tool comes before one about its vendor, and that before one about its "
          + "kind.",
        "Eine Zeile zu einem Werkzeug geht vor einer zu seinem Anbieter, und diese vor einer zu "
          + "seiner Art.")
    ]
  }

  private func notes(on approval: Approval) -> String {
    let limit = approval.uploadLimit.map {
      pick(
        "up to \(wording.bytes($0)) per person and week",
        "bis zu \(wording.bytes($0)) pro Person und Woche")
    }
    let needsTraining = approval.training?.isRequired ?? false
    let notes = [
      approval.conditions, needsTraining ? pick("training first", "erst zur Schulung") : nil, limit,
      until(approval.reach),
    ]
    let text = notes.compactMap { $0 }.joined(separator: "; ")
    return text.isEmpty ? "–" : text
  }

  private func until(_ reach: Reach) -> String? {
    reach.until.map { pick("until \(wording.date($0))", "bis \(wording.date($0))") }
  }

  private var dataClasses: Section {
    Section(
      title: pick("Which data is that?", "Welche Daten sind gemeint?"),
      list: DataClass.allCases.map { "\(wording.dataClass($0)): \(wording.meaning(of: $0))" } + [
        pick(
          "Passwords and keys belong in no tool.",
          "Passwörter und Schlüssel gehören in kein Werkzeug.")
      ])
  }

  // MARK: What not, and what instead

  private var tolerated: Section {
    let inReview = inForce.filter { $0.isInReview(on: day) }.map { approval in
      [
        wording.tool(approval.reach.scope, catalogue),
        wording.departments(approval.reach.departments),
        pick("is being looked at again; for: ", "wird gerade neu geprüft; für: ")
          + wording.data(approval.data), "–",
      ]
    }
    let tolerated = policy.tolerations.filter {
      !policy.isOutranked(.toleration($0), on: day)
    }.map { entry in
      row(entry.reach, [entry.reason, until(entry.reach)], entry.alternative)
    }
    let rows = inReview + tolerated
    return Section(
      title: pick("Fine for the time being", "Vorübergehend in Ordnung"),
      table: rows.isEmpty
        ? nil : Table(head: [tool, forWhom, why, pick("Better", "Besser")], rows: rows))
  }

  private var prohibited: Section {
    let rows = policy.prohibitions.filter { $0.reach.includes(day) }.map { entry in
      row(entry.reach, [entry.reason, until(entry.reach)], entry.alternative)
    }
    return Section(
      title: pick(
        "Not allowed, and what to use instead", "Nicht erlaubt, und was stattdessen geht"),
      table: rows.isEmpty
        ? nil
        : Table(head: [tool, forWhom, why, pick("Use instead", "Stattdessen")], rows: rows))
  }

  private var why: String { pick("Why", "Warum") }

  private func row(
    _ reach: Reach, _ reasons: [String?], _ alternative: ServiceIndex?
  ) -> [String] {
    [
      wording.tool(reach.scope, catalogue), wording.departments(reach.departments),
      reasons.compactMap { $0 }.joined(separator: "; "),
      alternative.flatMap { self.alternative($0, for: reach.departments) }
        ?? pick("please ask, see below", "bitte nachfragen, siehe unten"),
    ]
  }

  /// The service to use instead, with the departments that may, where not all may; nil when it is
  /// approved for none of them: nobody is sent from one unapproved tool to the next.
  private func alternative(_ service: ServiceIndex, for reached: Set<String>?) -> String? {
    func isApproved(_ department: String?) -> Bool {
      policy.verdict(on: service, of: catalogue, in: department, at: day).ruling == .approved
    }
    let name = catalogue[service].name
    let departments = (reached ?? namedDepartments).sorted()
    let allowed = departments.filter(isApproved)
    if allowed.count == departments.count, reached != nil || isApproved(nil) { return name }
    return allowed.isEmpty ? nil : "\(name) (\(allowed.joined(separator: ", ")))"
  }

  /// All departments for which something is approved.
  private var namedDepartments: Set<String> {
    policy.approvals.reduce(into: []) { $0.formUnion($1.reach.departments ?? []) }
  }

  // MARK: Whom to ask

  private var missing: Section {
    Section(
      title: pick("A tool is missing?", "Ein Werkzeug fehlt?"),
      list: [
        pick(
          "Suggest it: a short message with the tool, the task and the data is enough.",
          "Gern vorschlagen: Eine kurze Nachricht mit Werkzeug, Aufgabe und Daten genügt."),
        pick(
          "What is on no list has not been checked yet. Until there is an answer, please use one of "
            + "the tools above.",
          "Was auf keiner Liste steht, ist noch nicht geprüft. Bis zur Antwort bitte eines der "
            + "Werkzeuge oben nutzen."),
        pick(
          "Not sure whether some data may go in? Better ask first: asking is always right.",
          "Unsicher, ob bestimmte Daten hineindürfen? Lieber vorher fragen: Fragen ist immer "
            + "richtig."),
      ])
  }

  private var contact: Section {
    let people =
      policy.contact?.line
      ?? pick(
        "Those who are responsible for the tools above.",
        "Wer oben bei den Werkzeugen als verantwortlich steht.")
    return Section(title: pick("Who helps?", "Wer hilft?"), text: [people])
  }
}
