package import AIServices
package import Bytes
package import Evidence

/// What the company's rules say of the use of a service in a department on a day.
package struct Verdict: Hashable, Sendable {
  /// In order of urgency, the most urgent first.
  package enum Ruling: Int, CaseIterable, Sendable {
    case prohibited, unapproved, tolerated, approved

    /// The word for it in JSON output.
    package var name: String { "\(self)" }
  }

  /// Why the ruling is what it is.
  package enum Reason: Hashable, Sendable {
    case listed
    /// The approval's review is overdue since this day.
    case inReview(CivilDate)
    case notListed
    case otherDepartment
    case expired(CivilDate)
    case notYetValid(CivilDate)
    case prohibited
  }

  package let ruling: Ruling
  package let reason: Reason

  package init(_ ruling: Ruling, _ reason: Reason) {
    self.ruling = ruling
    self.reason = reason
  }
}

extension Verdict.Ruling: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One service in one department with one verdict.
package struct Finding: Sendable {
  package let service: ServiceIndex
  package var department: DepartmentIndex
  package let verdict: Verdict
  /// Distinct people at least; 0 when the material names neither users nor machines.
  package var people = 0
  /// Whether among them are machines that several people use, each of which counts as one.
  package var includesSharedMachines = false
  /// Attempts by kind, in the order of `AccessKind.allCases`, refused ones included.
  package var accesses: [AccessKind: UInt64] = [:]
  /// How many of the attempts showed the kind of account that they were made with.
  package var plans: [Plan: UInt64] = [:]
  /// How many of the attempts were refused.
  package var blocked: UInt64 = 0
  /// Nil when no source says how many bytes there were.
  package var bytesUp: UInt64?
  package var bytesDown: UInt64?
  package var evidence: EvidenceLevel = .lookedUp
  package var firstDay: CivilDate
  package var lastDay: CivilDate

  package init(
    service: ServiceIndex, department: DepartmentIndex, verdict: Verdict, day: CivilDate
  ) {
    self.service = service
    self.department = department
    self.verdict = verdict
    firstDay = day
    lastDay = day
  }

  /// Attempts of all kinds, for comparing only: kinds are counted apart.
  package var attempts: UInt64 { accesses.values.reduce(0) { $0.addingClamped($1) } }

  /// Attempts of all kinds were refused: nothing was used.
  package var wasOnlyAttempted: Bool { blocked > 0 && blocked == attempts }
}

extension Finding {
  /// Adds another finding of the same service; the people of both are left to be counted.
  package mutating func add(_ other: Finding) {
    accesses.merge(other.accesses) { $0.addingClamped($1) }
    plans.merge(other.plans) { $0.addingClamped($1) }
    blocked = blocked.addingClamped(other.blocked)
    bytesUp = Self.sum(bytesUp, other.bytesUp)
    bytesDown = Self.sum(bytesDown, other.bytesDown)
    evidence = max(evidence, other.evidence)
    firstDay = min(firstDay, other.firstDay)
    lastDay = max(lastDay, other.lastDay)
  }

  private static func sum(_ left: UInt64?, _ right: UInt64?) -> UInt64? {
    guard let left, let right else { return left ?? right }
    return left.addingClamped(right)
  }
}
