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

/// Accesses to candidates by department. They never become findings, and nobody is counted for them.
package struct CandidateTotals: Sendable {
  package struct Key: Hashable, Sendable {
    package let candidate: CandidateIndex
    package let department: DepartmentIndex
    package let kind: AccessKind
  }

  /// More hosts than anybody looks through; a log may hold any number of made-up ones.
  package static let maximumCandidates = 5000

  package private(set) var candidates: [Candidate] = []
  private var indices: [Candidate: CandidateIndex] = [:]
  package private(set) var accesses: [Key: UInt64] = [:]
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
    _ candidate: CandidateIndex, in department: DepartmentIndex, _ kind: AccessKind
  ) {
    let key = Key(candidate: candidate, department: department, kind: kind)
    accesses[key, default: 0] &+= 1
  }

  package mutating func leaveOutAccess() { accessesLeftOut &+= 1 }
}
