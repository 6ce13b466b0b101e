package import AIServices
package import Evidence

/// Names a candidate within one `CandidateTotals`.
package struct CandidateIndex: Hashable, Sendable {
  package let position: Int32

  package init(position: Int32) { self.position = position }
}

/// A host that is on no list and may be an AI service.
package struct Candidate: Hashable, Sendable {
  /// Nil for machines inside the company: their names can be those of people.
  package let host: String?
  package let reason: CandidateReason

  package init(host: String?, reason: CandidateReason) {
    self.host = host
    self.reason = reason
  }
}

/// The use of a candidate as it may be shown.
package struct CandidateUse: Sendable {
  package struct Part: Sendable {
    package var department: DepartmentIndex
    package private(set) var accesses: [AccessKind: UInt64]

    package init(department: DepartmentIndex, accesses: [AccessKind: UInt64]) {
      self.department = department
      self.accesses = accesses
    }

    package mutating func add(_ other: Part) {
      accesses.merge(other.accesses) { $0.addingClamped($1) }
    }
  }

  package let candidate: Candidate
  package let parts: [Part]

  package init(candidate: Candidate, parts: [Part]) {
    self.candidate = candidate
    self.parts = parts
  }

  /// Accesses of all kinds, for comparing only.
  package var attempts: UInt64 {
    parts.reduce(0) { $0.addingClamped($1.accesses.values.reduce(0) { $0.addingClamped($1) }) }
  }
}

/// The use of all candidates as it may be shown.
package struct CandidateUses: Sendable {
  /// The most used first.
  package var uses: [CandidateUse] = []
  /// How many more there are, each asked for by fewer people than may be shown.
  package var hidden = 0

  package init() {}
}

/// Accesses to candidates by department. They never become findings; people are counted to keep
/// small groups out of reports.
package struct CandidateTotals: Sendable {
  package struct Key: Hashable, Sendable {
    package let candidate: CandidateIndex
    package let department: DepartmentIndex
    package let kind: AccessKind
  }

  /// Who is counted together.
  package struct Place: Hashable, Sendable {
    package let candidate: CandidateIndex
    package let department: DepartmentIndex
  }

  /// More hosts than anybody looks through; a log may hold any number of made-up ones.
  package static let maximumCandidates = 5000

  package private(set) var candidates: [Candidate] = []
  private var indices: [Candidate: CandidateIndex] = [:]
  package private(set) var accesses: [Key: UInt64] = [:]
  package private(set) var people: [Place: Set<PersonMark>] = [:]
  /// Accesses to hosts beyond the maximum.
  package private(set) var accessesLeftOut: UInt64 = 0

  package init() {}

  /// The index of a candidate, which is new or known; nil when there are too many.
  package mutating func index(of candidate: Candidate) -> CandidateIndex? {
    if let index = indices[candidate] { return index }
    guard candidates.count < Self.maximumCandidates else { return nil }
    let index = CandidateIndex(position: Int32(candidates.count))
    candidates.append(candidate)
    indices[candidate] = index
    return index
  }

  package subscript(index: CandidateIndex) -> Candidate { candidates[Int(index.position)] }

  package mutating func add(
    _ candidate: CandidateIndex, in department: DepartmentIndex, _ kind: AccessKind,
    by person: PersonMark
  ) {
    let key = Key(candidate: candidate, department: department, kind: kind)
    accesses[key, default: 0] &+= 1
    let place = Place(candidate: candidate, department: department)
    if person.isKnown {
      people[place, default: []].insert(person)
    } else if people[place] == nil {
      people[place] = []
    }
  }

  /// The accesses of one place, by kind.
  package func use(at place: Place) -> CandidateUse.Part {
    var byKind: [AccessKind: UInt64] = [:]
    for kind in AccessKind.allCases {
      byKind[kind] =
        accesses[
          Key(candidate: place.candidate, department: place.department, kind: kind)]
    }
    return CandidateUse.Part(department: place.department, accesses: byKind)
  }

  package mutating func leaveOutAccess() { accessesLeftOut &+= 1 }
}
