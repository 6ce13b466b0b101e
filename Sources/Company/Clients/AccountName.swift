package import Access
import Bytes

/// A user's account as logs write it, made comparable: unescaped, in lower case, with the domain
/// told apart from the name. `CORP\Anna`, `anna@corp.example` and `anna` are one person.
package struct AccountName: Sendable {
  /// With its domain.
  private(set) var full: [UInt8] = []
  /// The name without its domain.
  private(set) var bareRange = 0..<0

  package init() { full.reserveCapacity(64) }

  /// Takes the name of another record's user and reuses this value's memory for it.
  package mutating func set(_ record: borrowing AccessRecord, in line: Span<UInt8>) {
    full.removeAll(keepingCapacity: true)
    record.copyUser(from: line, into: &full)
    normalize()
  }

  /// Takes a name that is not escaped.
  package mutating func set(_ name: Span<UInt8>) {
    full.removeAll(keepingCapacity: true)
    name.append(to: &full)
    normalize()
  }

  private mutating func normalize() {
    full.makeLowercase()
    let start = full.lastIndex(of: ASCII.backslash).map { $0 + 1 } ?? 0
    let end = full[start...].firstIndex(of: ASCII.at) ?? full.count
    bareRange = start < end ? start..<end : 0..<full.count
  }
}

/// Users by name, with `*` for any characters and `?` for one, in any case.
///
/// A pattern with a domain (`CORP\*`, `*@sales.corp.example`) is held against the whole account,
/// one without against the name alone.
package struct UserPattern: Sendable {
  let pattern: WildcardPattern
  let namesDomain: Bool

  package init(_ text: String) {
    pattern = WildcardPattern(text)
    namesDomain = pattern.contains(ASCII.backslash) || pattern.contains(ASCII.at)
  }
}
