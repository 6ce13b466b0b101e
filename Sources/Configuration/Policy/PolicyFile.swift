package import AIServices
import Bytes
package import Policies

/// Reads `policy.yaml`: which services are approved, tolerated and prohibited.
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
      // From top to bottom, which is how the file is mended.
      throw ConfigurationProblems(
        all: reader.yaml.problems.sorted {
          ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0)
        })
    }
    return policy
  }
}

struct PolicyReader {
  var yaml: StrictYAML
  let catalogue: Catalogue
  let departments: [String]?

  mutating func policy() -> Policy {
    guard let root = yaml.root(),
      let values = yaml.mapping(root, keys: ["contact", "approved", "tolerated", "prohibited"])
    else { return .none }
    return Policy(
      contact: values["contact"].flatMap { contact($0) },
      approvals: yaml.list(values["approved"]).compactMap { approval($0) },
      tolerations: yaml.list(values["tolerated"]).compactMap { toleration($0) },
      prohibitions: yaml.list(values["prohibited"]).compactMap { prohibition($0) })
  }

  private mutating func contact(_ node: YAMLNode) -> Policy.Contact? {
    guard let values = yaml.mapping(node, keys: ["name", "email", "phone"]),
      let name = yaml.text(yaml.required("name", in: values, of: node))
    else { return nil }
    return Policy.Contact(
      name: name, email: yaml.text(values["email"]), phone: yaml.text(values["phone"]))
  }

  private mutating func approval(_ node: YAMLNode) -> Approval? {
    let details = [
      "data", "owner", "reason", "review_by", "upload_limit", "conditions", "supplier_check",
      "training",
    ]
    guard let values = yaml.mapping(node, keys: Self.reachKeys + details) else { return nil }
    let reach = reach(values, of: node, needsFrom: true)
    let data = yaml.list(yaml.required("data", in: values, of: node))
      .compactMap { yaml.word($0, as: "data class", DataClass.self) }
    let owner = yaml.text(yaml.required("owner", in: values, of: node))
    let reason = yaml.text(values["reason"])
    let reviewBy = yaml.date(values["review_by"])
    let uploadLimit = yaml.byteAmount(values["upload_limit"])
    let conditions = yaml.text(values["conditions"])
    let supplierCheck = values["supplier_check"].flatMap { self.supplierCheck($0) }
    let training = values["training"].flatMap { self.training($0) }
    guard let reach, let owner else { return nil }
    var approval = Approval(reach, data: data, owner: owner)
    approval.reason = reason
    approval.reviewBy = reviewBy
    approval.uploadLimit = uploadLimit
    approval.conditions = conditions
    approval.supplierCheck = supplierCheck
    approval.training = training
    return approval
  }

  private mutating func toleration(_ node: YAMLNode) -> Toleration? {
    guard let entry = entryWithAlternative(node) else { return nil }
    return Toleration(entry.reach, reason: entry.reason, alternative: entry.alternative)
  }

  private mutating func prohibition(_ node: YAMLNode) -> Prohibition? {
    guard let entry = entryWithAlternative(node) else { return nil }
    return Prohibition(entry.reach, reason: entry.reason, alternative: entry.alternative)
  }

  private mutating func entryWithAlternative(
    _ node: YAMLNode
  ) -> (reach: Reach, reason: String, alternative: ServiceIndex?)? {
    guard let values = yaml.mapping(node, keys: Self.reachKeys + ["reason", "alternative"]) else {
      return nil
    }
    let reach = reach(values, of: node, needsFrom: false)
    let reason = yaml.text(yaml.required("reason", in: values, of: node))
    let alternative = values["alternative"].flatMap { service($0) }
    guard let reach, let reason else { return nil }
    return (reach, reason, alternative)
  }
}
