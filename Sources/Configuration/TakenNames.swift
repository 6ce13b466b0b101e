import AIServices
import Bytes

/// The names that are taken, over all signature files of a folder.
struct TakenNames {
  /// A name that a file takes, and where it stands.
  struct Claim: Sendable {
    enum Name: Sendable {
      case service(String)
      case signature(Signature)
    }

    let name: Name
    let service: String
    let file: String
    private let line: Int32
    private let column: Int32

    init(_ name: Name, service: String, file: String, node: YAMLNode) {
      self.name = name
      self.service = service
      self.file = file
      (line, column) = (node.line, node.column)
    }

    var signature: Signature? {
      if case .signature(let signature) = name { signature } else { nil }
    }

    func problem(_ message: String) -> ConfigurationProblem {
      ConfigurationProblem(
        file: file, line: line > 0 ? Int(line) : nil, column: line > 0 ? Int(column) : nil,
        message: message)
    }
  }

  private var claims: [Claim] = []
  /// Positions in `claims`: of services by their ids, of hosts by hashes of their names. Lists of a
  /// hundred thousand hosts are read, too, and a domain above a host is looked up without making a
  /// name of it.
  private var services: [String: Int32] = [:]
  private var suffixes: [UInt64: Int32] = [:]
  private var exactHosts: [UInt64: Int32] = [:]
  private var others: [Signature.Pattern: Int32] = [:]

  /// Takes the names of a file.
  ///
  /// - Returns: a problem for each that is taken already.
  mutating func take(_ claims: [Claim]) -> [ConfigurationProblem] {
    claims.compactMap { claim in
      guard let before = take(claim) else { return nil }
      return claim.problem("\(claim.name.words) stands in \(before.file) already")
    }
  }

  private mutating func take(_ claim: Claim) -> Claim? {
    let position = Int32(clamping: claims.count)
    claims.append(claim)
    switch claim.name {
    case .service(let id): return services.updateValue(position, forKey: id).map(claim(at:))
    case .signature(let signature):
      // Two names of one hash would not be told apart; nobody meets them.
      return take(signature.pattern, position).map(claim(at:)).flatMap {
        $0.signature?.pattern == signature.pattern ? $0 : nil
      }
    }
  }

  private mutating func take(_ pattern: Signature.Pattern, _ position: Int32) -> Int32? {
    guard case .host(let host) = pattern else {
      return others.updateValue(position, forKey: pattern)
    }
    let hash = host.name.utf8.span.nameHash(seed: 0)
    return host.isExact
      ? exactHosts.updateValue(position, forKey: hash)
      : suffixes.updateValue(position, forKey: hash)
  }

  private func claim(at position: Int32) -> Claim { claims[Int(position)] }

  /// Hosts that a wider signature recognises as the same service in the same role: they say
  /// nothing, and hide that the wider one does.
  var swallowedHosts: [ConfigurationProblem] {
    claims.compactMap { claim -> ConfigurationProblem? in
      guard let signature = claim.signature, case .host(let host) = signature.pattern,
        let wider = wider(than: host), let widerSignature = wider.signature,
        wider.service == claim.service, saysTheSame(widerSignature, signature)
      else { return nil }
      let name = widerSignature.host?.name ?? ""
      return claim.problem(
        "host '\(host.name)' is covered by '\(name)' already, with the same role")
    }
  }

  private func saysTheSame(_ wider: Signature, _ signature: Signature) -> Bool {
    wider.role == signature.role && wider.plan == signature.plan
      && wider.isShared == signature.isShared
  }

  /// The next signature that would recognise the host if its own were not there.
  private func wider(than host: HostPattern) -> Claim? {
    let name = host.name.utf8.span
    var start = 0
    if !host.isExact {
      guard let dot = name.firstIndex(of: ASCII.dot) else { return nil }
      start = dot + 1
    }
    while true {
      let rest = name.extracting(start..<name.count)
      if let position = suffixes[rest.nameHash(seed: 0)] {
        let claim = claim(at: position)
        if let found = claim.signature?.host?.name, found.utf8.count == rest.count,
          host.name.hasSuffix(found)
        {
          return claim
        }
      }
      guard let dot = name.firstIndex(of: ASCII.dot, from: start) else { return nil }
      start = dot + 1
    }
  }
}

extension TakenNames.Claim.Name {
  /// The name in a message.
  fileprivate var words: String {
    switch self {
    case .service(let id): "service '\(id)'"
    case .signature(let signature): signature.pattern.words
    }
  }
}

extension Signature.Pattern {
  /// The pattern in a message.
  fileprivate var words: String {
    switch self {
    case .host(let host): "host '\(host.name)'"
    case .path(let path, let host): "path '\(path.text)' on '\(host.name)'"
    case .userAgent(let product): "product '\(product)'"
    case .port(let port): "port \(port)"
    }
  }
}
