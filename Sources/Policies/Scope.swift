package import AIServices

/// What an entry of the policy speaks of, from narrow to wide.
package enum Scope: Hashable, Sendable {
  case service(ServiceIndex)
  /// All services of the vendor with this id.
  case vendor(String)
  /// All services of a kind, of whatever vendor.
  case category(ServiceCategory)

  /// The scopes that a service is in, the narrowest first: the order in which they are asked.
  package static func all(of service: ServiceIndex, in catalogue: Catalogue) -> [Scope] {
    [
      .service(service), .vendor(catalogue.vendor(of: service).id),
      .category(catalogue[service].category),
    ]
  }
}
