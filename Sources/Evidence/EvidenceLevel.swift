/// How much the traces of a finding prove about use. A network log never proves what was typed.
package enum EvidenceLevel: Int, Comparable, Sendable {
  /// A name was looked up, or an attempt was refused: contact, not use.
  case lookedUp = 0
  /// A connection was made.
  case connected = 1
  /// A session: data over a floor, or lookups in several separate hours.
  case session = 2
  /// An interactive or API host was used through a proxy.
  case interaction = 3
  /// More was sent than questions need: files or large texts.
  case upload = 4

  /// `L0` to `L4`.
  package var code: String { "L\(rawValue)" }

  package static func < (left: EvidenceLevel, right: EvidenceLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The traces that one service left in one department, added up, attempts that were refused left
/// out.
package struct Traces: Sendable {
  package var connections: UInt64 = 0
  package var proxyRequests: UInt64 = 0
  /// The hours, of the same day, in which there were lookups; the largest of all days.
  package var lookupHoursInADay = 0
  package var bytesUpInADay: UInt64 = 0
  package var bytesDownInADay: UInt64 = 0

  package init() {}

  /// Above this, a connection carried a conversation and not only a certificate and a redirect.
  package static let sessionBytes: UInt64 = 100_000
  /// A cache or an operating system asks once; a person comes back during the day.
  package static let sessionHours = 3
  /// Typed questions stay below this in a day; documents do not.
  package static let uploadBytes: UInt64 = 10_000_000

  /// The strongest conclusion that the traces allow.
  package var evidence: EvidenceLevel {
    if bytesUpInADay >= Self.uploadBytes { return .upload }
    if proxyRequests > 0 { return .interaction }
    if lookupHoursInADay >= Self.sessionHours { return .session }
    if connections == 0 { return .lookedUp }
    let (bytes, overflow) = bytesUpInADay.addingReportingOverflow(bytesDownInADay)
    return overflow || bytes >= Self.sessionBytes ? .session : .connected
  }
}
