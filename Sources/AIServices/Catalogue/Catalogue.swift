package import Bytes

/// Names a service within one catalogue. Not stable between catalogues: store `Service.id`.
package struct ServiceIndex: Hashable, Sendable {
  package let position: Int32
}

/// All known services, ready to be matched.
package struct Catalogue: Sendable {
  /// A service was recognised.
  package struct Match: Equatable, Sendable {
    package let service: ServiceIndex
    package let role: HostRole
    /// Whether the host serves things that are not AI too.
    package let isShared: Bool
    package let plan: Plan?
    fileprivate let signature: Int32

    /// Whether this contact is use of AI, and not background or something else.
    package let countsAsUse: Bool
  }

  package let vendors: [Vendor]
  package let services: [Service]
  package let signatures: [Signature]
  private let vendorOfService: [Int]
  private let matches: [Match]
  let index: HostIndex
  /// For each host of the index that has paths: those that can hold there, the longest
  /// host first, then the longest path.
  private let pathsOfHost: [[PathSignature]]
  private let userAgents: UserAgentIndex
  /// The longest path of a port first.
  private let ports: [UInt16: [PortSignature]]
  /// Bits for the ports by their lower six bits: it spares nearly all accesses the search.
  private let portFilter: UInt64

  private struct PathSignature {
    let path: PathPattern
    /// The length of the host's name when no name below it matches; 0 when they do.
    let exactHostLength: Int
    let signature: Int
  }

  private struct PortSignature {
    let path: PathPattern?
    let signature: Int
  }

  /// - Parameter vendors: with service ids and patterns that occur once; of two, the later counts.
  package init(vendors: [Vendor]) {
    self.vendors = vendors
    var services: [Service] = []
    var vendorOfService: [Int] = []
    var signatures: [Signature] = []
    var matches: [Match] = []
    for (vendorIndex, vendor) in vendors.enumerated() {
      for service in vendor.services {
        let index = ServiceIndex(position: Int32(services.count))
        services.append(service)
        vendorOfService.append(vendorIndex)
        for signature in service.signatures {
          matches.append(
            Match(
              service: index, role: signature.role, isShared: signature.isShared,
              plan: signature.plan, signature: Int32(signatures.count),
              countsAsUse: service.countsAsUse(signature.role, isShared: signature.isShared)))
          signatures.append(signature)
        }
      }
    }
    self.services = services
    self.vendorOfService = vendorOfService
    self.signatures = signatures
    self.matches = matches

    var hosts: [(index: Int, pattern: HostPattern)] = []
    hosts.reserveCapacity(signatures.count)
    var paths: [(Int, PathPattern, HostPattern)] = []
    var userAgents = UserAgentIndex()
    var ports: [UInt16: [PortSignature]] = [:]
    for (index, signature) in signatures.enumerated() {
      switch signature.pattern {
      case .host(let host): hosts.append((index, host))
      case .path(let path, let host): paths.append((index, path, host))
      case .userAgent(let product): userAgents.add(product, index)
      case .port(let port, let path):
        ports[port, default: []].append(PortSignature(path: path, signature: index))
      }
    }
    self.userAgents = userAgents
    self.ports = ports.mapValues {
      $0.sorted { ($0.path?.length ?? 0) > ($1.path?.length ?? 0) }
    }
    portFilter = ports.keys.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    let hostsWithPaths = Set(paths.map(\.2.name)).sorted()
    pathsOfHost = hostsWithPaths.map { Self.paths(on: $0, of: paths) }
    index = HostIndex(hosts, hostsWithPaths: hostsWithPaths)
  }

  /// The paths on `host` itself and those that hold there because they hold on a domain above it.
  private static func paths(
    on host: String, of paths: [(Int, PathPattern, HostPattern)]
  ) -> [PathSignature] {
    paths.filter { _, _, pattern in
      pattern.name == host || (!pattern.isExact && host.hasSuffix(".\(pattern.name)"))
    }.sorted { left, right in
      (left.2.name.utf8.count, left.1.length) > (right.2.name.utf8.count, right.1.length)
    }.map { index, path, pattern in
      PathSignature(
        path: path, exactHostLength: pattern.isExact ? pattern.name.utf8.count : 0,
        signature: index)
    }
  }

  /// What the lists of hosts and of paths say of a host. The same for every access to it.
  package struct Listing: Equatable, Sendable {
    fileprivate var found = HostIndex.Found()

    /// The host is on no list.
    package static var none: Listing { Listing() }
  }

  package func listing(of host: Span<UInt8>) -> Listing { Listing(found: index.find(host)) }

  /// The service that an access went to.
  ///
  /// A path says more than the host it is on, a program of the same vendor more than the host it
  /// asks. Where no host is known, the program or, inside the company, the port can tell.
  ///
  /// - Parameters:
  ///   - host: in any case, without a trailing dot.
  ///   - listing: of the host.
  ///   - path: with its query; empty where it cannot be seen.
  ///   - userAgent: empty where it cannot be seen.
  ///   - port: 0 where it cannot be seen.
  package func match(
    _ host: Span<UInt8>, _ listing: Listing, path: Span<UInt8>, userAgent: Span<UInt8>,
    port: UInt16
  ) -> Match? {
    if let paths = listing.found.paths, path.count > 0,
      let signature = signature(of: path, on: host, among: pathsOfHost[paths])
    {
      return matches[signature]
    }
    let program = userAgent.count > 0 ? userAgents.signature(in: userAgent) : nil
    guard let signature = listing.found.signature else {
      return program.map { matches[$0] } ?? matchInside(host, port, path)
    }
    let match = matches[signature]
    if let program, match.countsAsUse, matches[program].countsAsUse,
      vendorIndex(of: matches[program].service) == vendorIndex(of: match.service)
    {
      return matches[program]
    }
    return match
  }

  /// The service that a host, in any case and without a trailing dot, belongs to.
  package func match(_ host: Span<UInt8>) -> Match? {
    match(host, listing(of: host), path: Span(), userAgent: Span(), port: 0)
  }

  private func signature(
    of path: Span<UInt8>, on host: Span<UInt8>, among paths: [PathSignature]
  ) -> Int? {
    for candidate in paths
    where (candidate.exactHostLength == 0 || candidate.exactHostLength == host.count)
      && candidate.path.fits(path)
    {
      return candidate.signature
    }
    return nil
  }

  private func matchInside(
    _ host: Span<UInt8>, _ port: UInt16, _ path: Span<UInt8>
  ) -> Match? {
    guard portFilter & 1 << UInt64(port & 63) != 0, let known = ports[port],
      InternalHost.contains(host)
    else { return nil }
    for candidate in known where candidate.path?.fits(path) ?? true {
      return matches[candidate.signature]
    }
    return nil
  }

  /// Whether the service of a signature is AI.
  func isAI(signature: Int) -> Bool { self[matches[signature].service].category.isAI }

  package func signature(of match: Match) -> Signature { signatures[Int(match.signature)] }

  package subscript(index: ServiceIndex) -> Service { services[Int(index.position)] }

  package func vendor(of index: ServiceIndex) -> Vendor { vendors[vendorIndex(of: index)] }

  private func vendorIndex(of index: ServiceIndex) -> Int { vendorOfService[Int(index.position)] }

  /// The service that users call `id`.
  package func service(withID id: String) -> ServiceIndex? {
    services.firstIndex { $0.id == id }.map { ServiceIndex(position: Int32($0)) }
  }

  /// The day of the newest check of any signature; nil for an empty catalogue.
  package var lastChecked: CivilDate? { signatures.max { $0.checked < $1.checked }?.checked }
}
