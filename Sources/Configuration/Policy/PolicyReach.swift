import AIServices
import Bytes
import Policies

/// Of what, for whom and when an entry speaks.
extension PolicyReader {
  static let reachKeys = ["service", "vendor", "category", "departments", "from", "until"]

  mutating func reach(_ values: YAMLValues, of node: YAMLNode, needsFrom: Bool) -> Reach? {
    let scope = scope(values, of: node)
    let departments = departments(values["departments"])
    let from = yaml.date(
      needsFrom ? yaml.required("from", in: values, of: node) : values["from"])
    let until = yaml.date(values["until"])
    if let from, let until, until < from {
      yaml.report("'until' lies before 'from'", at: values["until"])
    }
    guard let scope, from != nil || !needsFrom else { return nil }
    return Reach(scope, departments: departments, from: from, until: until, line: node.place.line)
  }

  private mutating func scope(_ values: YAMLValues, of node: YAMLNode) -> Scope? {
    let named = ["service", "vendor", "category"].compactMap { key in
      values[key].map { (key, $0) }
    }
    guard let (key, value) = named.first else {
      yaml.report("'service', 'vendor' or 'category' is missing", at: node)
      return nil
    }
    for (other, node) in named.dropFirst() {
      yaml.report(
        "'\(key)' stands here already; write an entry of its own for '\(other)'", at: node)
    }
    switch key {
    case "service": return service(value).map(Scope.service)
    case "vendor": return vendor(value).map(Scope.vendor)
    default: return yaml.word(value, as: "category", ServiceCategory.self).map(Scope.category)
    }
  }

  mutating func service(_ node: YAMLNode) -> ServiceIndex? {
    guard let id = yaml.text(node) else { return nil }
    if let service = catalogue.service(withID: id) { return service }
    yaml.report(yaml.unknown("service", id, among: catalogue.services.map(\.id)), at: node)
    return nil
  }

  private mutating func vendor(_ node: YAMLNode) -> String? {
    guard let id = yaml.text(node) else { return nil }
    let known = catalogue.vendors.map(\.id)
    if known.contains(id) { return id }
    yaml.report(yaml.unknown("vendor", id, among: known), at: node)
    return nil
  }

  /// Nil for all departments.
  private mutating func departments(_ node: YAMLNode?) -> Set<String>? {
    guard let node else { return nil }
    return Set(yaml.list(node).compactMap { department($0) })
  }

  mutating func department(_ node: YAMLNode) -> String? {
    guard let name = yaml.text(node) else { return nil }
    if let departments, !departments.contains(name) {
      yaml.report(
        departments.isEmpty
          ? "department '\(name)' is unknown: no departments.yaml was given"
          : yaml.unknown("department", name, among: departments), at: node)
    }
    return name
  }
}
