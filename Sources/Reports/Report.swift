package import AIServices
package import Bytes
package import Evidence
package import Usage

/// Everything that a report says, with small groups hidden, before it is put into words.
///
/// A pure function of what it is made from: no clock, no files.
package struct Report: Sendable {
  /// A finding as it may be shown.
  package struct Row: Sendable {
    package let service: Service
    package let vendor: Vendor
    /// Nil for those who belong to no department.
    package let department: String?
    package let verdict: Verdict
    package let people: HeadCount
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
      /// Nil for those who belong to no department.
      package let department: String?
      package var accesses: [AccessKind: UInt64]
    }

    package let candidate: Candidate
    package let parts: [Part]

    /// Accesses of all kinds, for comparing only.
    package var attempts: UInt64 {
      parts.reduce(0) { $0.addingClamped($1.accesses.values.reduce(0) { $0.addingClamped($1) }) }
    }
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
  package let sources: [SourceSummary]
  /// Whether something that was to be read is not among the sources at all.
  private let lacksSources: Bool
  package let candidates: [CandidateRow]
  package let candidateAccessesLeftOut: UInt64
  package let coverage: Coverage
  package let rejects: Rejects
  package let catalogue: Catalogue
  package let firstDay: CivilDate?
  package let lastDay: CivilDate?

  /// - Parameters:
  ///   - version: of the program.
  ///   - findings: in the order of the report.
  ///   - lacksSources: whether a log was not there, was of no known format, or was not come to.
  ///   - departmentName: nil for those who belong to none.
  ///   - day: the company's calendar day of a moment.
  package init(
    version: String, setup: Setup, findings: [Finding], candidates: CandidateTotals,
    coverage: Coverage,
    sources: [SourceSummary], lacksSources: Bool = false, catalogue: Catalogue,
    departmentName: (DepartmentIndex) -> String?, day: (Timestamp) -> CivilDate
  ) {
    self.version = version
    self.setup = setup
    self.sources = sources
    self.lacksSources = lacksSources
    self.coverage = coverage
    self.candidates = Self.rows(of: candidates, departmentName)
    candidateAccessesLeftOut = candidates.accessesLeftOut
    self.catalogue = catalogue
    rows = findings.map { finding in
      Row(
        service: catalogue[finding.service], vendor: catalogue.vendor(of: finding.service),
        department: departmentName(finding.department), verdict: finding.verdict,
        people: HeadCount(finding.people, minimumGroupSize: setup.minimumGroupSize),
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

  private static func rows(
    of totals: CandidateTotals, _ departmentName: (DepartmentIndex) -> String?
  ) -> [CandidateRow] {
    var parts: [CandidateIndex: [DepartmentIndex: CandidateRow.Part]] = [:]
    for (key, accesses) in totals.accesses {
      parts[key.candidate, default: [:]][
        key.department,
        default: CandidateRow.Part(department: departmentName(key.department), accesses: [:])
      ].accesses[key.kind] = accesses
    }
    let rows = parts.map { index, parts in
      CandidateRow(
        candidate: totals[index],
        parts: parts.sorted { $0.key.position < $1.key.position }.map(\.value))
    }
    return rows.sorted {
      ($1.attempts, $0.candidate.host ?? "", $0.candidate.reason.detail)
        < ($0.attempts, $1.candidate.host ?? "", $1.candidate.reason.detail)
    }
  }

  /// Whether everything that was to be read was read to its end.
  package var isComplete: Bool { !lacksSources && sources.allSatisfy(\.isComplete) }

  /// Whether something was used, and not only attempted, that is not approved or tolerated.
  package var hasUnapprovedUse: Bool {
    rows.contains { $0.verdict.ruling <= .unapproved && !$0.wasOnlyAttempted }
  }

  /// The kinds of access that were found, in their fixed order.
  package var kinds: [AccessKind] {
    AccessKind.allCases.filter { kind in rows.contains { $0.accesses[kind] != nil } }
  }

  /// The points of the law that kinds of services which were used can fall under, with the services,
  /// each once, in the order of the rows.
  package var legalQuestions: [(rule: AIAct.Rule, services: [Service])] {
    setup.aiAct.rules.compactMap { rule in
      var seen: Set<String> = []
      let services = rows.map(\.service).filter {
        $0.aiActPoints.contains(rule.point) && seen.insert($0.id).inserted
      }
      return services.isEmpty ? nil : (rule, services)
    }
  }

  package func rows(with ruling: Verdict.Ruling) -> [Row] {
    rows.filter { $0.verdict.ruling == ruling }
  }
}

/// A number of people, unless it is so small that it could point at them.
package enum HeadCount: Equatable, Sendable {
  case atLeast(Int)
  case fewerThan(Int)
  /// The material names neither users nor machines.
  case unknown

  package init(_ people: Int, minimumGroupSize: Int) {
    if people == 0 {
      self = .unknown
    } else if people < minimumGroupSize {
      self = .fewerThan(minimumGroupSize)
    } else {
      self = .atLeast(people)
    }
  }
}

extension Verdict.Ruling: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
