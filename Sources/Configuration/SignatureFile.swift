import AIServices
import Bytes
import Foundation

/// One signature file as it was read.
struct SignatureFile: Sendable {
  /// A file describes a vendor, or says what does not count.
  enum Content: Sendable {
    case vendor(Vendor)
    case switchedOff([SignatureFiles.SwitchedOff])
  }

  /// Nil when the file is wrong.
  let content: Content?
  let problems: [ConfigurationProblem]
  /// The names that the file takes.
  let claims: [TakenNames.Claim]

  init(path: String) {
    var reader = SignatureReader(file: path)
    content = reader.content()
    problems = reader.yaml.problems
    claims = reader.claims
  }
}

private struct SignatureReader {
  private(set) var yaml: StrictYAML
  private(set) var claims: [TakenNames.Claim] = []

  init(file: String) { yaml = StrictYAML(file: file) }

  mutating func content() -> SignatureFile.Content? {
    guard let root = yaml.root() else { return nil }
    if let entry = root.mapping?.first, root.mapping?.count == 1,
      entry.key.content == .scalar("switch_off")
    {
      return .switchedOff(switchedOff(entry.value))
    }
    return vendor(root).map { .vendor($0) }
  }

  private mutating func switchedOff(_ node: YAMLNode?) -> [SignatureFiles.SwitchedOff] {
    yaml.list(node).compactMap { entry in
      yaml.text(entry).map {
        SignatureFiles.SwitchedOff(
          name: $0.lowercased(), file: yaml.file, line: entry.place.line, column: entry.place.column
        )
      }
    }
  }

  private mutating func vendor(_ root: YAMLNode) -> Vendor? {
    guard let values = yaml.mapping(root, keys: ["vendor", "name", "country", "services"]) else {
      return nil
    }
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

  private static let serviceKeys = [
    "id", "name", "category", "formerly", "ai_act", "imitated", "hosts", "paths", "user_agents",
    "ports",
  ]

  private mutating func service(_ node: YAMLNode) -> Service? {
    guard let values = yaml.mapping(node, keys: Self.serviceKeys) else { return nil }
    let idNode = yaml.required("id", in: values, of: node)
    let id = identifier(idNode)
    let name = yaml.text(yaml.required("name", in: values, of: node))
    let category = yaml.word(
      yaml.required("category", in: values, of: node), as: "category", ServiceCategory.self)
    let formerNames = yaml.list(values["formerly"]).compactMap { formerName($0) }
    let points = yaml.list(values["ai_act"]).compactMap {
      yaml.word($0, as: "point of the AI Act", AIActPoint.self)
    }
    let signatures = signatures(in: values, of: id ?? "", category)
    if signatures == nil {
      yaml.report("a service needs a host, path, user agent or port", at: idNode ?? node)
    }
    if let id, let idNode {
      claims.append(TakenNames.Claim(.service(id), service: id, file: yaml.file, node: idNode))
    }
    guard let id, let name, let category else { return nil }
    return Service(
      id: id, name: name, category: category, formerNames: formerNames, aiActPoints: points,
      isImitated: values["imitated"].map { isTrue($0) } ?? false, signatures: signatures ?? [])
  }

  /// Nil when there is no entry at all; wrong entries are left out.
  private mutating func signatures(
    in values: YAMLValues, of service: String, _ category: ServiceCategory?
  ) -> [Signature]? {
    let (hosts, paths) = (yaml.list(values["hosts"]), yaml.list(values["paths"]))
    let (agents, ports) = (yaml.list(values["user_agents"]), yaml.list(values["ports"]))
    guard !hosts.isEmpty || !paths.isEmpty || !agents.isEmpty || !ports.isEmpty else { return nil }
    let isOffice = category == .saasWithAI
    return hosts.compactMap { host($0, of: service, isOffice: isOffice) }
      + paths.compactMap { path($0, of: service) }
      + agents.compactMap { userAgent($0, of: service) }
      + ports.compactMap { port($0, of: service) }
  }

  private mutating func formerName(_ node: YAMLNode) -> FormerName? {
    guard let values = yaml.mapping(node, keys: ["name", "until", "evidence"]) else { return nil }
    let name = yaml.text(yaml.required("name", in: values, of: node))
    let untilNode = yaml.required("until", in: values, of: node)
    let until = yaml.text(untilNode)
    let evidence = evidence(yaml.required("evidence", in: values, of: node))
    guard let name, let until, let evidence else { return nil }
    // A day of the calendar, or the beginning of one.
    guard until.utf8.count == 4 || until.utf8.count == 7 || until.utf8.count == 10,
      CivilDate(until + "2000-01-01".dropFirst(until.count)) != nil
    else {
      yaml.report(
        "'\(until)' is not a day, month or year; write 2024-02-08 or 2024-02", at: untilNode)
      return nil
    }
    return FormerName(name: name, until: until, evidence: evidence)
  }

  // MARK: What recognises a service

  /// What all kinds of signatures have.
  private static let commonKeys = ["evidence", "checked", "note"]
  private static let hostKeys = ["host", "match", "role", "plan", "shared"] + commonKeys
  private static let pathKeys = ["host", "match", "path", "role", "plan"] + commonKeys
  private static let userAgentKeys = ["product", "role"] + commonKeys
  private static let portKeys = ["port", "path", "role"] + commonKeys

  private mutating func host(_ node: YAMLNode, of service: String, isOffice: Bool) -> Signature? {
    guard let values = yaml.mapping(node, keys: Self.hostKeys) else { return nil }
    let hostNode = yaml.required("host", in: values, of: node)
    let host = hostPattern(hostNode, match: values["match"])
    if let host, !host.isExact, SharedInfrastructure.contains(host.name, isOffice: isOffice) {
      yaml.report(
        "'\(host.name)' is shared by many owners; sign the full names below it, or 'match: exact'",
        at: hostNode)
    }
    return signature(
      host.map { .host($0) }, at: hostNode, in: node, values, of: service,
      role: role(yaml.required("role", in: values, of: node)))
  }

  private mutating func path(_ node: YAMLNode, of service: String) -> Signature? {
    guard let values = yaml.mapping(node, keys: Self.pathKeys) else { return nil }
    let host = hostPattern(yaml.required("host", in: values, of: node), match: values["match"])
    let pathNode = yaml.required("path", in: values, of: node)
    let path = yaml.text(pathNode)
    let role = role(yaml.required("role", in: values, of: node))
    guard let host, let path else { return nil }
    guard isPath(path), !host.name.contains("*") else {
      yaml.report(
        "'\(path)' must begin with a slash and name a path of a host without '*'", at: pathNode)
      return nil
    }
    return signature(
      .path(PathPattern(path), on: host), at: pathNode, in: node, values, of: service, role: role)
  }

  private func isPath(_ text: String) -> Bool {
    text.hasPrefix("/") && text.count > 1 && !text.contains(" ")
  }

  private mutating func userAgent(_ node: YAMLNode, of service: String) -> Signature? {
    guard let values = yaml.mapping(node, keys: Self.userAgentKeys) else {
      return nil
    }
    let productNode = yaml.required("product", in: values, of: node)
    let product = yaml.text(productNode)
    let isToken = product.map(UserAgentToken.isValid) ?? true
    if let product, !isToken {
      yaml.report(
        "'\(product)' is not a product token: letters, digits and '-_.+%' before the slash",
        at: productNode)
    }
    return signature(
      isToken ? product.map { .userAgent(product: $0.lowercased()) } : nil, at: productNode,
      in: node, values,
      of: service, role: values["role"].map { role($0) } ?? .api)
  }

  private mutating func port(_ node: YAMLNode, of service: String) -> Signature? {
    guard let values = yaml.mapping(node, keys: Self.portKeys) else {
      return nil
    }
    let portNode = yaml.required("port", in: values, of: node)
    let text = yaml.text(portNode)
    let port = text.flatMap { UInt16($0) }.flatMap { $0 == 0 ? nil : $0 }
    if let text, port == nil {
      yaml.report("'\(text)' is not a port from 1 to 65535", at: portNode)
    }
    let path = yaml.text(values["path"])
    if let path, !isPath(path) {
      yaml.report("'\(path)' must begin with a slash and be more than that", at: values["path"])
      return nil
    }
    return signature(
      port.map { .port($0, path: path.map { PathPattern($0) }) }, at: portNode, in: node, values,
      of: service,
      role: values["role"].map { role($0) } ?? .api)
  }

  /// The signature of a pattern, which the file takes.
  private mutating func signature(
    _ pattern: Signature.Pattern?, at node: YAMLNode?, in mapping: YAMLNode, _ values: YAMLValues,
    of service: String, role: HostRole?
  ) -> Signature? {
    let evidence = evidence(yaml.required("evidence", in: values, of: mapping))
    let checked = yaml.date(yaml.required("checked", in: values, of: mapping))
    let note = yaml.text(values["note"])
    let plan = values["plan"].map { yaml.word($0, as: "plan", Plan.self) } ?? nil
    let isShared = values["shared"].map { isTrue($0) } ?? false
    guard let pattern, let role, let evidence, let checked, let node else { return nil }
    let signature = Signature(
      pattern, role: role, plan: plan, isShared: isShared, evidence: evidence, checked: checked,
      note: note)
    claims.append(
      TakenNames.Claim(.signature(signature), service: service, file: yaml.file, node: node))
    return signature
  }

  // MARK: Values

  private static let https = Array("https://".utf8)
  private enum MatchKind: String, CaseIterable { case suffix, exact }
  private enum Truth: String, CaseIterable { case `true`, `false` }

  private mutating func isTrue(_ node: YAMLNode) -> Bool {
    yaml.word(node, as: "truth value", Truth.self) == .true
  }

  private mutating func role(_ node: YAMLNode?) -> HostRole? {
    yaml.word(node, as: "role", HostRole.self)
  }

  private mutating func identifier(_ node: YAMLNode?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    let isValid = text.utf8.allSatisfy {
      (ASCII.isLetter($0) && !ASCII.isUppercase($0)) || ASCII.isDigit($0) || $0 == ASCII.hyphen
    }
    if isValid, !text.hasPrefix("-") { return text }
    yaml.report("'\(text)' is not an id: lower-case letters, digits and hyphens only", at: node)
    return nil
  }

  private mutating func country(_ node: YAMLNode?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    if text.utf8.count == 2, text.utf8.allSatisfy(ASCII.isUppercase) { return text }
    yaml.report("'\(text)' is not a country code of two capital letters (ISO 3166-1)", at: node)
    return nil
  }

  private mutating func evidence(_ node: YAMLNode?) -> String? {
    guard let node, let text = yaml.text(node) else { return nil }
    if text == "observed" || text.utf8.starts(with: Self.https) { return text }
    yaml.report("evidence is the https address of a document, or 'observed'", at: node)
    return nil
  }

  private mutating func hostPattern(_ node: YAMLNode?, match: YAMLNode?) -> HostPattern? {
    let isExact = match.map { yaml.word($0, as: "match", MatchKind.self) } == .exact
    guard let node, let text = yaml.text(node) else { return nil }
    if text.utf8.contains(where: ASCII.isUppercase) || !text.utf8.contains(ASCII.dot) {
      yaml.report("'\(text)' must be a full host name in lower case", at: node)
      return nil
    }
    // One label may be `*`, a customer's own; what stands behind it must be the vendor's.
    let parts =
      text.utf8.contains(UInt8(ascii: "*"))
      ? text.split(separator: ".*.", omittingEmptySubsequences: false) : [text[...]]
    if parts.count > 2 || (parts.count == 2 && !parts[1].contains(".")) {
      yaml.report(
        "'\(text)' may hold one label '*', before a domain of two labels or more", at: node)
      return nil
    }
    if let problem = Catalogue.problem(withHost: parts.joined(separator: ".x.")) {
      yaml.report("'\(text)' is \(problem)", at: node)
      return nil
    }
    return HostPattern(text, isExact: isExact)
  }
}
