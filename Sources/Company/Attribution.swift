package import AIServices
package import Access
package import Bytes
package import Usage

/// The door: here a record becomes a sighting, and address and name end.
package struct Attribution: Sendable {
  package private(set) var departments: DepartmentDirectory
  private let key: PersonTokenKey
  private var wall: WallClock
  private var account = AccountName()
  private var machine = MachineName()

  /// - Parameters:
  ///   - key: makes the tokens by which people are counted.
  ///   - wall: the company's clock, which says to what day an access belongs.
  package init(departments: DepartmentDirectory, key: PersonTokenKey, wall: WallClock) {
    self.departments = departments
    self.key = key
    self.wall = wall
  }

  /// The department and the person of a record that did not match.
  package mutating func place(
    of record: borrowing AccessRecord, in line: Span<UInt8>
  ) -> (department: DepartmentIndex, person: PersonMark) {
    let hasUser = !record.user.isEmpty
    if hasUser { account.set(record, in: line) }
    let address = record.clientAddress(in: line)
    let department = department(hasUser: hasUser, record, at: address, in: line)
    return (department, person(of: record, at: address))
  }

  /// Attributes a record that matched.
  ///
  /// - Parameters:
  ///   - line: the line or packet that the record's ranges point into.
  ///   - time: the record's time.
  package mutating func sighting(
    of record: borrowing AccessRecord, in line: Span<UInt8>, at time: Timestamp,
    as match: Catalogue.Match
  ) -> Sighting {
    let hasUser = !record.user.isEmpty
    if hasUser {
      account.set(record, in: line)
    }
    let address = record.clientAddress(in: line)
    let department = department(hasUser: hasUser, record, at: address, in: line)
    let localSeconds = wall.local(fromUniversal: time.seconds)
    let key = UsageKey(
      hour: Int32(truncatingIfNeeded: floorDivide(localSeconds, by: 3600)),
      department: department, service: match.service, role: match.role, isShared: match.isShared,
      plan: match.plan, kind: record.kind, outcome: record.outcome)
    return Sighting(
      key: key, bytesUp: record.bytesUp, bytesDown: record.bytesDown,
      person: match.countsAsUse ? person(of: record, at: address) : nil)
  }

  /// - Parameter hasUser: whether `account` holds the record's user.
  private mutating func department(
    hasUser: Bool, _ record: borrowing AccessRecord, at address: IPAddress?, in line: Span<UInt8>
  ) -> DepartmentIndex {
    let client = line.bytes(in: record.client)
    let hasName = address == nil && client.count > 0
    if hasName { machine.set(client) }
    return departments.department(
      ofUser: hasUser ? account : nil, on: hasName ? machine : nil, at: address)
  }

  /// To be called behind `department`, which takes the names of user and machine.
  private func person(
    of record: borrowing AccessRecord, at address: IPAddress?
  ) -> PersonMark {
    var machine: PersonToken?
    if let address {
      machine = token(for: address)
    } else if !record.client.isEmpty {
      // A name in place of an address: the department was told by it before.
      machine = key.token(for: self.machine.full.span.extracting(self.machine.bareRange))
    }
    return PersonMark(
      user: record.user.isEmpty ? nil : account.token(with: key), machine: machine)
  }

  private func token(for address: IPAddress) -> PersonToken {
    var bytes: InlineArray<16, UInt8> = InlineArray(repeating: 0)
    for index in 0..<8 {
      bytes[index] = UInt8(truncatingIfNeeded: address.high >> UInt64(56 - 8 * index))
      bytes[index + 8] = UInt8(truncatingIfNeeded: address.low >> UInt64(56 - 8 * index))
    }
    return key.token(for: bytes.span)
  }
}
