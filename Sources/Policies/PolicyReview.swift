package import AIServices
package import Bytes
import Usage

/// A service that a department used, whatever the policy says of it.
package struct Use: Hashable, Sendable {
  package let service: ServiceIndex
  /// Nil for those who belong to none.
  package let department: String?

  package init(service: ServiceIndex, department: String?) {
    self.service = service
    self.department = department
  }
}

/// Something in a policy that is right in form and needs somebody's attention.
package struct PolicyWarning: Equatable, Sendable {
  /// The line in the policy's file; nil when no single entry is meant.
  package let line: Int?
  package let message: String
}

/// Looks a policy over on one day: what ends, what is overdue, what lacks something.
package struct PolicyReview {
  /// How many days ahead somebody should know of an end.
  package static let notice = 30

  private let policy: Policy
  private let catalogue: Catalogue
  private let departments: [String]
  private let day: CivilDate

  /// - Parameter departments: all of the company's; empty when they are not known.
  package init(policy: Policy, catalogue: Catalogue, departments: [String], day: CivilDate) {
    self.policy = policy
    self.catalogue = catalogue
    self.departments = departments
    self.day = day
  }

  /// What the policy itself shows, in the order of its file. Entries that have ended are history.
  package var warnings: [PolicyWarning] {
    let approvals = policy.approvals.flatMap { warnings(of: $0) }
    let tolerations = policy.tolerations.flatMap { warnings(of: .toleration($0), "toleration") }
    let prohibitions = policy.prohibitions.flatMap { warnings(of: .prohibition($0), "prohibition") }
    return (approvals + tolerations + prohibitions)
      .sorted { ($0.line ?? .max) < ($1.line ?? .max) }
  }

  private func warnings(of approval: Approval) -> [PolicyWarning] {
    guard !approval.reach.hasEnded(by: day) else { return [] }
    let name = approval.reach.scope.words(catalogue)
    var messages: [String] = []
    if let reviewBy = approval.reviewBy {
      if approval.isInReview(on: day) {
        messages.append(
          "the review of \(name) was due on \(reviewBy): it is tolerated, no longer approved")
      } else if let days = daysLeft(until: reviewBy) {
        messages.append("the review of \(name) is due on \(reviewBy), \(days)")
      }
    }
    switch approval.supplierCheck {
    case nil: messages.append("\(name) is approved without a supplier_check")
    case let check? where !check.hasContract:
      messages.append("\(name) is approved without a contract for processing (AVV)")
    default: break
    }
    return warnings(of: .approval(approval), "approval")
      + messages.map { PolicyWarning(line: approval.reach.line, message: $0) }
  }

  private func warnings(of entry: Entry, _ kind: String) -> [PolicyWarning] {
    guard !entry.reach.hasEnded(by: day) else { return [] }
    let name = entry.reach.scope.words(catalogue)
    var messages: [String] = []
    if let until = entry.reach.until, let days = daysLeft(until: until) {
      messages.append("the \(kind) of \(name) ends on \(until), \(days)")
    }
    if let alternative = entry.alternative {
      let alternativeName = Scope.service(alternative).words(catalogue)
      if let gap = gap(of: alternative, for: entry.reach.departments) {
        messages.append("\(alternativeName), to be used instead of \(name), is not approved\(gap)")
      }
    }
    return messages.map { PolicyWarning(line: entry.reach.line, message: $0) }
  }

  /// In words how long it is until a day; nil when that is long, or past.
  private func daysLeft(until end: CivilDate) -> String? {
    let days = end.daysSince1970 - day.daysSince1970
    guard (0...Self.notice).contains(days) else { return nil }
    return days == 0 ? "today" : days == 1 ? "tomorrow" : "in \(days) days"
  }

  /// In which of the departments the service is not approved, as the end of a sentence.
  private func gap(of service: ServiceIndex, for reached: Set<String>?) -> String? {
    let places: [String?] = reached?.sorted() ?? (departments.isEmpty ? [nil] : departments)
    let gaps = places.filter {
      policy.verdict(on: service, of: catalogue, in: $0, at: day).ruling != .approved
    }
    guard !gaps.isEmpty else { return nil }
    return gaps.count == places.count
      ? "" : " for \(gaps.compactMap { $0 }.joined(separator: ", "))"
  }

  // MARK: Held against use

  /// What the policy and the use of services show together.
  ///
  /// - Parameters:
  ///   - uses: all, of however few people.
  ///   - shown: those that may be shown.
  package func warnings(of uses: Set<Use>, shown: Set<Use>) -> [PolicyWarning] {
    policy.approvals.compactMap { unused($0, uses) } + unlisted(shown)
  }

  private func unused(_ approval: Approval, _ uses: Set<Use>) -> PolicyWarning? {
    guard approval.reach.includes(day) else { return nil }
    let isUsed = uses.contains {
      approval.reach.includes($0.department)
        && Scope.all(of: $0.service, in: catalogue).contains(approval.reach.scope)
    }
    guard !isUsed else { return nil }
    let name = approval.reach.scope.words(catalogue)
    return PolicyWarning(
      line: approval.reach.line, message: "\(name) is approved, and these logs show no use of it")
  }

  /// Services that most departments use and that no entry speaks of.
  private func unlisted(_ uses: Set<Use>) -> [PolicyWarning] {
    let open = uses.filter {
      $0.department != nil
        && policy.verdict(on: $0.service, of: catalogue, in: $0.department, at: day).reason
          == .notListed
    }
    return Dictionary(grouping: open, by: \.service)
      .filter { $1.count >= 2 && $1.count * 2 > departments.count }
      .sorted { ($1.value.count, $0.key.position) < ($0.value.count, $1.key.position) }
      .map { service, uses in
        PolicyWarning(
          line: nil,
          message: "\(Scope.service(service).words(catalogue)) is used in \(uses.count) of "
            + "\(departments.count) departments and on no list")
      }
  }
}

extension Scope {
  /// As the policy's file has it: `service deepl`.
  ///
  /// - Parameter mark: stands between key and value.
  package func words(_ catalogue: Catalogue, mark: String = " ") -> String {
    switch self {
    case .service(let service): "service\(mark)\(catalogue[service].id)"
    case .vendor(let id): "vendor\(mark)\(id)"
    case .category(let category): "category\(mark)\(category.rawValue)"
    }
  }
}
