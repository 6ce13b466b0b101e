package import AIServices

/// A tool that nobody approved and that may be used for the time being.
package struct Toleration: Sendable {
  package let reach: Reach
  package let reason: String
  /// The approved service to change to.
  package let alternative: ServiceIndex?

  package init(_ reach: Reach, reason: String, alternative: ServiceIndex?) {
    self.reach = reach
    self.reason = reason
    self.alternative = alternative
  }
}
