import AIServices
import Configuration

extension Catalogue {
  /// The service that a user named.
  ///
  /// - Throws: what the user may have meant.
  func namedService(_ id: String) throws(CommandFailure) -> ServiceIndex {
    if let service = service(withID: id) { return service }
    let name = id.lowercased()
    if let renamed = services.first(where: { service in
      service.formerNames.contains { $0.name.lowercased() == name }
    }) {
      throw CommandFailure(.data, "'\(id)' is now '\(renamed.id)'")
    }
    let nearest = nearestWord(to: id, among: services.map(\.id))
    throw CommandFailure(
      .data, "unknown service '\(id)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
  }
}
