package import AIServices
package import Bytes
package import Usage

/// What the company allows and forbids: its AI guideline (KI-Richtlinie) in a form that can be
/// held against what was seen.
package struct Policy: Sendable {
  /// Whom staff ask about AI tools.
  package struct Contact: Sendable {
    package let name: String
    package let email: String?
    package let phone: String?

    package init(name: String, email: String?, phone: String?) {
      self.name = name
      self.email = email
      self.phone = phone
    }

    /// All of it in one line.
    package var line: String { [name, email, phone].compactMap { $0 }.joined(separator: ", ") }
  }

  /// Information that may be entered into an approved tool, from harmless to sensitive.
  package enum DataClass: String, CaseIterable, Sendable {
    case `public`, `internal`, confidential, personal
  }

  /// A service that may be used, by whom, for what and how long.
  package struct Approval: Sendable {
    package let service: ServiceIndex
    /// Nil for all departments.
    package let departments: Set<String>?
    package let data: [DataClass]
    package let owner: String
    package let from: CivilDate
    /// The last day, if the approval ends.
    package let until: CivilDate?
    /// The day by which somebody must have looked at the approval again.
    package let reviewBy: CivilDate?

    package init(
      service: ServiceIndex, departments: Set<String>?, data: [DataClass], owner: String,
      from: CivilDate, until: CivilDate?, reviewBy: CivilDate?
    ) {
      self.service = service
      self.departments = departments
      self.data = data
      self.owner = owner
      self.from = from
      self.until = until
      self.reviewBy = reviewBy
    }
  }

  /// A service that must not be used.
  package struct Prohibition: Sendable {
    package let service: ServiceIndex
    package let departments: Set<String>?
    package let from: CivilDate?
    package let reason: String
    /// The approved service to use instead.
    package let alternative: ServiceIndex?

    package init(
      service: ServiceIndex, departments: Set<String>?, from: CivilDate?, reason: String,
      alternative: ServiceIndex?
    ) {
      self.service = service
      self.departments = departments
      self.from = from
      self.reason = reason
      self.alternative = alternative
    }
  }

  package let contact: Contact?
  package let approvals: [Approval]
  package let prohibitions: [Prohibition]

  package init(contact: Contact?, approvals: [Approval], prohibitions: [Prohibition]) {
    self.contact = contact
    self.approvals = approvals
    self.prohibitions = prohibitions
  }

  /// The policy of a company that has written none: nothing is approved, nothing forbidden.
  package static let none = Policy(contact: nil, approvals: [], prohibitions: [])
}

extension Policy {
  /// What the policy says of a service in a department on a day.
  ///
  /// - Parameter department: nil for those who belong to none; only rules for all departments
  ///   reach them.
  package func verdict(
    on service: ServiceIndex, in department: String?, at day: CivilDate
  ) -> Verdict {
    let isProhibited = prohibitions.contains {
      $0.service == service && reaches($0.departments, department)
        && ($0.from.map { $0 <= day } ?? true)
    }
    if isProhibited { return Verdict(.prohibited, .prohibited) }

    // Of several approvals the most favourable one counts.
    return approvals.filter { $0.service == service }
      .map { verdict(of: $0, in: department, at: day) }
      .min { rank($0) < rank($1) } ?? Verdict(.unapproved, .notListed)
  }

  private func verdict(
    of approval: Approval, in department: String?, at day: CivilDate
  ) -> Verdict {
    if !reaches(approval.departments, department) { return Verdict(.unapproved, .otherDepartment) }
    if let until = approval.until, until < day { return Verdict(.unapproved, .expired(until)) }
    if day < approval.from { return Verdict(.unapproved, .notYetValid(approval.from)) }
    if let reviewBy = approval.reviewBy, reviewBy < day {
      return Verdict(.tolerated, .inReview(reviewBy))
    }
    return Verdict(.approved, .listed)
  }

  private func reaches(_ departments: Set<String>?, _ department: String?) -> Bool {
    guard let departments else { return true }
    return department.map(departments.contains) ?? false
  }

  /// The lower, the more the verdict tells the reader: an approval that has run out says more than
  /// one for another department.
  private func rank(_ verdict: Verdict) -> Int {
    switch verdict.reason {
    case .listed: 0
    case .inReview: 1
    case .expired: 2
    case .notYetValid: 3
    case .otherDepartment: 4
    case .notListed: 5
    case .prohibited: 6
    }
  }
}
