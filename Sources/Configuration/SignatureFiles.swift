package import AIServices
import Bytes
import Foundation
import Yams

/// Reads a folder of signature files, one a vendor.
package enum SignatureFiles {
  /// - Throws: everything that is wrong in the folder.
  package static func read(folder: String) throws(ConfigurationProblems) -> [Vendor] {
    var problems: [ConfigurationProblem] = []
    var vendors: [Vendor] = []
    var seen = SeenNames()
    let names = try fileNames(in: folder)
    for name in names {
      var reader = SignatureReader(file: "\(folder)/\(name)".replacing("//", with: "/"), seen: seen)
      if let vendor = reader.vendor() { vendors.append(vendor) }
      seen = reader.seen
      problems += reader.yaml.problems
    }
    problems += seen.swallowedHosts
    guard problems.isEmpty else { throw ConfigurationProblems(all: problems) }
    return vendors
  }

  private static func fileNames(in folder: String) throws(ConfigurationProblems) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    let files = names.map { $0.filter { $0.hasSuffix(".yaml") }.sorted() } ?? []
    guard files.isEmpty else { return files }
    let message = names == nil ? "is not a folder that can be read" : "holds no .yaml file"
    throw ConfigurationProblems(
      all: [ConfigurationProblem(file: folder, line: nil, column: nil, message: message)])
  }
}

/// The names that are taken, over all files of a folder.
private struct SeenNames {
  /// A host's signature, and where it stands.
  struct Host {
    let file: String
    let line: Int?
    let column: Int?
    let service: String
    let role: HostRole
    let isExact: Bool
  }

  /// The file of each service.
  var services: [String: String] = [:]
  /// By name; `=` before it for those that match exactly.
  var hosts: [String: Host] = [:]

  /// Hosts that a wider signature recognises as the same service in the same role: they say
  /// nothing, and hide that the wider one does.
  var swallowedHosts: [ConfigurationProblem] {
    let problems = hosts.compactMap { key, host -> ConfigurationProblem? in
      let name = key.drop { $0 == "=" }
      guard let (widerName, wider) = widerSignature(above: name, of: host),
        wider.service == host.service, wider.role == host.role
      else { return nil }
      return ConfigurationProblem(
        file: host.file, line: host.line, column: host.column,
        message: "host '\(name)' is covered by '\(widerName)' already, with the same role")
    }
    return problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }

  /// The next signature that would recognise the host if its own were not there.
  private func widerSignature(above name: Substring, of host: Host) -> (Substring, Host)? {
    if host.isExact, let same = hosts[String(name)] { return (name, same) }
    var rest = name
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      if let wider = hosts[String(rest)] { return (rest, wider) }
    }
    return nil
  }
}

private struct SignatureReader {
  var yaml: StrictYAML
  var seen: SeenNames

  init(file: String, seen: SeenNames) {
    yaml = StrictYAML(file: file)
    self.seen = seen
  }

  mutating func vendor() -> Vendor? {
    guard let root = yaml.root(),
      let values = yaml.mapping(root, keys: ["vendor", "name", "country", "services"])
    else { return nil }
    let id = identifier(yaml.required("vendor", in: values, of: root))
    let name = yaml.text(yaml.required("name", in: values, of: root))
    let country = country(yaml.required("country", in: values, of: root))
    let services = yaml.list(yaml.required("services", in: values, of: root))
      .compactMap { service($0) }
    let fileName = (yaml.file as NSString).lastPathComponent
    if let id, fileName != "\(id).yaml" {
      yaml.report(
        "vendor '\(id)' must stand in a file of its name: \(id).yaml", at: values["vendor"])
    }
    guard let id, let name, let country else { return nil }
    return Vendor(id: id, name: name, country: country, services: services)
  }

  private mutating func service(_ node: Node) -> Service? {
    guard let values = yaml.mapping(node, keys: ["id", "name", "category", "hosts"]) else {
      return nil
    }
    let idNode = yaml.required("id", in: values, of: node)
    let id = identifier(idNode)
    let name = yaml.text(yaml.required("name", in: values, of: node))
    let category = yaml.word(
      yaml.required("category", in: values, of: node), as: "category", ServiceCategory.self)
    let hostNodes = yaml.list(yaml.required("hosts", in: values, of: node))
    if hostNodes.isEmpty, values["hosts"] != nil {
      yaml.report("a service needs a host", at: values["hosts"])
    }
    let hosts = hostNodes.compactMap { host($0, of: id) }
    if let id {
      if let file = seen.services.updateValue(yaml.file, forKey: id) {
        yaml.report("service '\(id)' stands in \(file) already", at: idNode)
      }
    }
    guard let id, let name, let category else { return nil }
    return Service(id: id, name: name, category: category, hosts: hosts)
  }

  private mutating func host(_ node: Node, of service: String?) -> HostSignature? {
    let keys = ["host", "role", "match", "evidence", "checked", "note"]
    guard let values = yaml.mapping(node, keys: keys) else { return nil }
    let isExact = values["match"].map { yaml.word($0, as: "match", MatchKind.self) } == .exact
    let hostNode = yaml.required("host", in: values, of: node)
    let host = hostName(hostNode, isExact: isExact)
    let role = yaml.word(yaml.required("role", in: values, of: node), as: "role", HostRole.self)
    if let host, let role, let hostNode { take(host, role, isExact, hostNode, service ?? "") }
    let evidence = evidence(yaml.required("evidence", in: values, of: node))
    let checked = yaml.date(yaml.required("checked", in: values, of: node))
    let note = yaml.text(values["note"])
    guard let host, let role, let evidence, let checked else { return nil }
    return HostSignature(
      host: host, role: role, isExact: isExact, evidence: evidence, checked: checked, note: note)
  }

  private enum MatchKind: String, CaseIterable { case suffix, exact }

  private mutating func identifier(_ node: Node?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    let isValid = text.utf8.allSatisfy {
      (ASCII.isLetter($0) && !ASCII.isUppercase($0)) || ASCII.isDigit($0) || $0 == ASCII.hyphen
    }
    if isValid, !text.hasPrefix("-") { return text }
    yaml.report("'\(text)' is not an id: lower-case letters, digits and hyphens only", at: node)
    return nil
  }

  private mutating func country(_ node: Node?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    if text.utf8.count == 2, text.utf8.allSatisfy(ASCII.isUppercase) { return text }
    yaml.report("'\(text)' is not a country code of two capital letters (ISO 3166-1)", at: node)
    return nil
  }

  private mutating func evidence(_ node: Node?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    if text == "observed" || text.hasPrefix("https://") { return text }
    yaml.report("evidence is the https address of a document, or 'observed'", at: node)
    return nil
  }

  private mutating func hostName(_ node: Node?, isExact: Bool) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    if text != text.lowercased() || !text.contains(".") {
      yaml.report("'\(text)' must be a full host name in lower case", at: node)
      return nil
    }
    // One label may be `*`, a customer's own; what stands behind it must be the vendor's.
    let parts = text.split(separator: ".*.", omittingEmptySubsequences: false)
    if parts.count > 2 || (parts.count == 2 && !parts[1].contains(".")) {
      yaml.report(
        "'\(text)' may hold one label '*', before a domain of two labels or more", at: node)
      return nil
    }
    if let problem = Catalogue.problem(withHost: parts.joined(separator: ".x.")) {
      yaml.report("'\(text)' is \(problem)", at: node)
      return nil
    }
    if !isExact, SharedInfrastructure.contains(text) {
      yaml.report(
        "'\(text)' is shared by many owners; sign the full names below it, or 'match: exact'",
        at: node)
      return nil
    }
    return text
  }

  /// Notes that a host is taken.
  private mutating func take(
    _ host: String, _ role: HostRole, _ isExact: Bool, _ node: Node, _ service: String
  ) {
    let taken = SeenNames.Host(
      file: yaml.file, line: node.mark?.line, column: node.mark?.column, service: service,
      role: role, isExact: isExact)
    if let before = seen.hosts.updateValue(taken, forKey: isExact ? "=\(host)" : host) {
      yaml.report("host '\(host)' stands in \(before.file) already", at: node)
    }
  }
}
