package import Bytes

/// Names a service within one catalogue. Not stable between catalogues: store `Service.id`.
package struct ServiceIndex: Hashable, Sendable {
  package let position: Int32
}

/// All known services, ready to be matched.
package struct Catalogue: Sendable {
  /// A service was recognised.
  package struct Match: Sendable {
    package let service: ServiceIndex
    package let role: HostRole
    fileprivate let signature: Int

    /// Whether this contact is use of AI, and not background or something else.
    package let countsAsUse: Bool
  }

  package let vendors: [Vendor]
  package let services: [Service]
  private let vendorOfService: [Int]
  package let signatures: [HostSignature]
  private let matches: [Match]
  let index: HostIndex

  /// - Parameter vendors: with service ids and hosts that occur once; of two, the later counts.
  package init(vendors: [Vendor]) {
    self.vendors = vendors
    var services: [Service] = []
    var vendorOfService: [Int] = []
    var signatures: [HostSignature] = []
    var matches: [Match] = []
    for (vendorIndex, vendor) in vendors.enumerated() {
      for service in vendor.services {
        let index = ServiceIndex(position: Int32(services.count))
        services.append(service)
        vendorOfService.append(vendorIndex)
        for host in service.hosts {
          matches.append(
            Match(
              service: index, role: host.role, signature: signatures.count,
              countsAsUse: service.category.isAI && host.role.countsAsUse))
          signatures.append(host)
        }
      }
    }
    self.services = services
    self.vendorOfService = vendorOfService
    self.signatures = signatures
    self.matches = matches
    index = HostIndex(signatures)
  }

  /// The service that `host`, in any case and without a trailing dot, belongs to.
  package func match(_ host: Span<UInt8>) -> Match? {
    index.signature(for: host).map { matches[$0] }
  }

  package func signature(of match: Match) -> HostSignature { signatures[match.signature] }

  package subscript(index: ServiceIndex) -> Service { services[Int(index.position)] }

  package func vendor(of index: ServiceIndex) -> Vendor {
    vendors[vendorOfService[Int(index.position)]]
  }

  /// The service that users call `id`.
  package func service(withID id: String) -> ServiceIndex? {
    services.firstIndex { $0.id == id }.map { ServiceIndex(position: Int32($0)) }
  }

  /// The day of the newest check of any host; nil for an empty catalogue.
  package var lastChecked: CivilDate? { signatures.map(\.checked).max() }

  /// This catalogue with `others` added; a service that both have is taken from `others`.
  package func adding(_ others: [Vendor]) -> Catalogue {
    let replaced = Set(others.flatMap(\.services).map(\.id))
    let kept = vendors.compactMap { vendor -> Vendor? in
      var vendor = vendor
      vendor.services.removeAll { replaced.contains($0.id) }
      return vendor.services.isEmpty ? nil : vendor
    }
    return Catalogue(vendors: kept + others)
  }
}
