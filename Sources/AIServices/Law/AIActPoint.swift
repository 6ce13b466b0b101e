/// A point of the EU AI Act, Regulation (EU) 2024/1689, that a kind of service can fall under.
///
/// What it says, since when and at what fine stands in `Law/eu-ai-act.yaml`. A host name proves no
/// practice: a point is a question to ask, never a verdict.
package enum AIActPoint: String, CaseIterable, Codable, Sendable {
  /// Subliminal or manipulative techniques.
  case manipulation = "art-5-1-a"
  /// Exploiting age, disability or a social situation.
  case vulnerability = "art-5-1-b"
  case socialScoring = "art-5-1-c"
  /// Predicting crimes from a profile alone.
  case crimePrediction = "art-5-1-d"
  /// Collecting face images without a target.
  case faceScraping = "art-5-1-e"
  /// Inferring emotions at work or in education.
  case emotionsAtWork = "art-5-1-f"
  /// Sorting people by sensitive traits of their bodies.
  case biometricCategories = "art-5-1-g"
  /// Real-time remote biometric identification.
  case remoteIdentification = "art-5-1-h"
  case biometrics = "annex-3-1"
  case education = "annex-3-3"
  case employment = "annex-3-4"
  /// Credit, insurance, benefits, emergency calls.
  case essentialServices = "annex-3-5"
}
