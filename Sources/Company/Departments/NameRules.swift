import Bytes

/// Rules for names, of which the first that fits counts. Exact names are looked up, however many there
/// are; patterns are tried in their order.
struct NameRules: Sendable {
  struct Rule: Sendable {
    let pattern: WildcardPattern
    /// Whether it is held against the whole name, and not against the name without its domain.
    let isQualified: Bool
    /// What the rule leads to.
    let value: Int
  }

  private var rules: [Rule] = []
  /// The places of rules with wildcards.
  private var patterns: [Int] = []
  /// The places of exact rules by the hash of their names, with open addressing; -1 is free.
  private var slots: [Int32] = Array(repeating: -1, count: 8)
  private var exactRules = 0

  mutating func add(_ pattern: WildcardPattern, isQualified: Bool, value: Int) {
    let place = rules.count
    rules.append(Rule(pattern: pattern, isQualified: isQualified, value: value))
    guard pattern.isExact else { return patterns.append(place) }
    // At most half full, so that probes stay short.
    if exactRules * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: -1, count: old.count * 2)
      for place in old where place >= 0 { insert(place) }
    }
    exactRules += 1
    insert(Int32(clamping: place))
  }

  private mutating func insert(_ place: Int32) {
    let mask = slots.count - 1
    let name = rules[Int(place)].pattern.text
    var index = Self.hash(name.span) & mask
    while slots[index] >= 0 { index = (index + 1) & mask }
    slots[index] = place
  }

  /// The first rule that fits.
  ///
  /// - Parameters:
  ///   - full: the name with its domain, in lower case.
  ///   - bare: the name without it.
  func find(full: Span<UInt8>, bare: Span<UInt8>) -> Rule? {
    guard !rules.isEmpty else { return nil }
    var first = min(
      exactPlace(of: full, isQualified: true), exactPlace(of: bare, isQualified: false))
    for place in patterns where place < first {
      let rule = rules[place]
      let fits = rule.isQualified ? rule.pattern.matches(full) : rule.pattern.matches(bare)
      if fits {
        first = place
        break
      }
    }
    return first < rules.count ? rules[first] : nil
  }

  /// The place of the first exact rule for `name`; behind the last rule when there is none.
  private func exactPlace(of name: Span<UInt8>, isQualified: Bool) -> Int {
    guard exactRules > 0 else { return rules.count }
    var first = rules.count
    let mask = slots.count - 1
    var index = Self.hash(name) & mask
    while slots[index] >= 0 {
      let place = Int(slots[index])
      let rule = rules[place]
      if place < first, rule.isQualified == isQualified, rule.pattern.text.count == name.count,
        name.contains(rule.pattern.text.span, at: 0)
      {
        first = place
      }
      index = (index + 1) & mask
    }
    return first
  }

  /// The rules are the administrator's own: nobody makes up names that collide.
  private static func hash(_ name: Span<UInt8>) -> Int {
    Int(truncatingIfNeeded: name.nameHash(seed: 0) >> 24)
  }
}
