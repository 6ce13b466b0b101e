import AIServices
import Bytes
import Evidence
import Usage

/// The words of the reports, both languages side by side.
struct Wording {
  let language: Language

  func pick(_ english: String, _ german: String) -> String {
    language == .german ? german : english
  }

  // MARK: Titles

  var title: String { pick("AI services in use", "Genutzte KI-Dienste") }
  var incomplete: String {
    pick(
      "INCOMPLETE: not everything was read; the numbers are lower bounds",
      "UNVOLLSTÄNDIG: Es wurde nicht alles gelesen; die Zahlen sind Mindestwerte")
  }
  var notSeenTitle: String { pick("What could not be seen", "Was nicht zu sehen war") }
  var notUnderstoodTitle: String {
    pick("What was not understood", "Was nicht verstanden wurde")
  }
  var legalTitle: String {
    pick("Questions of the EU AI Act", "Fragen der KI-Verordnung")
  }
  var rareServicesTitle: String { pick("Used by few", "Von wenigen genutzt") }
  var candidatesTitle: String { pick("Not yet listed", "Noch nicht gelistet") }

  func candidateReason(_ reason: CandidateReason) -> String {
    switch reason {
    case .word(let word):
      pick("'\(word)' stands in its name", "„\(word)“ steht im Namen")
    case .path(let path):
      pick(
        "was asked for \(path), as language models are",
        "wurde nach \(path) gefragt, wie Sprachmodelle")
    case .newName(let domain):
      pick("a new name below \(domain)", "ein neuer Name unter \(domain)")
    case .lookAlike(let domain):
      pick("looks like \(domain) and is not", "sieht aus wie \(domain) und ist es nicht")
    }
  }

  var sourcesTitle: String { pick("What was read", "Was gelesen wurde") }
  var nextTitle: String { pick("What to do next", "Nächste Schritte") }
  var noFindings: String {
    pick("No use of a known AI service was found.", "Keine Nutzung eines bekannten KI-Dienstes.")
  }

  // MARK: Columns

  var service: String { pick("Service", "Dienst") }
  /// The service's name, the kinds of account that were seen, and whether it runs on machines of the
  /// company's own.
  func service(_ row: Report.Row) -> String {
    service(row.service, notes: Plan.allCases.filter { row.plans[$0] != nil }.map(plan))
  }

  /// The service's name, and whether it runs on machines of the company's own.
  func service(_ service: Service, notes: [String] = []) -> String {
    let isLocal = service.category == .selfHosted
    let notes = notes + (isLocal ? [pick("local model", "lokales Modell")] : [])
    return service.name + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
  }

  private func plan(_ plan: Plan) -> String {
    switch plan {
    case .personal: pick("personal", "privat")
    case .business: pick("business", "Firmenkonto")
    case .anonymous: pick("no login", "ohne Anmeldung")
    }
  }

  var vendor: String { pick("Vendor", "Anbieter") }
  var department: String { pick("Department", "Abteilung") }
  var network: String { pick("Network", "Netz") }
  var verdict: String { pick("Verdict", "Bewertung") }
  var reason: String { pick("Reason", "Grund") }
  var people: String { pick("People", "Personen") }
  var blocked: String { pick("Blocked", "Blockiert") }
  var received: String { pick("Received", "Empfangen") }
  var sent: String { pick("Sent", "Gesendet") }
  var evidence: String { pick("Evidence", "Beleg") }
  var seen: String { pick("Seen", "Gesehen") }
  var notAssigned: String { pick("not assigned", "nicht zugeordnet") }

  func kind(_ kind: AccessKind) -> String {
    switch kind {
    case .dns: "DNS"
    case .proxy: "Proxy"
    case .tls: "TLS"
    case .quic: "QUIC"
    case .http: "HTTP"
    }
  }

  // MARK: Verdicts

  func ruling(_ ruling: Verdict.Ruling) -> String {
    switch ruling {
    case .prohibited: pick("prohibited", "verboten")
    case .unapproved: pick("unapproved", "nicht genehmigt")
    case .tolerated: pick("tolerated", "geduldet")
    case .approved: pick("approved", "genehmigt")
    }
  }

  func reason(_ reason: Verdict.Reason) -> String {
    switch reason {
    case .listed: pick("listed", "gelistet")
    case .inReview(let day): pick("review due \(date(day))", "Prüfung fällig \(date(day))")
    case .notListed: pick("not listed", "nicht gelistet")
    case .otherDepartment: pick("other departments only", "nur andere Abteilungen")
    case .expired(let day): pick("expired \(date(day))", "abgelaufen \(date(day))")
    case .notYetValid(let day): pick("valid from \(date(day))", "gültig ab \(date(day))")
    case .prohibited: pick("prohibited", "verboten")
    }
  }

  func evidence(_ level: EvidenceLevel) -> String {
    switch level {
    case .lookedUp: pick("looked up", "DNS-Anfrage")
    case .connected: pick("connected", "verbunden")
    case .session: pick("session", "Sitzung")
    case .interaction: pick("used", "genutzt")
    case .upload: pick("upload", "Upload")
    }
  }

  var attempted: String { pick("attempted", "versucht") }

  /// - Parameter areNetworks: whether networks stand in the place of departments.
  func place(_ place: Report.Place, areNetworks: Bool) -> String {
    switch place {
    case .department(let name): name
    case .notAssigned: notAssigned
    case .others:
      areNetworks
        ? pick("other networks", "übrige Netze") : pick("other departments", "übrige Abteilungen")
    }
  }

  // MARK: Sentences

  func summary(sources: Int, accesses: UInt64) -> String {
    pick(
      "\(sources == 1 ? "1 log" : "\(sources) logs"), \(number(accesses)) accesses",
      "\(sources == 1 ? "1 Log" : "\(sources) Logs"), \(number(accesses)) Zugriffe")
  }

  /// - Parameters:
  ///   - rare: how many of the services are named without a department.
  ///   - rest: whether some of it belongs to no department, or to others.
  func count(
    services: Int, rare: Int, departments: Int, rest: [Report.Place], areNetworks: Bool
  ) -> String {
    let places =
      areNetworks
      ? pick(departments == 1 ? "network" : "networks", departments == 1 ? "Netz" : "Netzen")
      : pick(
        departments == 1 ? "department" : "departments",
        departments == 1 ? "Abteilung" : "Abteilungen")
    let found = pick(
      "\(services) \(services == 1 ? "service" : "services")",
      "\(services) \(services == 1 ? "Dienst" : "Dienste")")
    let few = rare > 0 ? [pick("\(rare) of them by few people", "\(rare) davon von wenigen")] : []
    let inPlaces = departments > 0 ? " in \(departments) \(places)" : ""
    let others = rest.map { place($0, areNetworks: areNetworks) }
    return (["\(found)\(inPlaces)"] + others + few).joined(separator: ", ")
  }

  func period(_ first: CivilDate, _ last: CivilDate) -> String {
    first == last ? date(first) : "\(date(first)) – \(date(last))"
  }

  /// The reason why lines were not read.
  func reject(_ reason: String) -> String {
    switch reason {
    case "layout": pick("not in this format", "nicht in diesem Format")
    case "truncated": pick("ends too early", "endet zu früh")
    case "time": pick("no valid time", "keine gültige Zeit")
    case "number": pick("a number that is none, or too large", "keine Zahl oder zu groß")
    case "host": pick("not a host name", "kein Hostname")
    case "status": pick("not a status", "kein Status")
    case "frame_cut": pick("cut off before the host", "vor dem Host abgeschnitten")
    case "frame_malformed":
      pick("against the rules of its protocol", "gegen die Regeln seines Protokolls")
    case "frame_damaged": pick("a damaged record", "ein beschädigter Eintrag")
    case "line_too_long": pick("longer than 1 MiB", "länger als 1 MiB")
    default: reason
    }
  }

  /// What is wrapped around the lines of a log.
  func envelope(_ name: String) -> String {
    switch name {
    case "json": pick("inside JSON", "in JSON verpackt")
    case "journal": pick("exported from the journal", "aus dem Journal exportiert")
    case "octet_counted": pick("messages behind their lengths", "Meldungen hinter ihrer Länge")
    case "escaped_tabs": pick("tabs written as #011", "Tabulatoren als #011 geschrieben")
    default: name
    }
  }

  // MARK: Numbers and dates

  func number(_ value: UInt64) -> String {
    let digits = String(value)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += pick(",", ".") }
      grouped.append(digit)
    }
    return grouped
  }

  /// Decimal units, one digit after the point: `1.2 MB`.
  func bytes(_ value: UInt64?) -> String {
    guard let value else { return "–" }
    guard value >= 1000 else { return "\(value) B" }
    var tenths = value / 100 + (value % 100 >= 50 ? 1 : 0)
    var units = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    while tenths >= 10_000, units.count > 1 {
      tenths = tenths / 1000 + (tenths % 1000 >= 500 ? 1 : 0)
      units.removeFirst()
    }
    return "\(tenths / 10)\(pick(".", ","))\(tenths % 10) \(units.first ?? "")"
  }

  func date(_ date: CivilDate) -> String {
    if language == .german { return "\(twoDigits(date.day)).\(twoDigits(date.month)).\(date.year)" }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  /// Without the year, for tables whose head names it.
  func shortDate(_ date: CivilDate) -> String {
    if language == .german { return "\(twoDigits(date.day)).\(twoDigits(date.month))." }
    return String(self.date(date).dropLast(5))
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
