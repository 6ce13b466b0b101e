import Bytes
package import Company

/// What `departments.yaml` says: who belongs to which department, and where more stands about it.
package struct DepartmentsFile: Sendable {
  package fileprivate(set) var rules = DepartmentRules()
  package fileprivate(set) var sharedMachines = SharedMachines()
  /// The lease files of DHCP servers.
  package fileprivate(set) var leaseFiles: [String] = []
  /// Exports of the directory, as CSV or LDIF.
  package fileprivate(set) var directoryExports: [String] = []

  /// - Throws: everything that is wrong in the file.
  package static func read(_ file: String) throws(ConfigurationProblems) -> DepartmentsFile {
    var reader = DepartmentsReader(yaml: StrictYAML(file: file))
    reader.read()
    guard reader.yaml.problems.isEmpty else {
      throw ConfigurationProblems(all: reader.yaml.problems)
    }
    return reader.result
  }
}

private struct DepartmentsReader {
  var yaml: StrictYAML
  private(set) var result = DepartmentsFile()
  private var places: [String: Int] = [:]
  /// Which department each value that must not be in two of them was given to.
  private var owners: [String: String] = [:]

  /// The keys by which somebody belongs to a department.
  private static let memberships = [
    "users", "groups", "directory_departments", "hosts", "mac_addresses", "networks", "vlans",
  ]

  init(yaml: StrictYAML) { self.yaml = yaml }

  mutating func read() {
    guard let root = yaml.root(),
      let values = yaml.mapping(
        root, keys: ["departments", "default", "directory", "leases", "shared_machines"])
    else { return }
    let fallback = yaml.text(values["default"])
    for node in yaml.list(yaml.required("departments", in: values, of: root)) {
      department(node, fallback: fallback)
    }
    if let fallback {
      if places[fallback] == nil {
        yaml.report(
          yaml.unknown("department", fallback, among: places.keys.sorted()), at: values["default"])
      }
      result.rules.fallback = places[fallback]
    }
    result.leaseFiles = paths(values["leases"])
    for node in yaml.list(values["shared_machines"]) { sharedMachine(node) }
    directory(values["directory"])
  }

  // MARK: Departments

  private mutating func department(_ node: YAMLNode, fallback: String?) {
    guard let values = yaml.mapping(node, keys: ["name"] + Self.memberships),
      let nameNode = yaml.required("name", in: values, of: node), let name = yaml.text(nameNode)
    else { return }
    guard places[name] == nil else {
      yaml.report("department '\(name)' is written twice", at: nameNode)
      return
    }
    let place = result.rules.addDepartment(name)
    places[name] = place
    each(values["users"]) { $0.result.rules.add(UserPattern($1), to: place) }
    each(values["hosts"]) { $0.result.rules.add(MachinePattern($1), to: place) }
    for node in yaml.list(values["groups"]) {
      guard let group = yaml.text(node), isFree("group", group.lowercased(), node, for: name)
      else { continue }
      result.rules.add(group: group, to: place)
    }
    for node in yaml.list(values["directory_departments"]) {
      guard let text = yaml.text(node),
        isFree("directory department", text.lowercased(), node, for: name)
      else { continue }
      result.rules.add(directoryDepartment: text, to: place)
    }
    for node in yaml.list(values["mac_addresses"]) { addHardware(node, to: name, at: place) }
    for node in yaml.list(values["networks"]) { addNetwork(node, to: name, at: place) }
    for node in yaml.list(values["vlans"]) { addVLAN(node, to: name, at: place) }
    if Self.memberships.allSatisfy({ values[$0] == nil }), name != fallback {
      yaml.report(
        "department '\(name)' has none of \(Self.memberships.joined(separator: ", ")): "
          + "nobody is in it", at: node)
    }
  }

  private mutating func each(_ list: YAMLNode?, _ body: (inout Self, String) -> Void) {
    for node in yaml.list(list) {
      if let text = yaml.text(node) { body(&self, text) }
    }
  }

  /// Whether `value` is in no other department yet; notes a problem when it is.
  private mutating func isFree(
    _ kind: String, _ value: String, _ node: YAMLNode, for name: String
  ) -> Bool {
    guard let other = owners.updateValue(name, forKey: "\(kind) \(value)") else { return true }
    yaml.report("\(kind) \(value) belongs to '\(other)' already", at: node)
    return false
  }

  private mutating func addHardware(_ node: YAMLNode, to name: String, at place: Int) {
    guard let text = yaml.text(node) else { return }
    guard let address = HardwareAddress(text) else {
      yaml.report("'\(text)' is not a MAC address; write it as 3c:52:82:0a:1b:2c", at: node)
      return
    }
    guard isFree("MAC address", address.description, node, for: name) else { return }
    result.rules.add(address, to: place)
  }

  private mutating func addNetwork(_ node: YAMLNode, to name: String, at place: Int) {
    guard let text = yaml.text(node), let network = network(node) else { return }
    if let other = owners.updateValue(name, forKey: "network \(network)") {
      return yaml.report("network \(text) belongs to '\(other)' already", at: node)
    }
    result.rules.add(network, to: place)
  }

  private mutating func addVLAN(_ node: YAMLNode, to name: String, at place: Int) {
    guard let text = yaml.text(node) else { return }
    guard let number = UInt16(text), (1...4094).contains(number) else {
      yaml.report("'\(text)' is not the number of a VLAN, 1 to 4094", at: node)
      return
    }
    guard isFree("VLAN", text, node, for: name) else { return }
    result.rules.add(vlan: number, to: place)
  }

  private mutating func network(_ node: YAMLNode) -> IPNetwork? {
    guard let text = yaml.text(node) else { return nil }
    if let network = IPNetwork(text) { return network }
    yaml.report(
      "'\(text)' is not a network; write it as 10.1.0.0/16 or 2001:db8::/48, "
        + "with no bits set after the prefix", at: node)
    return nil
  }

  // MARK: What more stands elsewhere

  private mutating func directory(_ node: YAMLNode?) {
    if let node, let values = yaml.mapping(node, keys: ["exports"]) {
      result.directoryExports = paths(yaml.required("exports", in: values, of: node))
    } else if result.rules.needDirectory {
      yaml.report(
        "'groups' and 'directory_departments' need 'directory', which says where accounts stand")
    }
  }

  /// Paths of files, which are relative to the folder of this file.
  private mutating func paths(_ node: YAMLNode?) -> [String] {
    let folder = yaml.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return yaml.list(node).compactMap { node in
      yaml.text(node).map { path in
        path.hasPrefix("/") ? path : (folder + [Substring(path)]).joined(separator: "/")
      }
    }
  }

  private mutating func sharedMachine(_ node: YAMLNode) {
    guard let values = yaml.mapping(node, keys: ["network", "host", "people"]) else { return }
    let people = values["people"].map { self.people($0) } ?? 2
    guard let people else { return }
    switch (values["network"], values["host"]) {
    case (let node?, nil):
      if let network = network(node) { result.sharedMachines.add(network, people: people) }
    case (nil, let node?):
      if let host = yaml.text(node) {
        result.sharedMachines.add(MachinePattern(host), people: people)
      }
    default:
      yaml.report("expected either 'network' or 'host' here", at: node)
    }
  }

  private mutating func people(_ node: YAMLNode) -> UInt16? {
    guard let text = yaml.text(node) else { return nil }
    if let people = UInt16(text), people >= 2 { return people }
    yaml.report(
      "'\(text)' is not the number of people who use the machine at least, 2 to 65535", at: node)
    return nil
  }
}
