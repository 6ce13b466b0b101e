import Bytes
package import Usage

/// A user's account as logs write it, made comparable: unescaped, in lower case, with the domain
/// told apart from the name. `CORP\Anna`, `anna@corp.example` and `anna` are one person.
package struct AccountName: Sendable {
  /// With its domain.
  private var full: [UInt8] = []
  /// The name without its domain.
  private var bareRange = 0..<0

  package init() { full.reserveCapacity(64) }

  package init(_ text: String) {
    self.init()
    let bytes = Array(text.utf8)
    set(bytes.span, isPercentEncoded: false)
  }

  /// The token of the person behind the account, whatever domain the log writes with it.
  package func token(with key: PersonTokenKey) -> PersonToken {
    key.token(for: full.span.extracting(bareRange))
  }

  func matches(_ pattern: UserPattern) -> Bool {
    pattern.matches(
      pattern.namesDomain ? full.span : full.span.extracting(bareRange))
  }

  /// Reuses this value's memory for another name.
  package mutating func set(_ bytes: Span<UInt8>, isPercentEncoded: Bool) {
    full.removeAll(keepingCapacity: true)
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      if isPercentEncoded, byte == ASCII.percent, index + 2 < bytes.count,
        let high = ASCII.hexValue(bytes[index + 1]), let low = ASCII.hexValue(bytes[index + 2])
      {
        byte = high << 4 | low
        index += 2
      }
      full.append(ASCII.lowercased(byte))
      index += 1
    }
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
  private let pattern: [UInt8]
  fileprivate let namesDomain: Bool

  package init(_ text: String) {
    pattern = text.utf8.map(ASCII.lowercased)
    namesDomain = pattern.contains(ASCII.backslash) || pattern.contains(ASCII.at)
  }

  /// Goes back to the last `*` on a mismatch; at most pattern times name steps.
  fileprivate func matches(_ name: Span<UInt8>) -> Bool {
    var position = 0
    var place = 0
    var star: (place: Int, position: Int)?
    while position < name.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, position)
        place += 1
      } else if place < pattern.count,
        pattern[place] == name[position] || pattern[place] == ASCII.questionMark
      {
        place += 1
        position += 1
      } else if let last = star {
        star = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
