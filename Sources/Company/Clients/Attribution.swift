package import AIServices
package import Access
package import Bytes
package import Directory
package import Secrets
package import Usage

/// The door: here a record becomes a sighting, and address and name end.
package struct Attribution: Sendable {
  package private(set) var departments: DepartmentDirectory
  package private(set) var unassignedNetworks = UnassignedNetworks()
  private let sharedMachines: SharedMachines
  private var leases = LeaseHistory([])
  private var accounts: [DirectoryAccounts] = []
  private var keys: TokenKeys
  private var wall: WallClock
  private var client = Client()
  private var memo = AttributionMemo()
  private let hash = SeededHash()

  /// - Parameters:
  ///   - sharedMachines: those behind which several people work.
  ///   - keys: make the tokens by which people are counted.
  ///   - wall: the company's clock, which says to what day an access belongs.
  package init(
    departments: DepartmentDirectory, sharedMachines: SharedMachines = SharedMachines(),
    keys: TokenKeys, wall: WallClock
  ) {
    self.departments = departments
    self.sharedMachines = sharedMachines
    self.keys = keys
    self.wall = wall
  }

  /// Goes on with what DHCP servers and the directory say now.
  package mutating func learn(leases: LeaseHistory, accounts: [DirectoryAccounts]) {
    self.leases = leases
    self.accounts = accounts
    memo.removeAll()
  }

  /// The department and the person of a record that did not match.
  ///
  /// - Parameter time: the record's time.
  package mutating func place(
    of record: borrowing AccessRecord, in line: Span<UInt8>, at time: Timestamp
  ) -> (department: DepartmentIndex, person: PersonMark) {
    let hour = hour(at: time)
    let found = find(record, in: line, at: time, day: day(of: hour))
    return (found.department, found.person)
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
    let hour = hour(at: time)
    let found = find(record, in: line, at: time, day: day(of: hour))
    if match.countsAsUse, found.department == .notAssigned, departments.isConfigured,
      let address = record.clientAddress(in: line)
    {
      unassignedNetworks.addAccess(from: IPNetwork(segmentOf: address), by: found.person)
    }
    let key = UsageKey(
      hour: hour, department: found.department, service: match.service, role: match.role,
      isShared: match.isShared, plan: match.plan, kind: record.kind, outcome: record.outcome)
    return Sighting(
      key: key, bytesUp: record.bytesUp, bytesDown: record.bytesDown,
      person: match.countsAsUse ? found.person : nil)
  }

  /// In hours since 1970 on the company's clock.
  private mutating func hour(at time: Timestamp) -> Int32 {
    Int32(truncatingIfNeeded: floorDivide(wall.local(fromUniversal: time.seconds), by: 3600))
  }

  private func day(of hour: Int32) -> Int32 {
    Int32(truncatingIfNeeded: floorDivide(Int64(hour), by: 24))
  }

  // MARK: Clients

  private mutating func find(
    _ record: borrowing AccessRecord, in line: Span<UInt8>, at time: Timestamp, day: Int32
  ) -> AttributionMemo.Entry {
    let key = keys.key(on: day)
    let name = line.bytes(in: record.client)
    let address = IPAddress(name)
    let machine = address.flatMap { leases.place(at: $0, time) }
    let hash = hash(of: record, in: line, address, machine, period: key.period)
    if let known = memo[hash] { return known }
    identify(record, in: line, name, address, machine)
    let entry = AttributionMemo.Entry(
      department: departments.department(of: client, in: accounts), person: mark(by: key))
    memo.remember(entry, for: hash)
    return entry
  }

  /// The same for two records that belong to the same department and person.
  private func hash(
    of record: borrowing AccessRecord, in line: Span<UInt8>, _ address: IPAddress?,
    _ machine: MachinePlace?, period: Int32
  ) -> UInt64 {
    // Below 2^48: hardware addresses have that many bits.
    let hardware = record.hardware?.bits ?? 0
    let marks = UInt64(record.vlan) << 48 | hardware
    let place =
      UInt64(UInt32(bitPattern: machine?.index ?? -1)) << 32 | UInt64(UInt32(bitPattern: period))
    let user = hash.hash(
      [marks, place, record.isUserEscaped ? 1 : 0], line.bytes(in: record.user))
    if let address { return hash.hash([user, address.high, address.low], Span()) }
    return hash.hash([user, 1, 1], line.bytes(in: record.client))
  }

  /// Fills `client` with all that the record and the leases say.
  private mutating func identify(
    _ record: borrowing AccessRecord, in line: Span<UInt8>, _ name: Span<UInt8>,
    _ address: IPAddress?, _ machine: MachinePlace?
  ) {
    client.clear()
    client.setAccount(record, in: line)
    client.address = address
    client.hardware = record.hardware
    client.vlan = record.vlan
    if address == nil { client.setMachine(name) }
    if let machine { client.learn(leases[machine]) }
  }

  private func mark(by current: TokenKeys.Current) -> PersonMark {
    guard let key = current.key else {
      return PersonMark(user: nil, machine: nil, period: current.period)
    }
    let size = sharedMachines.people(behind: client)
    let user = client.userIdentity.map { key.token(for: $0) }
    // A user of a shared machine does not stand for the others who use it.
    let machine = user != nil && size > 1 ? nil : client.machineIdentity.map { key.token(for: $0) }
    return PersonMark(
      user: user, machine: machine, period: current.period, size: user == nil ? size : 1)
  }
}
