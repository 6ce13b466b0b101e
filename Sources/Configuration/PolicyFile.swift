package import AIServices
import Bytes
package import Company

/// Reads `policy.yaml`: which services are approved and which are prohibited.
package enum PolicyFile {
  /// - Parameters:
  ///   - catalogue: knows the services that may be named.
  ///   - departments: the departments that may be named; nil when that is not known.
  /// - Throws: everything that is wrong in the file.
  package static func read(
    _ file: String, catalogue: Catalogue, departments: [String]?
  ) throws(ConfigurationProblems) -> Policy {
    var reader = PolicyReader(
      yaml: StrictYAML(file: file), catalogue: catalogue, departments: departments)
    let policy = reader.policy()
    guard reader.yaml.problems.isEmpty else {
      throw ConfigurationProblems(all: reader.yaml.problems)
    }
    return policy
  }
}

private struct PolicyReader {
  var yaml: StrictYAML
  let catalogue: Catalogue
  let departments: [String]?

  mutating func policy() -> Policy {
    guard let root = yaml.root(),
      let values = yaml.mapping(root, keys: ["contact", "approved", "prohibited"])
    else { return .none }
    let contact = values["contact"].flatMap { self.contact($0) }
    let approvals = yaml.list(values["approved"]).compactMap { self.approval($0) }
    let prohibitions = yaml.list(values["prohibited"]).compactMap { self.prohibition($0) }
    return Policy(contact: contact, approvals: approvals, prohibitions: prohibitions)
  }

  private mutating func contact(_ node: YAMLNode) -> Policy.Contact? {
    guard let values = yaml.mapping(node, keys: ["name", "email", "phone"]),
      let name = yaml.text(yaml.required("name", in: values, of: node))
    else { return nil }
    return Policy.Contact(
      name: name, email: yaml.text(values["email"]), phone: yaml.text(values["phone"]))
  }

  private mutating func approval(_ node: YAMLNode) -> Policy.Approval? {
    let keys = ["service", "departments", "data", "owner", "from", "until", "review_by"]
    guard let values = yaml.mapping(node, keys: keys) else { return nil }
    let service = service(yaml.required("service", in: values, of: node))
    let departments = departments(values["departments"])
    let data = yaml.list(yaml.required("data", in: values, of: node))
      .compactMap { yaml.word($0, as: "data class", Policy.DataClass.self) }
    let owner = yaml.text(yaml.required("owner", in: values, of: node))
    let from = yaml.date(yaml.required("from", in: values, of: node))
    let until = yaml.date(values["until"])
    let reviewBy = yaml.date(values["review_by"])
    if let from, let until, until < from {
      yaml.report("'until' lies before 'from'", at: values["until"])
    }
    guard let service, let owner, let from else { return nil }
    return Policy.Approval(
      service: service, departments: departments, data: data, owner: owner, from: from,
      until: until, reviewBy: reviewBy)
  }

  private mutating func prohibition(_ node: YAMLNode) -> Policy.Prohibition? {
    let keys = ["service", "departments", "from", "reason", "alternative"]
    guard let values = yaml.mapping(node, keys: keys) else { return nil }
    let service = service(yaml.required("service", in: values, of: node))
    let departments = departments(values["departments"])
    let reason = yaml.text(yaml.required("reason", in: values, of: node))
    let from = yaml.date(values["from"])
    let alternative = values["alternative"].flatMap { self.service($0) }
    guard let service, let reason else { return nil }
    return Policy.Prohibition(
      service: service, departments: departments, from: from, reason: reason,
      alternative: alternative)
  }

  private mutating func service(_ node: YAMLNode?) -> ServiceIndex? {
    guard let node, let id = yaml.text(node) else { return nil }
    if let service = catalogue.service(withID: id) { return service }
    yaml.report(yaml.unknown("service", id, among: catalogue.services.map(\.id)), at: node)
    return nil
  }

  /// Nil for all departments.
  private mutating func departments(_ node: YAMLNode?) -> Set<String>? {
    guard let node else { return nil }
    var names: Set<String> = []
    for element in yaml.list(node) {
      guard let name = yaml.text(element) else { continue }
      if let departments, !departments.contains(name) {
        yaml.report(
          departments.isEmpty
            ? "department '\(name)' is unknown: no departments.yaml was given"
            : yaml.unknown("department", name, among: departments), at: element)
      }
      names.insert(name)
    }
    return names
  }
}
