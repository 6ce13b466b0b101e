import Bytes
import Company

/// Says for an administrator to which department a client belongs, and why.
struct ClientExplanation {
  /// Nil when no departments are configured.
  let rules: DepartmentRules?

  /// - Parameter client: an address, or the name of a machine or of a user as logs write it.
  func text(of client: String) -> String {
    guard let rules else {
      let network = IPAddress(client).map { IPNetwork(segmentOf: $0).description }
      return network.map { "\(client): network \($0), which stands for a department" }
        ?? "\(client): not assigned, no departments are configured"
    }
    if let address = IPAddress(client) {
      return "\(client): \(place(rules.find(user: nil, machine: nil, address: address), rules))"
    }
    var machine = MachineName()
    machine.set(Array(client.utf8).span)
    var user = AccountName()
    user.set(Array(client.utf8).span)
    let asUser = rules.find(user: user, machine: nil, address: nil)
    let asMachine = rules.find(user: nil, machine: machine, address: nil)
    return "\(client): as a user \(place(asUser, rules)); as a machine \(place(asMachine, rules))"
  }

  private func place(
    _ found: (department: Int, ground: DepartmentRules.Ground)?, _ rules: DepartmentRules
  ) -> String {
    guard let found else { return "not assigned: no rule fits" }
    let name = rules.names[found.department]
    switch found.ground {
    case .user(let rule): return "'\(name)', by the user rule '\(rule)'"
    case .machine(let rule): return "'\(name)', by the host rule '\(rule)'"
    case .network(let network): return "'\(name)', by the network \(network)"
    case .fallback: return "'\(name)', the default, because no other rule fits"
    }
  }
}
