package import AIServices

/// All findings as they may be shown: none of them is about fewer people than the minimum.
package struct Findings: Sendable {
  /// Services that too few people used to be shown alone, named together with the number of all who
  /// used one of them: nobody can tell who used which.
  package struct RareServices: Sendable {
    /// What the policy says of a service does not depend on who used it.
    package struct Entry: Hashable, Sendable {
      package let service: ServiceIndex
      package let ruling: Verdict.Ruling

      package init(service: ServiceIndex, ruling: Verdict.Ruling) {
        self.service = service
        self.ruling = ruling
      }
    }

    /// The most urgent first.
    package let entries: [Entry]
    /// Distinct people at least.
    package let people: Int

    package init(entries: [Entry], people: Int) {
      self.entries = entries
      self.people = people
    }
  }

  /// The most urgent first, then by accesses.
  package var rows: [Finding] = []
  package var rareServices: RareServices?
  /// Whether there is more that so few people did that not even its name is shown.
  package var hasHidden = false
  /// Whether all use of those without a department stands in rows of its own, so that its sum gives
  /// nothing away.
  package var showsUnassigned = true
  /// Whether something was used, and not only attempted, that is not approved or tolerated, shown or
  /// not.
  package var hasUnapprovedUse = false

  package init() {}
}
