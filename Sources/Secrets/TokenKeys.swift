package import Bytes

/// The keys by which people are counted: one for a single analysis, or one for each week or month.
package struct TokenKeys: Sendable {
  /// A key, and the period it belongs to as marks name it.
  package struct Current: Sendable {
    package let period: Int32
    /// Nil when the period's key is gone: then nobody is counted, rather than somebody twice.
    package let key: PersonTokenKey?
  }

  /// Gives the key of the period that begins on a day; nil when it was destroyed or cannot be had.
  package typealias Provider = @Sendable (_ firstDay: CivilDate) -> PersonTokenKey?

  private let rotation: (period: TokenPeriod, provider: Provider)?
  private var known: [Int32: Current] = [:]
  private var current: Current
  private var days = Int32.min...Int32.max

  /// One key for all days.
  package init(_ key: PersonTokenKey) {
    rotation = nil
    current = Current(period: 0, key: key)
  }

  /// A key for each period; `provider` is asked once for each.
  package init(rotatingBy period: TokenPeriod, _ provider: @escaping Provider) {
    rotation = (period, provider)
    current = Current(period: 0, key: nil)
    days = Int32.min...Int32.min
  }

  /// - Parameter day: in days since 1970.
  package mutating func key(on day: Int32) -> Current {
    guard let rotation, !days.contains(day) else { return current }
    let first = rotation.period.firstDay(of: CivilDate(daysSince1970: Int(day)))
    let period = Int32(clamping: first.daysSince1970)
    days = period...Int32(clamping: rotation.period.lastDay(from: first).daysSince1970)
    if let known = known[period] {
      current = known
    } else {
      current = Current(period: period, key: rotation.provider(first))
      // A log may name any day; what is forgotten is asked for again.
      if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
      known[period] = current
    }
    return current
  }

  private static let mostKnown = 500
}
