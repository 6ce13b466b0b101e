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
  var services: [String: String] = [:]
  var hosts: [String: String] = [:]
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
    let hosts = hostNodes.compactMap { host($0) }
    if let id {
      if let file = seen.services.updateValue(yaml.file, forKey: id) {
        yaml.report("service '\(id)' stands in \(file) already", at: idNode)
      }
    }
    guard let id, let name, let category else { return nil }
    return Service(id: id, name: name, category: category, hosts: hosts)
  }

  private mutating func host(_ node: Node) -> HostSignature? {
    let keys = ["host", "role", "match", "evidence", "checked", "note"]
    guard let values = yaml.mapping(node, keys: keys) else { return nil }
    let isExact = values["match"].map { yaml.word($0, as: "match", MatchKind.self) } == .exact
    let host = hostName(yaml.required("host", in: values, of: node), isExact: isExact)
    let role = yaml.word(yaml.required("role", in: values, of: node), as: "role", HostRole.self)
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
    if let problem = Catalogue.problem(withHost: text) {
      yaml.report("'\(text)' is \(problem)", at: node)
      return nil
    }
    if let file = seen.hosts.updateValue(yaml.file, forKey: isExact ? "=\(text)" : text) {
      yaml.report("host '\(text)' stands in \(file) already", at: node)
    }
    return text
  }
}
