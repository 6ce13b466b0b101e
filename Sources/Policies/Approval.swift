package import Bytes

/// Information that may be entered into an approved tool, from harmless to sensitive.
package enum DataClass: String, CaseIterable, Sendable {
  case `public`, `internal`, confidential, personal
}

/// A tool that may be used, by whom, for what and how long.
package struct Approval: Sendable {
  /// What somebody found out about the supplier.
  package struct SupplierCheck: Sendable {
    /// Whether a contract for processing (AVV, Art. 28 GDPR) is signed.
    package let hasContract: Bool
    /// Whether the supplier must not train models on what is entered.
    package let excludesTraining: Bool
    /// Where the data is kept.
    package let region: String?
    package let checkedBy: String
    package let checkedOn: CivilDate

    package init(
      hasContract: Bool, excludesTraining: Bool, region: String?, checkedBy: String,
      checkedOn: CivilDate
    ) {
      self.hasContract = hasContract
      self.excludesTraining = excludesTraining
      self.region = region
      self.checkedBy = checkedBy
      self.checkedOn = checkedOn
    }
  }

  /// What people must have learned before they use the tool.
  package struct Training: Sendable {
    package let isRequired: Bool
    /// The day when a department had it.
    package let done: [String: CivilDate]

    package init(isRequired: Bool, done: [String: CivilDate]) {
      self.isRequired = isRequired
      self.done = done
    }
  }

  package let reach: Reach
  package let data: [DataClass]
  /// Who answers for it.
  package let owner: String
  package var reason: String?
  /// The day by which somebody must have looked at the approval again.
  package var reviewBy: CivilDate?
  /// Bytes that a person may send in a week. It is shown, and not yet held against use.
  package var uploadLimit: UInt64?
  /// Under what conditions, in words.
  package var conditions: String?
  package var supplierCheck: SupplierCheck?
  package var training: Training?

  package init(_ reach: Reach, data: [DataClass], owner: String) {
    self.reach = reach
    self.data = data
    self.owner = owner
  }

  /// Whether its review is overdue: the tool is in review then, and no longer approved.
  package func isInReview(on day: CivilDate) -> Bool { reviewBy.map { $0 < day } ?? false }
}
