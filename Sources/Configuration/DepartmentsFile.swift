import Bytes
package import Company

/// Reads `departments.yaml`: who belongs to which department.
package enum DepartmentsFile {
  /// - Throws: everything that is wrong in the file.
  package static func read(_ file: String) throws(ConfigurationProblems) -> DepartmentRules {
    var reader = DepartmentsReader(yaml: StrictYAML(file: file))
    let rules = reader.rules()
    guard reader.yaml.problems.isEmpty else {
      throw ConfigurationProblems(all: reader.yaml.problems)
    }
    return rules
  }
}

private struct DepartmentsReader {
  var yaml: StrictYAML
  private var rules_ = DepartmentRules()
  private var places: [String: Int] = [:]
  private var departmentOfNetwork: [IPNetwork: String] = [:]

  init(yaml: StrictYAML) { self.yaml = yaml }

  mutating func rules() -> DepartmentRules {
    guard let root = yaml.root(),
      let values = yaml.mapping(root, keys: ["departments", "default"])
    else { return rules_ }
    let fallback = yaml.text(values["default"])
    for node in yaml.list(yaml.required("departments", in: values, of: root)) {
      department(node, fallback: fallback)
    }
    if let fallback {
      if places[fallback] == nil {
        yaml.report(
          yaml.unknown("department", fallback, among: places.keys.sorted()), at: values["default"])
      }
      rules_.fallback = places[fallback]
    }
    return rules_
  }

  private mutating func department(_ node: YAMLNode, fallback: String?) {
    guard let values = yaml.mapping(node, keys: ["name", "networks", "hosts", "users"]),
      let nameNode = yaml.required("name", in: values, of: node), let name = yaml.text(nameNode)
    else { return }
    guard places[name] == nil else {
      yaml.report("department '\(name)' is written twice", at: nameNode)
      return
    }
    let place = rules_.addDepartment(name)
    places[name] = place
    for network in yaml.list(values["networks"]) { add(network, to: name, at: place) }
    for host in yaml.list(values["hosts"]) {
      if let pattern = yaml.text(host) { rules_.add(MachinePattern(pattern), to: place) }
    }
    for user in yaml.list(values["users"]) {
      if let pattern = yaml.text(user) { rules_.add(UserPattern(pattern), to: place) }
    }
    if values["networks"] == nil, values["hosts"] == nil, values["users"] == nil, name != fallback {
      yaml.report(
        "department '\(name)' has no networks, hosts or users: nobody is in it", at: node)
    }
  }

  private mutating func add(_ node: YAMLNode, to name: String, at place: Int) {
    guard let text = yaml.text(node) else { return }
    guard let network = IPNetwork(text) else {
      yaml.report(
        "'\(text)' is not a network; write it as 10.1.0.0/16 or 2001:db8::/48, "
          + "with no bits set after the prefix", at: node)
      return
    }
    if let other = departmentOfNetwork.updateValue(name, forKey: network) {
      yaml.report("network \(text) belongs to '\(other)' already", at: node)
    }
    rules_.add(network, to: place)
  }
}
