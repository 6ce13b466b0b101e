package import AIServices
package import Bytes
package import Evidence
package import Usage

/// Everything that a report says, with small groups hidden, before it is put into words.
///
/// A pure function of what it is made from: no clock, no files.
package struct Report: Sendable {
  /// Whose use a number is about.
  package enum Place: Hashable, Sendable {
    case department(String)
    /// Those who belong to no department.
    case notAssigned
    /// Departments that are too small to be shown alone.
    case others

    /// The department's name, if it is one.
    package var name: String? { if case .department(let name) = self { name } else { nil } }
  }

  /// A finding as it may be shown.
  package struct Row: Sendable {
    package let service: Service
    package let vendor: Vendor
    package let place: Place
    package let verdict: Verdict
    /// At least; nil when the material names neither users nor machines.
    package let people: Int?
    /// Whether among them are machines that several people use, each of which counts as one.
    package let includesSharedMachines: Bool
    package let accesses: [AccessKind: UInt64]
    package let plans: [Plan: UInt64]
    package let blocked: UInt64
    package let wasOnlyAttempted: Bool
    package let bytesUp: UInt64?
    package let bytesDown: UInt64?
    package let evidence: EvidenceLevel
    package let firstDay: CivilDate
    package let lastDay: CivilDate
  }

  /// A host that is on no list and may be AI, with its accesses by department, the most first.
  package struct CandidateRow: Sendable {
    package struct Part: Sendable {
      package let place: Place
      package let accesses: [AccessKind: UInt64]
    }

    package let candidate: Candidate
    package let parts: [Part]
  }

  /// Services that few people used, named together.
  package struct RareServices: Sendable {
    package let services: [(service: Service, ruling: Verdict.Ruling)]
    /// Of all of them together.
    package let people: Int
  }

  /// What the company has told the program; the report says what to write where it has not.
  package struct Setup: Sendable {
    package var hasDepartments: Bool
    package var hasPolicy: Bool
    package var contact: String?
    package var minimumGroupSize: Int
    /// The zone of the company's calendar, by its IANA name.
    package var timeZone: String
    /// What to ask of the services that the law looks at.
    package var aiAct: AIAct
    /// The day of the report, by which the age of the catalogue is told.
    package var today: CivilDate

    package init(
      hasDepartments: Bool, hasPolicy: Bool, contact: String?, minimumGroupSize: Int,
      timeZone: String, aiAct: AIAct, today: CivilDate
    ) {
      self.hasDepartments = hasDepartments
      self.hasPolicy = hasPolicy
      self.contact = contact
      self.minimumGroupSize = minimumGroupSize
      self.timeZone = timeZone
      self.aiAct = aiAct
      self.today = today
    }
  }

  package let version: String
  package let setup: Setup
  package let rows: [Row]
  package let rareServices: RareServices?
  /// Whether services were used by so few people that nothing of it is shown.
  package let hasHiddenUse: Bool
  /// Whether something was used, and not only attempted, that is not approved or tolerated.
  package let hasUnapprovedUse: Bool
  /// Accesses to AI services by those who belong to no department; nil where that number and the rows
  /// would give a small group away.
  package let accessesWithoutDepartment: UInt64?
  /// Networks whose clients belong to no department, that with the most accesses first.
  package let unassignedNetworks: [IPNetwork]
  package let sources: [SourceSummary]
  /// Whether something that was to be read is not among the sources at all.
  private let lacksSources: Bool
  package let candidates: [CandidateRow]
  /// How many more candidates there are that few people asked for.
  package let hiddenCandidates: Int
  package let candidateAccessesLeftOut: UInt64
  package let coverage: Coverage
  package let rejects: Rejects
  package let catalogue: Catalogue
  package let firstDay: CivilDate?
  package let lastDay: CivilDate?

  /// - Parameters:
  ///   - version: of the program.
  ///   - findings: as they may be shown to the minimum group size of `setup`.
  ///   - candidates: likewise.
  ///   - lacksSources: whether a log was not there, was of no known format, or was not come to.
  ///   - departmentName: nil for those who belong to none.
  ///   - day: the company's calendar day of a moment.
  package init(
    version: String, setup: Setup, findings: Findings, candidates: CandidateUses,
    candidateAccessesLeftOut: UInt64, coverage: Coverage, unassignedNetworks: [IPNetwork],
    sources: [SourceSummary], lacksSources: Bool = false, catalogue: Catalogue,
    departmentName: (DepartmentIndex) -> String?, day: (Timestamp) -> CivilDate
  ) {
    self.version = version
    self.setup = setup
    self.sources = sources
    self.lacksSources = lacksSources
    self.coverage = coverage
    self.unassignedNetworks = unassignedNetworks
    func place(_ department: DepartmentIndex) -> Place {
      department == .others
        ? .others : departmentName(department).map { .department($0) } ?? .notAssigned
    }
    self.candidates = candidates.uses.map { use in
      CandidateRow(
        candidate: use.candidate,
        parts: use.parts.map { .init(place: place($0.department), accesses: $0.accesses) })
    }
    hiddenCandidates = candidates.hidden
    self.candidateAccessesLeftOut = candidateAccessesLeftOut
    self.catalogue = catalogue
    hasHiddenUse = findings.hasHidden
    hasUnapprovedUse = findings.hasUnapprovedUse
    accessesWithoutDepartment = findings.showsUnassigned ? coverage.withoutDepartment : nil
    rareServices = findings.rareServices.map { rare in
      RareServices(
        services: rare.entries.map { (catalogue[$0.service], $0.ruling) }, people: rare.people)
    }
    rows = findings.rows.map { finding in
      Row(
        service: catalogue[finding.service], vendor: catalogue.vendor(of: finding.service),
        place: place(finding.department), verdict: finding.verdict,
        people: finding.people == 0 ? nil : finding.people,
        includesSharedMachines: finding.includesSharedMachines,
        accesses: finding.accesses, plans: finding.plans, blocked: finding.blocked,
        wasOnlyAttempted: finding.wasOnlyAttempted, bytesUp: finding.bytesUp,
        bytesDown: finding.bytesDown, evidence: finding.evidence, firstDay: finding.firstDay,
        lastDay: finding.lastDay)
    }
    var rejects = Rejects()
    for source in sources { rejects.merge(source.rejects) }
    self.rejects = rejects
    firstDay = coverage.first.map(day)
    lastDay = coverage.last.map(day)
  }

  /// Whether everything that was to be read was read to its end.
  package var isComplete: Bool { !lacksSources && sources.allSatisfy(\.isComplete) }

  /// Whether any use was found, shown or not.
  package var hasUse: Bool { !rows.isEmpty || rareServices != nil || hasHiddenUse }

  /// The kinds of access that were found, in their fixed order.
  package var kinds: [AccessKind] {
    AccessKind.allCases.filter { kind in rows.contains { $0.accesses[kind] != nil } }
  }

  /// The points of the law that kinds of services which were used can fall under, with the services,
  /// each once, in the order of the rows, the rare ones behind them.
  package var legalQuestions: [(rule: AIAct.Rule, services: [Service])] {
    setup.aiAct.rules.compactMap { rule in
      var seen: Set<String> = []
      let services = (rows.map(\.service) + (rareServices?.services.map(\.service) ?? [])).filter {
        $0.aiActPoints.contains(rule.point) && seen.insert($0.id).inserted
      }
      return services.isEmpty ? nil : (rule, services)
    }
  }

  package func rows(with ruling: Verdict.Ruling) -> [Row] {
    rows.filter { $0.verdict.ruling == ruling }
  }
}
