package import Bytes

/// The networks whose clients use AI services and belong to no department: what is missing in the
/// company's rules.
package struct UnassignedNetworks: Sendable {
  package struct Use: Sendable {
    package fileprivate(set) var accesses: UInt64 = 0
    package fileprivate(set) var people: Set<PersonMark> = []
  }

  /// More networks than a company has: a log with spoofed or public clients must not fill memory.
  private static let maximumNetworks = 10_000

  package private(set) var uses: [IPNetwork: Use] = [:]

  package init() {}

  package mutating func addAccess(from network: IPNetwork, by person: PersonMark) {
    guard uses[network] != nil || uses.count < Self.maximumNetworks else { return }
    uses[network, default: Use()].accesses &+= 1
    if person.isKnown { uses[network]?.people.insert(person) }
  }
}
