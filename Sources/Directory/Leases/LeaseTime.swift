import Bytes

/// A start or an end as lease files write it.
enum LeaseTime: Equatable {
  case never
  case at(Timestamp)

  /// Nil without seconds, and outside the years 1990 to 2199.
  ///
  /// - Parameter seconds: since 1970, in UTC.
  init?(seconds: Int64?) {
    guard let time = seconds.flatMap({ Timestamp(seconds: $0) }) else { return nil }
    self = .at(time)
  }

  /// Nil for never.
  var time: Timestamp? {
    switch self {
    case .never: nil
    case .at(let time): time
    }
  }
}
