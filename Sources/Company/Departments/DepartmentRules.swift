package import Bytes

/// Who belongs to which department. The first that fits counts: a user rule, a rule for the machine's
/// name, the longest network, the default.
package struct DepartmentRules: Sendable {
  /// By what somebody belongs to a department.
  package enum Ground: Equatable, Sendable {
    /// The rule as it was written.
    case user(rule: String)
    case machine(rule: String)
    case network(IPNetwork)
    case fallback
  }

  package private(set) var names: [String] = []
  private var users = NameRules()
  private var machines = NameRules()
  private var networks = NetworkTable()
  /// Where everybody else belongs; nil: to none.
  package var fallback: Int?

  package init() {}

  /// Adds a department and returns its place.
  package mutating func addDepartment(_ name: String) -> Int {
    names.append(name)
    return names.count - 1
  }

  package mutating func add(_ pattern: UserPattern, to department: Int) {
    users.add(pattern.pattern, isQualified: pattern.namesDomain, to: department)
  }

  package mutating func add(_ pattern: MachinePattern, to department: Int) {
    machines.add(pattern.pattern, isQualified: pattern.namesDomain, to: department)
  }

  package mutating func add(_ network: IPNetwork, to department: Int) {
    networks.set(network, department)
  }

  /// The place of the department, and why; nil for those who belong to none.
  package func find(
    user: AccountName?, machine: MachineName?, address: IPAddress?
  ) -> (department: Int, ground: Ground)? {
    if let user,
      let rule = users.find(full: user.full.span, bare: user.full.span.extracting(user.bareRange))
    {
      return (rule.department, .user(rule: rule.pattern.written))
    }
    if let machine,
      let rule = machines.find(
        full: machine.full.span, bare: machine.full.span.extracting(machine.bareRange))
    {
      return (rule.department, .machine(rule: rule.pattern.written))
    }
    if let address, let found = networks.find(address) {
      return (
        found.value, .network(IPNetwork(of: address, prefixLength: found.prefixLength))
      )
    }
    return fallback.map { ($0, .fallback) }
  }
}
