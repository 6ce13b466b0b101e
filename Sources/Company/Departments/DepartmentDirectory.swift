import Bytes
import Directory
package import Usage

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

  /// - Parameter accounts: those of each directory; the first that knows an account counts.
  mutating func department(of client: Client, in accounts: [DirectoryAccounts]) -> DepartmentIndex {
    guard let rules else {
      return client.address.map { network(of: $0) } ?? .notAssigned
    }
    let found = rules.find(client, in: accounts)
    return found.map { DepartmentIndex(position: Int32($0.department + 1)) } ?? .notAssigned
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
