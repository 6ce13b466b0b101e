package import AIServices
package import Bytes
package import Policies
import Usage

/// Why a service is approved or not in a department on a day, and what would change that.
package struct PolicyExplanation {
  private let service: ServiceIndex
  private let department: String?
  private let day: CivilDate
  private let decision: Decision
  private let catalogue: Catalogue
  private let file: String
  private let wording: Wording

  /// - Parameters:
  ///   - department: nil for those who belong to none.
  ///   - file: the policy's, as the reader calls it.
  package init(
    of service: ServiceIndex, in department: String?, at day: CivilDate, policy: Policy,
    catalogue: Catalogue, file: String, language: Language
  ) {
    self.service = service
    self.department = department
    self.day = day
    decision = policy.decision(on: service, of: catalogue, in: department, at: day)
    self.catalogue = catalogue
    self.file = file
    wording = Wording(language: language)
  }

  private func pick(_ english: String, _ german: String) -> String {
    wording.pick(english, german)
  }

  package var text: String {
    let lines =
      [headline, pick("Why: ", "Grund: ") + why] + rule + details
      + [pick("What would change it: ", "Was das ändern würde: ") + change]
    return lines.map(\.printable).joined(separator: "\n") + "\n"
  }

  private var headline: String {
    let name = "\(catalogue[service].name) (\(catalogue[service].id))"
    let place = department ?? wording.notAssigned
    return "\(name), \(place), \(wording.date(day)): \(wording.ruling(decision.verdict.ruling))"
  }

  // MARK: Why

  private var why: String {
    switch (decision.verdict.reason, decision.verdict.ruling) {
    case (.listed, .tolerated):
      pick("It is tolerated for the time being.", "Er ist vorläufig geduldet.")
    case (.listed, _): pick("It is approved.", "Er ist genehmigt.")
    case (.inReview(let day), _):
      pick(
        "It is in review: somebody should have looked at its approval by \(wording.date(day)).",
        "Er ist in Prüfung: Die Genehmigung war bis \(wording.date(day)) zu prüfen.")
    case (.notListed, _):
      pick(
        "No entry speaks of it, of its vendor or of its category.",
        "Kein Eintrag nennt ihn, seinen Anbieter oder seine Kategorie.")
    case (.otherDepartment, _):
      pick(
        "It is allowed in other departments only: \(departments).",
        "Er ist nur in anderen Abteilungen erlaubt: \(departments).")
    case (.expired(let day), _):
      pick(
        "What allowed it ended on \(wording.date(day)).",
        "Die Erlaubnis endete am \(wording.date(day)).")
    case (.notYetValid(let day), _):
      pick(
        "It is allowed only from \(wording.date(day)).",
        "Er ist erst ab \(wording.date(day)) erlaubt.")
    case (.prohibited, _): pick("It is prohibited.", "Er ist verboten.")
    }
  }

  private var departments: String { wording.departments(decision.entry?.reach.departments) }

  /// Which entry it is, and where it stands.
  private var rule: [String] {
    guard let reach = decision.entry?.reach else { return [] }
    let place = file + (reach.line.map { ":\($0)" } ?? "")
    return [pick("Entry: ", "Eintrag: ") + "\(place), \(reach.scope.words(catalogue))"]
  }

  // MARK: What the entry says

  private var details: [String] {
    switch decision.entry {
    case nil: []
    case .approval(let approval): details(of: approval)
    case .toleration(let entry): details(reason: entry.reason, entry.reach, entry.alternative)
    case .prohibition(let entry): details(reason: entry.reason, entry.reach, entry.alternative)
    }
  }

  private func details(of approval: Approval) -> [String] {
    let limit = approval.uploadLimit.map {
      pick(
        "\(wording.bytes($0)) per person and week (not yet held against use)",
        "\(wording.bytes($0)) pro Person und Woche (wird noch nicht mit der Nutzung verglichen)")
    }
    let facts: [(String, String?)] = [
      (pick("Reason", "Begründung"), approval.reason),
      (pick("Departments", "Abteilungen"), wording.departments(approval.reach.departments)),
      (pick("Data that may be entered", "Erlaubte Daten"), wording.data(approval.data)),
      (pick("Conditions", "Bedingungen"), approval.conditions),
      (pick("Upload limit", "Upload-Grenze"), limit),
      (pick("Supplier", "Anbieterprüfung"), approval.supplierCheck.map(wording.supplierCheck)),
      (pick("Training", "Schulung"), approval.training.map(wording.training)),
      (pick("Owner", "Verantwortlich"), approval.owner),
      (pick("Review by", "Prüfung bis"), approval.reviewBy.map(wording.date)),
      (pick("Valid", "Gültig"), period(approval.reach)),
    ]
    return facts.compactMap { name, fact in fact.map { "\(name): \($0)" } }
  }

  private func details(
    reason: String, _ reach: Reach, _ alternative: ServiceIndex?
  ) -> [String] {
    let facts: [(String, String?)] = [
      (pick("Reason", "Begründung"), reason),
      (pick("Departments", "Abteilungen"), wording.departments(reach.departments)),
      (pick("Use instead", "Stattdessen"), alternative.map { catalogue[$0].name }),
      (pick("Valid", "Gültig"), period(reach)),
    ]
    return facts.compactMap { name, fact in fact.map { "\(name): \($0)" } }
  }

  private func period(_ reach: Reach) -> String? {
    let first = reach.from.map { pick("from ", "ab ") + wording.date($0) }
    let last = reach.until.map { pick("until ", "bis ") + wording.date($0) }
    let parts = [first, last].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  // MARK: What would change it

  private var change: String {
    switch (decision.verdict.reason, decision.verdict.ruling) {
    case (.listed, .approved): end
    case (.listed, _):
      pick(
        "an entry on the same service under `approved`, after a check.",
        "ein Eintrag zum selben Dienst unter `approved`, nach einer Prüfung.")
    case (.inReview, _):
      pick(
        "somebody looks at the approval again and sets `review_by` to a later day.",
        "jemand prüft die Genehmigung und setzt `review_by` auf einen späteren Tag.")
    case (.notListed, _): newEntry
    case (.otherDepartment, _):
      pick(
        "\(department.map { "'\($0)'" } ?? "no list of departments at all") in its `departments`.",
        department.map { "„\($0)“ in seinen `departments`." }
          ?? "gar keine `departments` im Eintrag.")
    case (.expired, _):
      pick(
        "a new entry with a new `from`; the old one stays, for the past.",
        "ein neuer Eintrag mit neuem `from`; der alte bleibt für die Vergangenheit stehen.")
    case (.notYetValid(let day), _):
      pick("the day \(wording.date(day)).", "der \(wording.date(day)).")
    case (.prohibited, _): liftingTheProhibition
    }
  }

  private var end: String {
    guard case .approval(let approval) = decision.entry else { return "–" }
    let days = [
      approval.reach.until.map {
        pick("its end on \(wording.date($0))", "sein Ende am \(wording.date($0))")
      },
      approval.reviewBy.map {
        pick(
          "no review by \(wording.date($0)), after which it is only tolerated",
          "keine Prüfung bis \(wording.date($0)), danach ist er nur geduldet")
      },
      pick("a prohibition of the same", "ein Verbot für dasselbe"),
    ]
    return days.compactMap { $0 }.joined(separator: pick("; or ", "; oder ")) + "."
  }

  private var newEntry: String {
    let scopes = Scope.all(of: service, in: catalogue).map {
      "`\($0.words(catalogue, mark: ": "))`"
    }
    let list = scopes.joined(separator: pick(" or ", " oder "))
    return pick(
      "an entry under `approved` with \(list).", "ein Eintrag unter `approved` mit \(list).")
  }

  private var liftingTheProhibition: String {
    let lift = pick("an `until` for the prohibition", "ein `until` für das Verbot")
    if case .service = decision.entry?.reach.scope { return lift + "." }
    return lift
      + pick(
        "; or an approval that names the service itself.",
        "; oder eine Genehmigung, die den Dienst selbst nennt.")
  }
}
