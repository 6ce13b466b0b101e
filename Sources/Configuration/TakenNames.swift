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
  private var places: [Place] = []
  /// Positions in `places`. By parts of names, so that a domain above a host is found without making
  /// a name of it: lists of a hundred thousand hosts are read, too.
  private var suffixes: [Substring: Int32] = [:]
  private var exactHosts: [Substring: Int32] = [:]
  private var others: [Signature.Pattern: Int32] = [:]

  /// Takes a service's id; the file that has it already, if there is one.
  mutating func take(service id: String, in file: String) -> String? {
    services.updateValue(file, forKey: id)
  }

  /// Takes a pattern; the file that has it already, if there is one.
  mutating func take(_ pattern: Signature.Pattern, at place: Place) -> String? {
    let position = Int32(clamping: places.count)
    places.append(place)
    let before =
      switch pattern {
      case .host(let host) where host.isExact:
        exactHosts.updateValue(position, forKey: host.name[...])
      case .host(let host): suffixes.updateValue(position, forKey: host.name[...])
      default: others.updateValue(position, forKey: pattern)
      }
    return before.map { places[Int($0)].file }
  }

  /// Hosts that a wider signature recognises as the same service in the same role: they say
  /// nothing, and hide that the wider one does.
  var swallowedHosts: [ConfigurationProblem] {
    let problems =
      suffixes.compactMap { problem($0, at: $1, under: wider(than: $0)) }
      + exactHosts.compactMap { name, position in
        problem(name, at: position, under: suffixes[name].map { (name, $0) } ?? wider(than: name))
      }
    return problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }

  private func problem(
    _ name: Substring, at position: Int32, under wider: (name: Substring, position: Int32)?
  ) -> ConfigurationProblem? {
    guard let wider else { return nil }
    let (place, widerPlace) = (places[Int(position)], places[Int(wider.position)])
    guard widerPlace.service == place.service, widerPlace.role == place.role,
      widerPlace.plan == place.plan, widerPlace.isShared == place.isShared
    else { return nil }
    return ConfigurationProblem(
      file: place.file, line: place.line, column: place.column,
      message: "host '\(name)' is covered by '\(wider.name)' already, with the same role")
  }

  /// The next signature that would recognise the host if its own were not there.
  private func wider(than host: Substring) -> (name: Substring, position: Int32)? {
    var rest = host
    while let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) {
      rest = rest[rest.utf8.index(after: dot)...]
      if let position = suffixes[rest] { return (rest, position) }
    }
    return nil
  }
}
