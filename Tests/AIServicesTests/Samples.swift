import AIServices
import Bytes
import Foundation

func signature(
  _ host: String, _ role: HostRole = .app, exact: Bool = false, day: Int = 20_000,
  note: String? = nil
) -> Signature {
  Signature(
    .host(HostPattern(host, isExact: exact)), role: role, evidence: "observed",
    checked: CivilDate(daysSince1970: day), note: note)
}

func service(_ id: String, _ hosts: [Signature]) -> Service {
  service(id, .chatAssistant, hosts)
}

func service(_ id: String, _ category: ServiceCategory, _ hosts: [Signature]) -> Service {
  Service(id: id, name: id.uppercased(), category: category, signatures: hosts)
}

func vendor(_ id: String, _ services: [Service]) -> Vendor {
  Vendor(id: id, name: id.capitalized, country: "US", services: services)
}

func catalogue(_ services: [Service]) -> Catalogue {
  Catalogue(vendors: [vendor("example", services)])
}

extension Catalogue {
  func match(_ host: String) -> Match? { match(Array(host.utf8).span) }

  /// The id of the service that `host` belongs to.
  func serviceID(of host: String) -> String? { match(host).map { self[$0.service].id } }

  /// The signature by which `host` is recognised.
  func signatureHost(of host: String) -> String? {
    match(host).flatMap { signature(of: $0).host?.name }
  }
}
