import Privacy
import Secrets

extension PrivacySettings {
  /// What holds, in one line.
  var summary: String {
    "Privacy: groups of \(minimumGroupSize) people or more, token keys for each \(tokenPeriod.rawValue), "
      + "tokens kept for \(tokenDays) days, totals for \(totalsMonths) months."
  }
}
