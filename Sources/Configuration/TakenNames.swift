import AIServices

/// The names that are taken, over all signature files of a folder.
struct TakenNames {
  /// A pattern of a signature, and where it stands.
  struct Place {
    let file: String
    let line: Int?
    let column: Int?
    let service: String
    /// What the signature says; one that says nothing else is not needed.
    let role: HostRole
    let plan: Plan?
    let isShared: Bool
  }

  /// The file of each service.
  private var services: [String: String] = [:]
  private var patterns: [Signature.Pattern: Place] = [:]

  /// Takes a service's id; the file that has it already, if there is one.
  mutating func take(service id: String, in file: String) -> String? {
    services.updateValue(file, forKey: id)
  }

  /// Takes a pattern; the file that has it already, if there is one.
  mutating func take(_ pattern: Signature.Pattern, at place: Place) -> String? {
    patterns.updateValue(place, forKey: pattern)?.file
  }

  /// Hosts that a wider signature recognises as the same service in the same role: they say
  /// nothing, and hide that the wider one does.
  var swallowedHosts: [ConfigurationProblem] {
    let problems = patterns.compactMap { pattern, place -> ConfigurationProblem? in
      guard case .host(let host) = pattern, let (wider, widerPlace) = wider(than: host),
        widerPlace.service == place.service, widerPlace.role == place.role,
        widerPlace.plan == place.plan, widerPlace.isShared == place.isShared
      else { return nil }
      return ConfigurationProblem(
        file: place.file, line: place.line, column: place.column,
        message: "host '\(host.name)' is covered by '\(wider)' already, with the same role")
    }
    return problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }

  /// The next signature that would recognise the host if its own were not there.
  private func wider(than host: HostPattern) -> (String, Place)? {
    func place(_ name: String) -> Place? { patterns[.host(HostPattern(name))] }
    if host.isExact, let same = place(host.name) { return (host.name, same) }
    var rest = host.name[...]
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      if let wider = place(String(rest)) { return (String(rest), wider) }
    }
    return nil
  }
}
