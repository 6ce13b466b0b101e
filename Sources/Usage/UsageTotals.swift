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
    self.accesses = Self.sum(self.accesses, accesses)
    if let bytesUp { self.bytesUp = Self.sum(self.bytesUp ?? 0, bytesUp) }
    if let bytesDown { self.bytesDown = Self.sum(self.bytesDown ?? 0, bytesDown) }
  }

  package mutating func add(_ other: UsageCounts) {
    add(accesses: other.accesses, bytesUp: other.bytesUp, bytesDown: other.bytesDown)
  }

  fileprivate mutating func removeOneAccess() -> Bool {
    guard accesses > 0 else { return false }
    accesses -= 1
    return true
  }

  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
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
      day: sighting.day, department: sighting.key.department, service: sighting.key.service)
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
