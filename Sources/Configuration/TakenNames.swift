import AIServices
import Bytes
import Dispatch
import Synchronization

/// The names that the signature files of a folder take, and which are taken twice.
struct TakenNames {
  /// A name that a file takes, and where it stands.
  struct Claim: Sendable {
    enum Name: Sendable {
      case service(String)
      case signature(Signature)
    }

    let name: Name
    /// Of the name: the same for the same names, and for nearly no others.
    let hash: UInt64
    let service: String
    let file: String
    private let line: Int32
    private let column: Int32

    init(_ name: Name, service: String, file: String, node: YAMLNode) {
      self.name = name
      hash = name.hash
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

  private let claims: [Claim]
  /// Positions in `claims`.
  private var positions: NameTable

  /// What is wrong with the claims: names that are taken twice, and hosts that say nothing.
  static func problems(in claims: [Claim]) -> [ConfigurationProblem] {
    var names = TakenNames(claims: claims, positions: NameTable(capacity: claims.count))
    return names.takenTwice() + names.swallowedHosts
  }

  private init(claims: [Claim], positions: NameTable) {
    self.claims = claims
    self.positions = positions
  }

  private mutating func takenTwice() -> [ConfigurationProblem] {
    var problems: [ConfigurationProblem] = []
    for (position, claim) in claims.enumerated() {
      guard let before = positions.update(Int32(clamping: position), for: claim.hash),
        claims[Int(before)].name == claim.name
      else { continue }
      let file = claims[Int(before)].file
      problems.append(claim.problem("\(claim.name.words) stands in \(file) already"))
    }
    return problems
  }

  /// Hosts that a wider signature recognises as the same service in the same role: they say
  /// nothing, and hide that the wider one does.
  private var swallowedHosts: [ConfigurationProblem] {
    let halves = [0..<claims.count / 2, claims.count / 2..<claims.count]
    let found = Mutex<[[ConfigurationProblem]]>([[], []])
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      let problems = claims[halves[half]].compactMap(swallowed)
      found.withLock { $0[half] = problems }
    }
    return found.withLock { $0.flatMap(\.self) }
  }

  private func swallowed(_ claim: Claim) -> ConfigurationProblem? {
    guard let signature = claim.signature, case .host(let host) = signature.pattern,
      let wider = wider(than: host), let widerSignature = wider.signature,
      wider.service == claim.service, saysTheSame(widerSignature, signature)
    else { return nil }
    let name = widerSignature.host?.name ?? ""
    return claim.problem("host '\(host.name)' is covered by '\(name)' already, with the same role")
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
      if let position = positions[rest.nameHash(seed: TakenNames.Claim.Name.suffixSeed)] {
        let claim = claims[Int(position)]
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

extension TakenNames.Claim.Name: Equatable {
  fileprivate static let suffixSeed: UInt64 = 1
  private static let exactSeed: UInt64 = 2
  private static let serviceSeed: UInt64 = 3

  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.service(let first), .service(let second)): first == second
    case (.signature(let first), .signature(let second)): first.pattern == second.pattern
    default: false
    }
  }

  fileprivate var hash: UInt64 {
    switch self {
    case .service(let id): return id.utf8.span.nameHash(seed: Self.serviceSeed)
    case .signature(let signature):
      guard case .host(let host) = signature.pattern else {
        return UInt64(bitPattern: Int64(signature.pattern.hashValue))
      }
      let seed = host.isExact ? Self.exactSeed : Self.suffixSeed
      return host.name.utf8.span.nameHash(seed: seed)
    }
  }

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
    case .port(let port, let path): "port \(port)\(path.map { " with path '\($0.text)'" } ?? "")"
    }
  }
}
