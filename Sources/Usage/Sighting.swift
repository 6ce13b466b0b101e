package import AIServices
import Bytes
package import Evidence

/// A department of the company, or a network that stands for one.
package struct DepartmentIndex: Hashable, Sendable {
  package let position: Int32

  package init(position: Int32) { self.position = position }

  /// The department of everybody who belongs to none.
  package static let notAssigned = DepartmentIndex(position: 0)

  /// The departments that are shown together, because each alone has too few people.
  package static let others = DepartmentIndex(position: -1)
}

/// A keyed hash of a user or of a machine: it tells two apart and nothing more.
package struct PersonToken: Hashable, Comparable, Sendable {
  private let bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  package static func < (left: PersonToken, right: PersonToken) -> Bool { left.bits < right.bits }
}

/// Who stands behind a sighting, as far as the log said: the user, the machine, or both.
package struct PersonMark: Hashable, Sendable {
  package let user: PersonToken?
  package let machine: PersonToken?
  /// Which key made the tokens: the first day of its period, in days since 1970. Tokens of different
  /// keys cannot be compared.
  package let period: Int32
  /// How many people may be behind it: 1, or more for a machine that several use, such as a terminal
  /// server.
  package let size: UInt16

  package init(
    user: PersonToken?, machine: PersonToken?, period: Int32 = 0, size: UInt16 = 1
  ) {
    self.user = user
    self.machine = machine
    self.period = period
    self.size = size
  }

  /// Whether it is a machine of which nobody knows who of several used it.
  package var isSharedMachine: Bool { size > 1 }

  /// Whether the log named anybody.
  package var isKnown: Bool { user != nil || machine != nil }
}

/// An access to a known service, attributed to a department. It holds no address, no name, no path.
package struct Sighting: Sendable {
  package let key: UsageKey
  package let bytesUp: UInt64?
  package let bytesDown: UInt64?
  /// Nil for a contact in the background, which nobody is counted for.
  package let person: PersonMark?

  package init(key: UsageKey, bytesUp: UInt64?, bytesDown: UInt64?, person: PersonMark?) {
    self.key = key
    self.bytesUp = bytesUp
    self.bytesDown = bytesDown
    self.person = person
  }
}

/// What accesses are added up by.
package struct UsageKey: Hashable, Sendable {
  /// Hours since 1970-01-01 00:00 on the company's clock, so that days are whole wherever it is.
  package let hour: Int32
  package let department: DepartmentIndex
  package let service: ServiceIndex
  package let role: HostRole
  /// Whether the host serves things that are not AI too, so that contact is not use.
  package let isShared: Bool
  /// The kind of account, where the host or the path showed it.
  package let plan: Plan?
  package let kind: AccessKind
  package var outcome: Outcome

  package init(
    hour: Int32, department: DepartmentIndex, service: ServiceIndex, role: HostRole,
    isShared: Bool = false, plan: Plan? = nil, kind: AccessKind, outcome: Outcome
  ) {
    self.hour = hour
    self.department = department
    self.service = service
    self.role = role
    self.isShared = isShared
    self.plan = plan
    self.kind = kind
    self.outcome = outcome
  }

  /// Days since 1970-01-01 on the company's calendar.
  package var day: Int32 { Int32(floorDivide(Int64(hour), by: 24)) }
}
