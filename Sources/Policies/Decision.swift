package import AIServices
package import Bytes
package import Usage

/// A verdict, and the entry of the policy that it comes from.
package struct Decision: Sendable {
  package let verdict: Verdict
  /// Nil when no entry speaks of the service.
  package let entry: Entry?
}

/// The order of entries that speak of the same service:
///
/// 1. Only entries that are in force for the department on the day decide. An approval is in force
///    until its last day, also while its review is overdue.
/// 2. The narrowest decides: one on the service before one on its vendor before one on its category.
///    So a category can be prohibited but for a service that is approved by name, and the other way
///    round.
/// 3. Of entries on the same thing a prohibition comes before an approval, and that before a
///    toleration; an approval in review comes before a toleration, so that the review is not
///    forgotten.
/// 4. When none decides, the service is unapproved, and the reason is the one that tells most: expired
///    on the latest day, not yet valid, another department's, not listed.
extension Policy {
  /// What the policy says of a service in a department on a day.
  ///
  /// - Parameter department: nil for those who belong to none.
  package func verdict(
    on service: ServiceIndex, of catalogue: Catalogue, in department: String?, at day: CivilDate
  ) -> Verdict {
    decision(on: service, of: catalogue, in: department, at: day).verdict
  }

  /// The verdict with the entry behind it.
  package func decision(
    on service: ServiceIndex, of catalogue: Catalogue, in department: String?, at day: CivilDate
  ) -> Decision {
    let scopes = Scope.all(of: service, in: catalogue)
    for scope in scopes {
      let deciding = entries(on: scope).compactMap { $0.decision(in: department, at: day) }
      if let first = deciding.min(by: { $0.order < $1.order }) { return first.decision }
    }
    let near = scopes.flatMap { entries(on: $0) }.compactMap {
      $0.nearMiss(in: department, at: day)
    }
    return near.min { $0.order < $1.order }?.decision
      ?? Decision(verdict: Verdict(.unapproved, .notListed), entry: nil)
  }
}

extension Policy {
  /// Whether entries on the same thing that come before `entry` reach everybody whom it reaches, so
  /// that it decides nothing on the day.
  package func isOutranked(_ entry: Entry, on day: CivilDate) -> Bool {
    guard let own = entry.standing(on: day) else { return true }
    return entries(on: entry.reach.scope).contains { other in
      guard let standing = other.standing(on: day), standing.order < own.order else { return false }
      guard let reached = other.reach.departments else { return true }
      return entry.reach.departments?.isSubset(of: reached) ?? false
    }
  }
}

extension Entry {
  /// What the entry says on a day to those whom it reaches; nil when it is not in force. The lower the
  /// order, the stronger.
  fileprivate func standing(on day: CivilDate) -> (verdict: Verdict, order: Int)? {
    guard reach.includes(day) else { return nil }
    switch self {
    case .prohibition: return (Verdict(.prohibited, .prohibited), 0)
    case .approval(let approval):
      guard let reviewBy = approval.reviewBy, approval.isInReview(on: day) else {
        return (Verdict(.approved, .listed), 1)
      }
      return (Verdict(.tolerated, .inReview(reviewBy)), 2)
    case .toleration: return (Verdict(.tolerated, .listed), 3)
    }
  }

  fileprivate func decision(
    in department: String?, at day: CivilDate
  ) -> (decision: Decision, order: Int)? {
    guard reach.includes(department), let standing = standing(on: day) else { return nil }
    return (Decision(verdict: standing.verdict, entry: self), standing.order)
  }

  /// Why an entry that would have allowed the service does not. The lower the order, the more it
  /// tells the reader.
  fileprivate func nearMiss(
    in department: String?, at day: CivilDate
  ) -> (decision: Decision, order: (Int, Int))? {
    if case .prohibition = self { return nil }
    let (reason, order): (Verdict.Reason, (Int, Int))
    if !reach.includes(department) {
      (reason, order) = (.otherDepartment, (2, 0))
    } else if let until = reach.until, reach.hasEnded(by: day) {
      (reason, order) = (.expired(until), (0, -until.daysSince1970))
    } else if let from = reach.from, reach.isToCome(on: day) {
      (reason, order) = (.notYetValid(from), (1, from.daysSince1970))
    } else {
      return nil
    }
    return (Decision(verdict: Verdict(.unapproved, reason), entry: self), order)
  }
}
