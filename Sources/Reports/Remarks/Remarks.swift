import AIServices
import Bytes
import Evidence
import Usage

/// What a report says beside its findings, in whole sentences: the same in every format.
struct Remarks {
  let report: Report
  let wording: Wording

  func pick(_ english: String, _ german: String) -> String {
    wording.pick(english, german)
  }

  /// What the material cannot show: "0 findings" is worth nothing without it.
  var notSeen: [String] {
    var remarks: [String] = []
    if report.coverage.accesses(.dns) > 0 {
      remarks.append(
        pick(
          "A lookup is contact with a name, not use: caches, prefetching and programs ask too.",
          "Eine DNS-Anfrage ist Kontakt mit einem Namen, keine Nutzung: Auch Caches, "
            + "Vorausabrufe und Programme fragen."))
    }
    if report.coverage.accesses(.proxy) > 0 {
      remarks.append(
        pick(
          "A proxy log shows only what went through the proxy.",
          "Ein Proxy-Log zeigt nur, was durch den Proxy ging."))
    }
    remarks.append(
      pick(
        "Phones on mobile data, home offices and VPNs leave no trace in these logs.",
        "Mobilfunk, Home-Office und VPN hinterlassen in diesen Logs keine Spur."))
    remarks += missingFields + packets + hiddenNames + embeddedAI
    if report.coverage.backgroundContacts > 0 {
      let contacts = wording.number(report.coverage.backgroundContacts)
      remarks.append(
        pick(
          "Background contacts with AI services (scripts, telemetry, sign-in), not counted as use: "
            + "\(contacts).",
          "Hintergrundkontakte mit KI-Diensten (Skripte, Telemetrie, Anmeldung), nicht als Nutzung "
            + "gezählt: \(contacts)."))
    }
    if let count = report.accessesWithoutDepartment, count > 0, report.setup.hasDepartments {
      let accesses = wording.number(count)
      remarks.append(
        pick(
          "Accesses to AI services by clients and users of no department: \(accesses).",
          "Zugriffe auf KI-Dienste von Geräten und Personen ohne Abteilung: \(accesses)."))
    }
    if report.rows.contains(where: \.includesSharedMachines) {
      remarks.append(
        pick(
          "A + behind people: machines that several people use, such as terminal servers, count as "
            + "one person each.",
          "Ein + hinter Personen: Geräte, die mehrere nutzen, etwa Terminalserver, zählen als je "
            + "eine Person."))
    }
    return remarks
  }

  private var missingFields: [String] {
    var remarks: [String] = []
    let used = report.sources.filter { $0.accesses > 0 }
    if !used.isEmpty, used.allSatisfy({ !$0.carriesBytesUp }) {
      remarks.append(
        pick(
          "No log says how much was sent to the services.",
          "Kein Log sagt, wie viel an die Dienste gesendet wurde."))
    }
    if used.contains(where: { !$0.carriesOutcome }) {
      remarks.append(
        pick(
          "Lookups say nothing of whether the connection was allowed; "
            + "refused names count as blocked.",
          "DNS-Anfragen sagen nicht, ob die Verbindung erlaubt war; "
            + "verweigerte Namen zählen als blockiert."))
    }
    return remarks
  }

  private var hiddenNames: [String] {
    var remarks: [String] = []
    let contacts = report.coverage.encryptedDNS.values.reduce(0, +)
    if contacts > 0 {
      let names = report.coverage.encryptedDNS.keys.map { report.catalogue[$0].name }.sorted()
        .joined(separator: ", ")
      remarks.append(
        pick(
          "What was asked of resolvers, relays and VPNs that hide names is not in these logs; "
            + "contacts with them (\(names)): \(wording.number(contacts)).",
          "Was Dienste gefragt wurden, die Namen verbergen, steht nicht in diesen Logs; "
            + "Kontakte mit ihnen (\(names)): \(wording.number(contacts))."))
    }
    if report.coverage.addressOnly > 0 {
      let accesses = wording.number(report.coverage.addressOnly)
      remarks.append(
        pick(
          "Accesses that name only an address, from which no service can be told: \(accesses).",
          "Zugriffe, die nur eine Adresse nennen, an der kein Dienst zu erkennen ist: "
            + "\(accesses)."))
    }
    return remarks
  }

  /// Longer lists are better read in the JSON output.
  private static let networksNamed = 5

  /// Longer lists of services say less.
  private static let servicesNamed = 10

  private var embeddedAI: [String] {
    let used = report.coverage.embeddedAI.sorted {
      ($1.value, $0.key.position) < ($0.value, $1.key.position)
    }
    guard !used.isEmpty else { return [] }
    var names = used.prefix(Self.servicesNamed).map {
      "\(report.catalogue[$0.key].name) \(wording.number($0.value))"
    }
    if used.count > names.count {
      let more = used.count - names.count
      names.append(pick("\(more) more", "\(more) weitere"))
    }
    let list = names.joined(separator: ", ")
    return [
      pick(
        "Software with AI in it that cannot be told apart, not counted as use (accesses): \(list).",
        "Software mit eingebauter KI, die nicht zu unterscheiden ist, nicht als Nutzung gezählt "
          + "(Zugriffe): \(list).")
    ]
  }

  /// One line for each source and reason: how many lines, and what such a line looks like.
  var notUnderstood: [String] {
    report.sources.flatMap { source in
      source.rejects.groups
        .sorted {
          $0.value.count > $1.value.count || $0.value.count == $1.value.count && $0.key < $1.key
        }
        .map { "\(name(of: source)): \(describe($0.key, $0.value, of: source))" }
    }
  }

  private func describe(
    _ reason: String, _ group: Rejects.Group, of source: SourceSummary
  ) -> String {
    let number = wording.number(group.count)
    let isOne = group.count == 1
    let count =
      source.packets == nil
      ? isOne ? pick("1 line", "1 Zeile") : pick("\(number) lines", "\(number) Zeilen")
      : isOne ? pick("1 frame", "1 Paket") : pick("\(number) frames", "\(number) Pakete")
    guard !group.sample.isEmpty else { return "\(count): \(wording.reject(reason))" }
    let place = pick("first in line \(group.line)", "zuerst in Zeile \(group.line)")
    return "\(count): \(wording.reject(reason)), \(place): \(group.sample)"
  }

  func name(of source: SourceSummary) -> String {
    source.name == "-" ? pick("standard input", "Standardeingabe") : source.name
  }

  /// One line a source: what it is taken for, why, and what it held.
  var sources: [String] { report.sources.map(describe) }

  /// The formats, and why they were taken.
  private func format(of source: SourceSummary) -> String {
    if source.packets != nil { return pick("capture", "Mitschnitt") }
    if source.isFormatGiven {
      return pick("read as \(source.format)", "gelesen als \(source.format)")
    }
    let sampled = wording.number(UInt64(source.sampled))
    guard source.formats.count > 1 || source.sampledFromOthers > 0 else {
      let recognised = wording.number(UInt64(source.recognised))
      return pick(
        "\(source.format) (fits \(recognised) of \(sampled) lines looked at)",
        "\(source.format) (passt auf \(recognised) von \(sampled) geprüften Zeilen)")
    }
    var shares = source.formats.map {
      "\($0.name) (\(wording.number(UInt64($0.sampledLines))))"
    }
    if source.sampledFromOthers > 0 {
      let others = wording.number(UInt64(source.sampledFromOthers))
      shares.append(pick("other programs (\(others))", "andere Programme (\(others))"))
    }
    return shares.joined(separator: ", ")
      + pick(" of \(sampled) lines looked at", " von \(sampled) geprüften Zeilen")
  }

  private func describe(_ source: SourceSummary) -> String {
    var parts: [String] = []
    let inside = [source.compression, source.envelope.map(wording.envelope)].compactMap(\.self)
      .map { ", \($0)" }.joined()
    parts.append(format(of: source) + inside)
    let unit = source.packets == nil ? pick("lines", "Zeilen") : pick("frames", "Pakete")
    parts.append(
      pick(
        "\(wording.number(source.lines)) \(unit), \(wording.number(source.accesses)) accesses",
        "\(wording.number(source.lines)) \(unit), \(wording.number(source.accesses)) Zugriffe"))
    if source.assumedZone {
      parts.append(
        source.assumedYear
          ? pick(
            "times without year and zone: taken as \(report.setup.timeZone) and the latest year "
              + "possible",
            "Zeiten ohne Jahr und Zeitzone: als \(report.setup.timeZone) und jüngstes mögliches "
              + "Jahr gelesen")
          : pick(
            "times without zone: taken as \(report.setup.timeZone)",
            "Zeiten ohne Zeitzone: als \(report.setup.timeZone) gelesen"))
    }
    if source.undatedAccesses > 0 {
      let undated = wording.number(source.undatedAccesses)
      parts.append(
        pick(
          "\(undated) accesses without a time: counted for the day when the log was last changed",
          "\(undated) Zugriffe ohne Zeit: dem Tag der letzten Änderung des Logs zugerechnet"))
    }
    if source.accesses == 0, source.lines > 0 {
      parts.append(
        pick(
          "none of them tells of an access to another host",
          "nichts davon nennt einen Zugriff auf einen anderen Host"))
    }
    if !source.isComplete {
      parts.append(pick("not read to its end", "nicht bis zum Ende gelesen"))
    }
    return "\(name(of: source)): \(parts.joined(separator: "; "))"
  }

  /// What the administrator should do, if anything.
  var next: [String] {
    var remarks: [String] = []
    if !report.setup.hasDepartments {
      remarks.append(
        pick(
          "Write departments.yaml, so that the report speaks of departments and not of networks.",
          "Schreiben Sie departments.yaml, damit der Bericht Abteilungen statt Netze nennt."))
    }
    if !report.setup.hasPolicy {
      remarks.append(
        pick(
          "Write policy.yaml with the services that are approved: until then everything is "
            + "unapproved.",
          "Schreiben Sie policy.yaml mit den genehmigten Diensten: Bis dahin gilt jede Nutzung "
            + "als nicht genehmigt."))
    }
    if !remarks.isEmpty {
      remarks.append(
        pick(
          "Commented examples of both stand in the project's folder Config/; put yours into "
            + "/etc/schattenki, or into a folder that --config names.",
          "Kommentierte Beispiele für beide stehen im Ordner Config/ des Projekts; Ihre gehören "
            + "nach /etc/schattenki oder in einen Ordner, den --config nennt."))
    }
    if !report.unassignedNetworks.isEmpty {
      let networks = report.unassignedNetworks.prefix(Self.networksNamed).map(\.description)
        .joined(separator: ", ")
      remarks.append(
        pick(
          "Complete departments.yaml: networks whose clients belong to no department, the most active "
            + "first: \(networks).",
          "Ergänzen Sie departments.yaml: Netze, deren Geräte zu keiner Abteilung gehören, das aktivste "
            + "zuerst: \(networks)."))
    }
    if let contact = report.setup.contact {
      remarks.append(
        pick("Questions about AI tools: \(contact)", "Fragen zu KI-Werkzeugen: \(contact)"))
    }
    return remarks
  }

  /// How people and small groups are treated.
  var privacy: String {
    let limit = report.setup.minimumGroupSize
    guard limit > 1 else {
      return pick(
        "People are counted, never named; small groups are shown because --minimum-group-size "
          + "is \(limit).",
        "Personen werden gezählt, nie genannt; kleine Gruppen sind sichtbar, weil "
          + "--minimum-group-size \(limit) ist.")
    }
    return pick(
      "People are counted, never named; nothing is shown of fewer than \(limit) people alone.",
      "Personen werden gezählt, nie genannt; von weniger als \(limit) Personen allein wird nichts "
        + "gezeigt.")
  }

  /// The catalogue that services were recognised with.
  var catalogue: String {
    let services = wording.number(UInt64(report.catalogue.services.count))
    let vendors = wording.number(UInt64(report.catalogue.vendors.count))
    let checked = report.catalogue.lastChecked.map(wording.date) ?? "–"
    let state = pick(
      "Catalogue: \(services) services of \(vendors) vendors, last checked \(checked).",
      "Katalog: \(services) Dienste von \(vendors) Anbietern, zuletzt geprüft \(checked).")
    guard isCatalogueOld else { return state }
    return state
      + pick(
        " That is more than \(Self.catalogueDays) days ago: newer services are missing.",
        " Das ist mehr als \(Self.catalogueDays) Tage her: Neuere Dienste fehlen.")
  }

  /// New services appear every week; after a quarter a catalogue misses some that people use.
  private static let catalogueDays = 90

  private var isCatalogueOld: Bool {
    report.catalogue.lastChecked.map {
      report.setup.today.daysSince1970 - $0.daysSince1970 > Self.catalogueDays
    } ?? false
  }

  /// Period, logs and accesses, in one line.
  var headline: String {
    let accesses = AccessKind.allCases.reduce(0) { $0 &+ report.coverage.accesses($1) }
    let summary = wording.summary(sources: report.sources.count, accesses: accesses)
    guard let first = report.firstDay, let last = report.lastDay else { return summary }
    return "\(wording.period(first, last)) · \(summary)"
  }

  /// How many services in how many departments there are for each ruling that occurs.
  var counts: [(ruling: Verdict.Ruling, text: String)] {
    Verdict.Ruling.allCases.compactMap { ruling in
      let rows = report.rows(with: ruling)
      let shown = Set(rows.map(\.service.id))
      let rare = Set(
        report.rareServices?.services.filter { $0.ruling == ruling }.map(\.service.id) ?? []
      ).subtracting(shown)
      guard !shown.isEmpty || !rare.isEmpty else { return nil }
      let text = wording.count(
        services: shown.count + rare.count, rare: rare.count,
        departments: Set(rows.compactMap(\.place.name)).count,
        rest: [.others, .notAssigned].filter { place in rows.contains { $0.place == place } },
        areNetworks: !report.setup.hasDepartments)
      return (ruling, text)
    }
  }
}
