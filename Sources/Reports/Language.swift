/// The language of a report.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case german = "de"

  /// German for a German locale such as `de_AT.UTF-8`, otherwise English.
  package init(locale: String) {
    self = locale.hasPrefix("de") ? .german : .english
  }
}
