package import Bytes
package import Usage

/// Who belongs to which department. A user rule wins over a network rule, the first user rule over
/// the next, and the longest network prefix over a shorter one.
package struct DepartmentRules: Sendable {
  package private(set) var names: [String] = []
  private var users: [(pattern: UserPattern, department: Int)] = []
  private var networks: [IPNetwork: Int] = [:]
  /// The prefix lengths that occur, longest first.
  private var prefixLengths: [Int] = []
  /// Where everybody else belongs; nil: to none.
  package var fallback: Int?

  package init() {}

  /// Adds a department and returns its place.
  package mutating func addDepartment(_ name: String) -> Int {
    names.append(name)
    return names.count - 1
  }

  package mutating func add(_ pattern: UserPattern, to department: Int) {
    users.append((pattern, department))
  }

  package mutating func add(_ network: IPNetwork, to department: Int) {
    networks[network] = department
    if !prefixLengths.contains(network.prefixLength) {
      prefixLengths.append(network.prefixLength)
      prefixLengths.sort(by: >)
    }
  }

  func department(ofUser account: AccountName) -> Int? {
    for rule in users where account.matches(rule.pattern) { return rule.department }
    return nil
  }

  func department(of address: IPAddress) -> Int? {
    for length in prefixLengths {
      if let found = networks[IPNetwork(of: address, prefixLength: length)] { return found }
    }
    return nil
  }
}

/// The departments of one analysis: those of the rules or, without rules, the networks seen.
package struct DepartmentDirectory: Sendable {
  private let rules: DepartmentRules?
  /// Names by position; the first, of those who belong to none, is left to the report's language.
  private var names: [String?] = [nil]
  private var networks: [IPNetwork: DepartmentIndex] = [:]

  /// More networks than a company has: a log with spoofed or public clients must not fill memory.
  private static let maximumNetworks = 10_000

  package init(rules: DepartmentRules?) {
    self.rules = rules
    names += rules?.names ?? []
  }

  /// Whether departments are configured; otherwise they are the networks seen.
  package var isConfigured: Bool { rules != nil }

  /// The names of all departments.
  package var allNames: [String] { names.compactMap(\.self) }

  /// The name of a department; nil for `notAssigned` and `others`.
  package func name(of department: DepartmentIndex) -> String? {
    department == .others ? nil : names[Int(department.position)]
  }

  mutating func department(
    ofUser account: AccountName?, at address: IPAddress?
  ) -> DepartmentIndex {
    guard let rules else {
      return address.map { network(of: $0) } ?? .notAssigned
    }
    var found: Int?
    if let account { found = rules.department(ofUser: account) }
    if found == nil, let address { found = rules.department(of: address) }
    return (found ?? rules.fallback).map { DepartmentIndex(position: Int32($0 + 1)) }
      ?? .notAssigned
  }

  private mutating func network(of address: IPAddress) -> DepartmentIndex {
    let segment = IPNetwork(segmentOf: address)
    if let known = networks[segment] { return known }
    guard networks.count < Self.maximumNetworks else { return .notAssigned }
    let index = DepartmentIndex(position: Int32(names.count))
    names.append(segment.description)
    networks[segment] = index
    return index
  }
}
