package import Bytes
package import Directory

/// Who belongs to which department. The first that fits counts: a rule for the user's name, the user's
/// groups and department in the directory, the machine's name, its hardware address, the longest
/// network, the VLAN, the default.
package struct DepartmentRules: Sendable {
  /// By what somebody belongs to a department.
  package enum Ground: Equatable, Sendable {
    /// The rule as it was written.
    case user(rule: String)
    /// A group of the directory, in lower case.
    case group(String)
    /// The department as the directory writes it.
    case directoryDepartment(String)
    case machine(rule: String)
    case hardware(HardwareAddress)
    case network(IPNetwork)
    case vlan(UInt16)
    case fallback
  }

  package private(set) var names: [String] = []
  private var users = NameRules()
  private var groups: [String: Int] = [:]
  private var directoryDepartments: [String: Int] = [:]
  private var machines = NameRules()
  private var hardware: [HardwareAddress: Int] = [:]
  private var networks = NetworkTable()
  private var vlans: [UInt16: Int] = [:]
  /// Where everybody else belongs; nil: to none.
  package var fallback: Int?

  package init() {}

  /// Whether rules ask what a directory says of accounts.
  package var needDirectory: Bool { !groups.isEmpty || !directoryDepartments.isEmpty }

  /// Adds a department and returns its place.
  package mutating func addDepartment(_ name: String) -> Int {
    names.append(name)
    return names.count - 1
  }

  package mutating func add(_ pattern: UserPattern, to department: Int) {
    users.add(pattern.pattern, isQualified: pattern.namesDomain, value: department)
  }

  package mutating func add(_ pattern: MachinePattern, to department: Int) {
    machines.add(pattern.pattern, isQualified: pattern.namesDomain, value: department)
  }

  package mutating func add(_ network: IPNetwork, to department: Int) {
    networks.set(network, department)
  }

  /// Adds a group of the directory, in either case. Of several rules for a group the first counts.
  package mutating func add(group: String, to department: Int) {
    groups.keepFirst(department, for: group.lowercased())
  }

  /// Adds a department as the directory writes it, in either case.
  package mutating func add(directoryDepartment name: String, to department: Int) {
    directoryDepartments.keepFirst(department, for: name.lowercased())
  }

  package mutating func add(_ address: HardwareAddress, to department: Int) {
    hardware.keepFirst(department, for: address)
  }

  /// - Parameter vlan: 1 to 4094.
  package mutating func add(vlan: UInt16, to department: Int) {
    vlans.keepFirst(department, for: vlan)
  }

  /// The place of the department, and why; nil for those who belong to none.
  ///
  /// - Parameter accounts: those of each directory; the first that knows an account counts.
  package func find(
    _ client: Client, in accounts: [DirectoryAccounts]
  ) -> (department: Int, ground: Ground)? {
    if let account = client.account,
      let found = find(account, in: accounts)
    {
      return found
    }
    if let machine = client.machine,
      let rule = machines.find(
        full: machine.full.span, bare: machine.full.span.extracting(machine.bareRange))
    {
      return (rule.value, .machine(rule: rule.pattern.written))
    }
    if let address = client.hardware, let department = hardware[address] {
      return (department, .hardware(address))
    }
    if let address = client.address, let found = networks.find(address) {
      return (
        found.value, .network(IPNetwork(of: address, prefixLength: found.prefixLength))
      )
    }
    if let department = vlans[client.vlan] { return (department, .vlan(client.vlan)) }
    return fallback.map { ($0, .fallback) }
  }

  private func find(
    _ account: AccountName, in accounts: [DirectoryAccounts]
  ) -> (department: Int, ground: Ground)? {
    if let rule = users.find(
      full: account.full.span, bare: account.full.span.extracting(account.bareRange))
    {
      return (rule.value, .user(rule: rule.pattern.written))
    }
    guard needDirectory,
      let entry = accounts.lazy.compactMap({ $0.account(account.full.span) }).first
    else { return nil }
    // Of the departments of several groups the one that is written first.
    let found = entry.groups.compactMap { group in groups[group].map { (group, $0) } }
      .min { $0.1 < $1.1 }
    if let (group, department) = found { return (department, .group(group)) }
    guard let name = entry.department, let department = directoryDepartments[name.lowercased()]
    else { return nil }
    return (department, .directoryDepartment(name))
  }
}

extension Dictionary where Value == Int {
  fileprivate mutating func keepFirst(_ value: Int, for key: Key) {
    if self[key] == nil { self[key] = value }
  }
}
