import Bytes

/// Finds names that only resemble those of known services: letters of other scripts, one letter
/// wrong, or the known name in front of another domain.
struct LookAlikes: Sendable {
  /// Shorter names have too many neighbours that are words of their own.
  private static let shortest = 5

  /// The known names, by the label before their top-level domain.
  private var domains: [String: String] = [:]
  /// The labels that are left when one letter is taken out of a known one.
  private var shortened: [String: [String]] = [:]
  private var filter = LabelFilter()

  /// - Parameter hosts: of services whose names people know.
  init(of hosts: some Sequence<String>) {
    for host in hosts {
      let domain = HostPattern.domain(of: host)
      let label = String(domain.prefix { $0 != "." })
      guard label.utf8.count >= Self.shortest, domains[label] == nil else { continue }
      domains[label] = domain
      for short in Self.shortened(label) + [label] {
        shortened[short, default: []].append(label)
        filter.add(short)
      }
    }
  }

  /// The known domain that `host`, which no signature recognises, resembles.
  func original(of host: Span<UInt8>) -> String? {
    filter.mayHold(labelsOf: host) ? original(of: host.text.lowercased()) : nil
  }

  private func original(of host: String) -> String? {
    let labels = host.split(separator: ".").map(String.init)
    guard labels.count >= 2 else { return nil }
    return imitated(by: labels[labels.count - 2]) ?? prefixed(host, labels)
  }

  private func imitated(by label: String) -> String? {
    let letters = Confusables.skeleton(label)
    if letters != label, let domain = domains[letters] { return domain }
    let joined = letters.filter { $0 != "-" }
    if joined != letters, let domain = domains[joined] { return domain }
    guard letters.utf8.count >= Self.shortest, domains[letters] == nil else { return nil }
    for short in Self.shortened(letters) + [letters] {
      for known in shortened[short] ?? [] where Self.areOneStepApart(letters, known) {
        return domains[known]
      }
    }
    return nil
  }

  /// `chatgpt.com.login.example` and `chatgpt.com-login.example`: the domain in front of another.
  private func prefixed(_ host: String, _ labels: [String]) -> String? {
    for index in labels.indices.dropLast(2) {
      guard let domain = domains[labels[index]] else { continue }
      let rest = labels[index...].joined(separator: ".")
      if rest.hasPrefix("\(domain).") || rest.hasPrefix("\(domain)-") { return domain }
    }
    return nil
  }

  private static func shortened(_ label: String) -> [String] {
    label.indices.map { index in
      var short = label
      short.remove(at: index)
      return short
    }
  }

  /// Whether one letter more, less or other, or two swapped, make the other of a name.
  static func areOneStepApart(_ left: String, _ right: String) -> Bool {
    let (first, second) = (Array(left.utf8), Array(right.utf8))
    let start = zip(first, second).prefix { $0 == $1 }.count
    let end = zip(first.reversed(), second.reversed()).prefix { $0 == $1 }.count
    let (longer, shorter) = (max(first.count, second.count), min(first.count, second.count))
    if longer == shorter + 1 { return start + end >= shorter }
    guard longer == shorter, start < longer else { return false }
    if start + end >= longer - 1 { return true }
    return start + end == longer - 2 && first[start] == second[start + 1]
      && first[start + 1] == second[start]
  }
}

/// Letters of other scripts that look like Latin ones (Unicode Technical Standard 39).
private enum Confusables {
  /// `label` with every such letter, also in `xn--…` and as digits, in its Latin form.
  static func skeleton(_ label: String) -> String {
    let text = label.hasPrefix("xn--") ? Punycode.decode(label.dropFirst(4)) ?? label : label
    return String(text.lowercased().map { latin[$0] ?? $0 })
  }

  private static let latin: [Character: Character] = {
    let groups: [(Character, String)] = [
      ("a", "аàáâãäåāăąαɑ"), ("b", "вьƀ"), ("c", "сçćčċϲ"), ("d", "ԁďđ"), ("e", "еèéêëēėęěεҽ"),
      ("g", "ɡğġģ"), ("h", "һħн"), ("i", "іìíîïīįıιí"), ("j", "ј"), ("k", "кκķ"), ("l", "ӏłļľĺ"),
      ("m", "м"), ("n", "ñńňņη"), ("o", "оòóôõöøōőο"), ("p", "рρ"), ("q", "ԛ"), ("r", "гřŕ"),
      ("s", "ѕśšşș"), ("t", "тţťțτ"), ("u", "ùúûüūůűųυս"), ("v", "νѵ"), ("w", "ԝŵω"), ("x", "хχ"),
      ("y", "уýÿγ"), ("z", "źžżᴢ"),
    ]
    return Dictionary(
      groups.flatMap { latin, others in others.map { ($0, latin) } }, uniquingKeysWith: { $1 })
  }()
}
