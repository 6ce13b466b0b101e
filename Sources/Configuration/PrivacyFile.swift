package import Privacy
import Secrets

/// Reads `privacy.yaml`: what the company has agreed on for the protection of its staff.
package enum PrivacyFile {
  /// - Throws: everything that is wrong in the file.
  package static func read(_ file: String) throws(ConfigurationProblems) -> PrivacySettings {
    var reader = PrivacyReader(yaml: StrictYAML(file: file))
    let settings = reader.settings()
    guard reader.yaml.problems.isEmpty else {
      throw ConfigurationProblems(all: reader.yaml.problems)
    }
    return settings
  }
}

private struct PrivacyReader {
  var yaml: StrictYAML

  mutating func settings() -> PrivacySettings {
    var settings = PrivacySettings()
    guard let root = yaml.root(),
      let values = yaml.mapping(
        root,
        keys: [
          "minimum_group_size", "tokens", "totals", "controller", "data_protection_officer",
          "works_council", "works_agreement", "recipients",
        ])
    else { return settings }
    if let size = number(values["minimum_group_size"], unit: nil, in: 1...1000) {
      settings.minimumGroupSize = size
    }
    tokens(values["tokens"], &settings)
    if let node = values["totals"], let totals = yaml.mapping(node, keys: ["keep"]),
      let months = number(totals["keep"], unit: "months", in: 1...120)
    {
      settings.totalsMonths = months
    }
    settings.controller = values["controller"].flatMap { party($0) }
    settings.dataProtectionOfficer = values["data_protection_officer"].flatMap { party($0) }
    settings.worksCouncil = values["works_council"].flatMap { party($0) }
    settings.worksAgreement = yaml.text(values["works_agreement"])
    settings.recipients = yaml.list(values["recipients"]).compactMap { yaml.text($0) }
    return settings
  }

  private mutating func tokens(_ node: YAMLNode?, _ settings: inout PrivacySettings) {
    guard let node, let values = yaml.mapping(node, keys: ["rotate", "keep"]) else { return }
    if let period = yaml.word(values["rotate"], as: "period", TokenPeriod.self) {
      settings.tokenPeriod = period
    }
    if let days = number(values["keep"], unit: "days", in: 1...365) { settings.tokenDays = days }
  }

  private mutating func party(_ node: YAMLNode) -> PrivacySettings.Party? {
    guard let values = yaml.mapping(node, keys: ["name", "address", "email", "phone"]),
      let name = yaml.text(yaml.required("name", in: values, of: node))
    else { return nil }
    return PrivacySettings.Party(
      name: name, address: yaml.text(values["address"]), email: yaml.text(values["email"]),
      phone: yaml.text(values["phone"]))
  }

  /// A number with its unit, written `90 days`.
  private mutating func number(
    _ node: YAMLNode?, unit: String?, in range: ClosedRange<Int>
  ) -> Int? {
    guard let node, let text = yaml.text(node) else { return nil }
    let parts = text.split(separator: " ")
    if let first = parts.first, let number = Int(first), range.contains(number),
      parts.dropFirst().map(String.init) == [unit].compactMap(\.self)
    {
      return number
    }
    let example = [String(range.lowerBound), String(range.upperBound)]
      .map { [$0, unit].compactMap(\.self).joined(separator: " ") }
    yaml.report("'\(text)' is not between \(example[0]) and \(example[1])", at: node)
    return nil
  }
}
