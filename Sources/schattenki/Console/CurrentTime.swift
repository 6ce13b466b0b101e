import Bytes
import Foundation

/// The present, as far as the results depend on it.
enum CurrentTime {
  /// Now or, where a build or a test wants the same output every time, the moment that
  /// SOURCE_DATE_EPOCH names in seconds (https://reproducible-builds.org/specs/source-date-epoch/).
  static let now: Timestamp = {
    let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
    return fixed.flatMap { Timestamp(seconds: $0) }
      ?? Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }()
}
