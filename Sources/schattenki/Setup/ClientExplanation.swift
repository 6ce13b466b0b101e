import Agent
import Bytes
import Company
import Directory

/// Says for an administrator to which department a client belongs, and why.
struct ClientExplanation {
  /// Nil when no departments are configured.
  let rules: DepartmentRules?
  /// What leases and directory say; nil when no departments are configured.
  let known: ClientSources.Knowledge?
  let now: Timestamp

  /// - Parameter text: an address, the name of a machine or of a user as logs write it, a MAC address,
  ///   or `vlan:` with a number.
  func text(of text: String) -> String {
    guard let rules else {
      let network = IPAddress(text).map { IPNetwork(segmentOf: $0).description }
      return network.map { "\(text): network \($0), which stands for a department" }
        ?? "\(text): not assigned, no departments are configured"
    }
    var client = Client()
    if let address = IPAddress(text) {
      client.address = address
      let machine = known?.leases.machine(at: address, now)
      if let machine { client.learn(machine) }
      return "\(text)\(machine.map(lease) ?? ""): \(place(of: client, rules))"
    }
    if let hardware = HardwareAddress(text) {
      client.hardware = hardware
      return "\(text): \(place(of: client, rules))"
    }
    if text.hasPrefix("vlan:"), let number = UInt16(text.dropFirst(5)) {
      client.vlan = number
      return "\(text): \(place(of: client, rules))"
    }
    var asUser = Client()
    asUser.setAccount(Array(text.utf8).span)
    client.setMachine(Array(text.utf8).span)
    return
      "\(text): as a user \(place(of: asUser, rules)); as a machine \(place(of: client, rules))"
  }

  private func lease(_ machine: Machine) -> String {
    let names = [machine.hostName, machine.hardware?.description].compactMap(\.self)
    return " (leased to \(names.joined(separator: ", ")) now)"
  }

  private func place(of client: Client, _ rules: DepartmentRules) -> String {
    guard let found = rules.find(client, in: known?.accounts ?? []) else {
      return "not assigned: no rule fits"
    }
    let name = rules.names[found.department]
    switch found.ground {
    case .user(let rule): return "'\(name)', by the user rule '\(rule)'"
    case .group(let group): return "'\(name)', by the directory group '\(group)'"
    case .directoryDepartment(let department):
      return "'\(name)', by the directory's department '\(department)'"
    case .machine(let rule): return "'\(name)', by the host rule '\(rule)'"
    case .hardware(let address): return "'\(name)', by the MAC address \(address)"
    case .network(let network): return "'\(name)', by the network \(network)"
    case .vlan(let number): return "'\(name)', by VLAN \(number)"
    case .fallback: return "'\(name)', the default, because no other rule fits"
    }
  }
}
