/// What a host does for its service. Only some roles mean that somebody used it.
@usableFromInline package enum HostRole: String, CaseIterable, Sendable {
  /// A person works in it.
  case app
  /// Programs, agents and plug-ins send prompts or text to it.
  case api
  /// Sign-in.
  case auth
  /// Scripts, images, user content.
  case `static`
  /// Analytics, feature flags, crash reports, advertising pixels.
  case telemetry
  /// Installers, updates, models.
  case download
  /// Marketing, documentation, status pages.
  case website

  /// Whether contact with the host counts as use of the service.
  package var countsAsUse: Bool { self == .app || self == .api }
}
