import AIServices
import Bytes
import Evidence
import Reports
import Testing
import Usage

/// A realistic report, built by hand: all rulings, small groups, missing numbers, hostile names.
struct SampleReport {
  var minimumGroupSize = 5
  var hasDepartments = true
  var hasPolicy = true
  var isComplete = false
  /// Of all services that few used.
  var peopleOfRareServices = 7
  /// Whether the sum of those without a department gives nothing away.
  var showsUnassigned = true
  /// Days between the last check of the catalogue and the report.
  var catalogueAge = 7
  var contact: String? = "IT & Datenschutz <ki@firma.example>"
  var departments = [
    nil, "Vertrieb", "Forschung & Entwicklung", "<script>alert(1)</script>\u{1B}[31m",
  ]

  func report() throws -> Report {
    let catalogue = Self.catalogue
    return Report(
      version: "1.0.0",
      setup: Report.Setup(
        hasDepartments: hasDepartments, hasPolicy: hasPolicy, contact: contact,
        minimumGroupSize: minimumGroupSize, timeZone: "Europe/Berlin",
        aiAct: Self.aiAct, today: today(catalogue)),
      findings: try findings(catalogue), candidates: candidates, candidateAccessesLeftOut: 9,
      coverage: try coverage(catalogue),
      unassignedNetworks: hasDepartments
        ? ["10.1.7.0/24", "2001:db8:7::/64"].compactMap(IPNetwork.init) : [],
      sources: sources,
      catalogue: catalogue, departmentName: { $0 == .others ? nil : departments[Int($0.position)] },
      day: { CivilDate(daysSince1970: Int(floorDivide($0.seconds, by: 86_400))) })
  }

  private func today(_ catalogue: Catalogue) -> CivilDate {
    CivilDate(daysSince1970: (catalogue.lastChecked?.daysSince1970 ?? 0) + catalogueAge)
  }

  // MARK: Catalogue

  static let catalogue = Catalogue(vendors: [
    vendor("acme", "Acme Inc.", [("acme-chat", "Acme Chat", .chatAssistant)]),
    vendor("blue", "Blue & Sons", [("blue-code", "Blue \"Code\"", .codingAssistant)]),
    vendor(
      "cyan", "Cyan", [("cyan-api", "Cyan API", .modelAPI), ("cyan-art", "Cyan Art", .selfHosted)]),
    vendor("dove", "Dove", [("dove-dns", "Dove DNS", .encryptedDNS)]),
    vendor(
      "elm", "Elm",
      (0..<12).map { ("elm-\($0)", "Elm <Office> \($0)", ServiceCategory.saasWithAI) }),
  ])

  private static func vendor(
    _ id: String, _ name: String, _ services: [(String, String, ServiceCategory)]
  ) -> Vendor {
    Vendor(
      id: id, name: name, country: "DE",
      services: services.map { id, name, category in
        let host = Signature(
          .host(HostPattern("\(id).example")), role: .app, evidence: "observed",
          checked: firstDay)
        return Service(
          id: id, name: name, category: category,
          aiActPoints: id == "acme-chat" ? [.employment, .emotionsAtWork] : [],
          signatures: [host])
      })
  }

  // MARK: Findings

  /// 16 November 2026.
  private static let firstDay = CivilDate(daysSince1970: 20_773)

  private static func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSince1970: firstDay.daysSince1970 + offset)
  }

  private func findings(_ catalogue: Catalogue) throws -> Findings {
    let rare = try ["blue-code", "cyan-art"].map { try #require(catalogue.service(withID: $0)) }
    var findings = Findings()
    findings.rows = try rows(catalogue)
    findings.rareServices = Findings.RareServices(
      entries: zip(rare, [.prohibited, .unapproved]).map { .init(service: $0, ruling: $1) },
      people: peopleOfRareServices)
    findings.hasHidden = true
    findings.showsUnassigned = showsUnassigned
    findings.hasUnapprovedUse = true
    return findings
  }

  private func rows(_ catalogue: Catalogue) throws -> [Finding] {
    let chat = try #require(catalogue.service(withID: "acme-chat"))
    let code = try #require(catalogue.service(withID: "blue-code"))
    let api = try #require(catalogue.service(withID: "cyan-api"))
    let art = try #require(catalogue.service(withID: "cyan-art"))
    return [
      finding(art, 1, Verdict(.prohibited, .prohibited), people: 12) {
        $0.includesSharedMachines = true
        $0.accesses = [.proxy: 12_345, .dns: 900]
        $0.bytesUp = 48_765_432
        $0.bytesDown = 999_950
        $0.evidence = .upload
        $0.lastDay = Self.day(4)
      },
      finding(art, -1, Verdict(.prohibited, .prohibited), people: 6) {
        $0.accesses = [.proxy: 7]
        $0.blocked = 7
      },
      finding(chat, 0, Verdict(.unapproved, .notListed), people: 0) {
        $0.accesses = [.dns: 31]
        $0.evidence = .session
        $0.lastDay = Self.day(1)
      },
      finding(chat, 2, Verdict(.unapproved, .otherDepartment), people: 5) {
        $0.accesses = [.tls: 20, .quic: 3]
        $0.bytesUp = 0
        $0.evidence = .connected
      },
      finding(code, 3, Verdict(.unapproved, .expired(Self.day(-47))), people: 9) {
        $0.accesses = [.proxy: 260]
        $0.plans = [.personal: 200, .anonymous: 3]
        $0.bytesUp = 52_000
        $0.bytesDown = 1_250_000
        $0.blocked = 60
        $0.evidence = .interaction
        $0.lastDay = Self.day(2)
      },
      finding(code, 2, Verdict(.unapproved, .notYetValid(Self.day(15))), people: 8) {
        $0.accesses = [.http: 2]
        $0.evidence = .interaction
      },
      finding(api, 2, Verdict(.tolerated, .inReview(Self.day(-1))), people: 6) {
        $0.accesses = [.proxy: 1_000_000]
        $0.bytesUp = 987_654_321_098
        $0.bytesDown = 1_000
        $0.evidence = .upload
      },
      finding(api, 1, Verdict(.approved, .listed), people: 1_234) {
        $0.accesses = [.proxy: 4_711]
        $0.bytesUp = 999
        $0.bytesDown = 0
        $0.evidence = .interaction
      },
    ]
  }

  private func finding(
    _ service: ServiceIndex, _ department: Int32, _ verdict: Verdict, people: Int,
    _ fill: (inout Finding) -> Void
  ) -> Finding {
    var finding = Finding(
      service: service, department: DepartmentIndex(position: department), verdict: verdict,
      day: Self.firstDay)
    finding.people = people
    fill(&finding)
    return finding
  }

  // MARK: Candidates and the law

  /// One for each reason, one more than are shown, and some beyond all bounds.
  private var candidates: CandidateUses {
    var result = CandidateUses()
    func add(_ host: String?, _ reason: CandidateReason, _ parts: [CandidateUse.Part]) {
      result.uses.append(
        CandidateUse(candidate: Candidate(host: host, reason: reason), parts: parts))
    }
    add(
      "my-gpt.example", .word("gpt"),
      [part(0, [.dns: 7]), part(1, [.proxy: 40, .dns: 2]), part(-1, [.proxy: 8])])
    add("acmee.example", .lookAlike(of: "acme.example"), [part(1, [.proxy: 5])])
    add(nil, .path("/v1/chat/completions"), [part(2, [.proxy: 3])])
    add("lab.acme.example", .newName(below: "acme.example"), [part(3, [.tls: 1])])
    for number in 0..<18 {
      add("llm-\(number).<b>example", .word("llm"), [part(1, [.proxy: 1])])
    }
    result.hidden = 3
    return result
  }

  private func part(_ department: Int32, _ accesses: [AccessKind: UInt64]) -> CandidateUse.Part {
    CandidateUse.Part(department: DepartmentIndex(position: department), accesses: accesses)
  }

  /// Made-up dates and fines: those of the law are data, not code.
  static let aiAct: AIAct = {
    func text(_ words: String) -> AIAct.Text {
      AIAct.Text(english: "\(words) (en)", german: "\(words) (de)")
    }
    let fine = AIAct.Fine(
      id: "fine", provision: text("Art. 900"), millionEuros: 12, percentOfTurnover: 3,
      source: "https://law.example/900")
    return AIAct(
      name: text("Sample Act"), source: "https://law.example/", checked: firstDay,
      rules: AIActPoint.allCases.map { point in
        AIAct.Rule(
          point: point, provision: text("Point \(point.rawValue)"), title: text("<title>"),
          question: text("What for?"), appliesFrom: day(30), fine: fine,
          source: "https://law.example/\(point.rawValue)")
      })
  }()

  // MARK: Coverage and sources

  private func coverage(_ catalogue: Catalogue) throws -> Coverage {
    let resolver = try #require(catalogue.service(withID: "dove-dns"))
    var coverage = Coverage()
    let start = Int64(Self.firstDay.daysSince1970) * 86_400
    for index in 0..<2500 {
      let time = Timestamp(milliseconds: (start + Int64(index) * 160) * 1000)
      coverage.add(index % 5 == 0 ? .dns : .proxy, at: time, isAddressOnly: index % 500 == 0)
    }
    for _ in 0..<1042 { coverage.addBackgroundContact() }
    for _ in 0..<31 { coverage.addAccessWithoutDepartment() }
    for number in 0..<12 {
      let office = try #require(catalogue.service(withID: "elm-\(number)"))
      for _ in 0...(number * 100) { coverage.addAccess(withEmbeddedAI: office) }
    }
    for _ in 0..<17 { coverage.addContact(withEncryptedDNS: resolver) }
    return coverage
  }

  private var sources: [SourceSummary] { [proxyLog, resolverLog, capture] }

  private var capture: SourceSummary {
    var source = SourceSummary(name: "mirror.pcapng")
    source.format = "capture"
    source.lines = 4000
    source.accesses = 210
    source.carriesBytesUp = true
    source.carriesBytesDown = true
    source.droppedFrames = 12
    source.isComplete = true
    source.rejects.add("frame_malformed", count: 3)
    source.rejects.add("frame_cut", count: 1)
    var packets = PacketCoverage()
    packets.cutFrames = 40
    packets.frames.unknownLinkTypes = 6
    packets.namedTLS = 180
    packets.unnamedTLS = 25
    packets.namedQUIC = 20
    packets.unnamedQUIC = 2
    packets.offeredECH = 7
    packets.inferredNames = 9
    packets.ambiguousNames = 4
    packets.dnsOverTLS = 3
    packets.canaryLookups = 1
    packets.unnamedBytesUp = 52_000
    packets.unnamedBytesDown = 3_400_000
    packets.evictedFlows = 1
    source.packets = packets
    return source
  }

  private var proxyLog: SourceSummary {
    var source = SourceSummary(name: "access<b>.log\u{9B}2J\u{7}.gz")
    source.format = "squid-native"
    source.recognised = 199
    source.sampled = 200
    source.compression = "gzip"
    source.lines = 2012
    source.accesses = 2000
    source.otherLines = 2
    source.carriesBytesUp = true
    source.carriesBytesDown = true
    source.carriesOutcome = true
    source.isComplete = true
    let line = Array("1763280000.123 TCP <anna> \u{1B}[2J&x".utf8)
    for number in UInt64(77)..<86 {
      source.rejects.add("layout", line: line.span, number: number)
    }
    source.rejects.add("line_too_long", count: 1)
    return source
  }

  private var resolverLog: SourceSummary {
    var source = SourceSummary(name: "-")
    source.format = "dnsmasq"
    source.isFormatGiven = true
    source.lines = 501
    source.accesses = 500
    source.assumedZone = true
    source.assumedYear = true
    source.isComplete = isComplete
    let long = Array(String(repeating: "abc0", count: 50).utf8)
    source.rejects.add("time", line: long.span, number: 3)
    return source
  }
}
