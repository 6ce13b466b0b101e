package import AIServices
import Evidence

/// How often and how much, for one `UsageKey`. Sums stop at the largest number instead of
/// overflowing.
package struct UsageCounts: Equatable, Sendable {
  package private(set) var accesses: UInt64 = 0
  /// Nil while no access said how many bytes there were.
  package private(set) var bytesUp: UInt64?
  package private(set) var bytesDown: UInt64?

  package init() {}

  package mutating func add(accesses: UInt64, bytesUp: UInt64?, bytesDown: UInt64?) {
    self.accesses = self.accesses.addingClamped(accesses)
    if let bytesUp { self.bytesUp = (self.bytesUp ?? 0).addingClamped(bytesUp) }
    if let bytesDown { self.bytesDown = (self.bytesDown ?? 0).addingClamped(bytesDown) }
  }

  package mutating func add(_ other: UsageCounts) {
    add(accesses: other.accesses, bytesUp: other.bytesUp, bytesDown: other.bytesDown)
  }

  fileprivate mutating func removeOneAccess() -> Bool {
    guard accesses > 0 else { return false }
    accesses -= 1
    return true
  }
}

extension UInt64 {
  /// The sum, or the largest number where the sum is larger: a log may claim any number.
  package func addingClamped(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

/// The use of AI services, added up by hour, department, service, role, kind and outcome.
package struct UsageTotals: Sendable {
  /// Who is counted together: people of one department who used one service on one day.
  package struct PeopleKey: Hashable, Sendable {
    package let day: Int32
    package let department: DepartmentIndex
    package let service: ServiceIndex
  }

  package private(set) var counts: [UsageKey: UsageCounts] = [:]
  package private(set) var people: [PeopleKey: Set<PersonMark>] = [:]

  package init() {}

  package mutating func add(_ sighting: Sighting) {
    counts[sighting.key, default: UsageCounts()].add(
      accesses: 1, bytesUp: sighting.bytesUp, bytesDown: sighting.bytesDown)
    guard let person = sighting.person else { return }
    let key = PeopleKey(
      day: sighting.key.day, department: sighting.key.department, service: sighting.key.service)
    people[key, default: []].insert(person)
  }

  /// Counts one access under `key` as blocked after all: the server said so in a later line.
  package mutating func block(oneOf key: UsageKey) {
    guard key.outcome != .blocked, counts[key]?.removeOneAccess() == true else { return }
    if counts[key]?.accesses == 0 { counts[key] = nil }
    var blocked = key
    blocked.outcome = .blocked
    counts[blocked, default: UsageCounts()].add(accesses: 1, bytesUp: nil, bytesDown: nil)
  }
}
