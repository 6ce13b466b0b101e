import AIServices
import Policies

/// The words for what a policy says.
extension Wording {
  func dataClass(_ dataClass: DataClass) -> String {
    switch dataClass {
    case .public: pick("public", "öffentlich")
    case .internal: pick("internal", "intern")
    case .confidential: pick("confidential", "vertraulich")
    case .personal: pick("personal", "personenbezogen")
    }
  }

  /// What a class of data is, for people who have never heard of classes.
  func meaning(of dataClass: DataClass) -> String {
    switch dataClass {
    case .public:
      pick(
        "what may stand on the website, such as published texts and general questions",
        "was auf der Website stehen darf, etwa veröffentlichte Texte und allgemeine Fragen")
    case .internal:
      pick(
        "everyday things of the company without names or secrets, such as manuals and drafts",
        "Alltägliches aus der Firma ohne Namen und Geheimnisse, etwa Anleitungen und Entwürfe")
    case .confidential:
      pick(
        "what would do harm outside, such as calculations, contracts and source code",
        "was draußen schaden würde, etwa Kalkulationen, Verträge und Quelltext")
    case .personal:
      pick(
        "everything about people, such as names, addresses, applications and health",
        "alles über Menschen, etwa Namen, Adressen, Bewerbungen und Gesundheit")
    }
  }

  func data(_ classes: [DataClass]) -> String {
    classes.isEmpty
      ? pick("no company data", "keine Firmendaten")
      : classes.map(dataClass).joined(separator: ", ")
  }

  /// What an entry speaks of, as staff call it.
  func tool(_ scope: Scope, _ catalogue: Catalogue) -> String {
    switch scope {
    case .service(let service): return catalogue[service].name
    case .vendor(let id):
      let vendor = catalogue.vendors.first { $0.id == id }?.name ?? id
      return pick("All AI tools of \(vendor)", "Alle KI-Werkzeuge von \(vendor)")
    case .category(let category):
      return pick("All of the kind: ", "Alle der Art: ") + self.category(category)
    }
  }

  func departments(_ departments: Set<String>?) -> String {
    departments?.sorted().joined(separator: ", ") ?? pick("everyone", "alle")
  }

  /// What was found out about the supplier, in one line.
  func supplierCheck(_ check: Approval.SupplierCheck) -> String {
    var facts = [
      check.hasContract
        ? pick(
          "contract for processing signed", "Vertrag zur Auftragsverarbeitung (AVV) geschlossen")
        : pick("no contract for processing", "kein Vertrag zur Auftragsverarbeitung (AVV)"),
      check.excludesTraining
        ? pick("no training on inputs", "kein Training mit Eingaben")
        : pick("training on inputs not excluded", "Training mit Eingaben nicht ausgeschlossen"),
    ]
    if let region = check.region {
      facts.append(pick("data kept in \(region)", "Daten in \(region)"))
    }
    let day = date(check.checkedOn)
    facts.append(
      pick("checked by \(check.checkedBy) on \(day)", "geprüft von \(check.checkedBy) am \(day)"))
    return facts.joined(separator: "; ")
  }

  /// Whether training is needed, and who had it when.
  func training(_ training: Approval.Training) -> String {
    let done = training.done.sorted { $0.key < $1.key }.map { "\($0) \(date($1))" }
    let rest = done.isEmpty ? "" : pick("; done: ", "; erledigt: ") + done.joined(separator: ", ")
    return
      (training.isRequired
      ? pick("needed before use", "vor der Nutzung nötig") : pick("not needed", "nicht nötig"))
      + rest
  }
}
