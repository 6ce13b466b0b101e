package import AIServices

/// A tool that must not be used.
package struct Prohibition: Sendable {
  package let reach: Reach
  package let reason: String
  /// The approved service to use instead.
  package let alternative: ServiceIndex?

  package init(_ reach: Reach, reason: String, alternative: ServiceIndex?) {
    self.reach = reach
    self.reason = reason
    self.alternative = alternative
  }
}
