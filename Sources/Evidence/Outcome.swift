/// What became of an access, as far as the log says.
@usableFromInline package enum Outcome: UInt8, CaseIterable, Sendable {
  /// The log does not say, as a DNS server's query line.
  case unknown
  case allowed
  /// Refused before it reached the service: an attempt, not use.
  case blocked
}
