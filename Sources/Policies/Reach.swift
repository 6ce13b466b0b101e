package import Bytes

/// Of what, for whom and when an entry of the policy speaks, and where it stands.
package struct Reach: Sendable {
  package let scope: Scope
  /// Nil for all departments.
  package let departments: Set<String>?
  /// The first day; nil for always.
  package let from: CivilDate?
  /// The last day, if there is one.
  package let until: CivilDate?
  /// The line in the policy's file, from 1; nil where it is not known.
  package let line: Int?

  package init(
    _ scope: Scope, departments: Set<String>? = nil, from: CivilDate? = nil,
    until: CivilDate? = nil, line: Int? = nil
  ) {
    self.scope = scope
    self.departments = departments
    self.from = from
    self.until = until
    self.line = line
  }

  /// - Parameter department: nil for those who belong to none; only entries for all departments
  ///   reach them.
  package func includes(_ department: String?) -> Bool {
    guard let departments else { return true }
    return department.map(departments.contains) ?? false
  }

  package func includes(_ day: CivilDate) -> Bool { !hasEnded(by: day) && !isToCome(on: day) }

  package func hasEnded(by day: CivilDate) -> Bool { until.map { $0 < day } ?? false }

  package func isToCome(on day: CivilDate) -> Bool { from.map { day < $0 } ?? false }
}
