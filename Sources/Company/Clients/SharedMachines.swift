package import Bytes

/// Machines that several people use at once, such as terminal servers, or that several stand behind, as
/// behind a gateway with NAT: one address is not one person there.
package struct SharedMachines: Sendable {
  private var networks = NetworkTable()
  private var names = NameRules()

  package init() {}

  /// - Parameter people: how many at least use each machine of the network; 2 or more.
  package mutating func add(_ network: IPNetwork, people: UInt16) {
    networks.set(network, Int(people))
  }

  package mutating func add(_ pattern: MachinePattern, people: UInt16) {
    names.add(pattern.pattern, isQualified: pattern.namesDomain, value: Int(people))
  }

  /// How many people may be behind the client's machine; 1 when it is not known to be shared.
  func people(behind client: Client) -> UInt16 {
    if let machine = client.machine,
      let rule = names.find(
        full: machine.full.span, bare: machine.full.span.extracting(machine.bareRange))
    {
      return UInt16(clamping: rule.value)
    }
    guard let address = client.address, let found = networks.find(address) else { return 1 }
    return UInt16(clamping: found.value)
  }
}
