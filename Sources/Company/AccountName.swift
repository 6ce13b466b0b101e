package import Access
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

  /// Takes the name of another record's user and reuses this value's memory for it.
  package mutating func set(_ record: borrowing AccessRecord, in line: Span<UInt8>) {
    full.removeAll(keepingCapacity: true)
    record.copyUser(from: line, into: &full)
    for index in full.indices { full[index] = ASCII.lowercased(full[index]) }
    let start = full.lastIndex(of: ASCII.backslash).map { $0 + 1 } ?? 0
    let end = full[start...].firstIndex(of: ASCII.at) ?? full.count
    bareRange = start < end ? start..<end : 0..<full.count
  }

  /// The token of the person behind the account, whatever domain the log writes with it.
  package func token(with key: PersonTokenKey) -> PersonToken {
    key.token(for: full.span.extracting(bareRange))
  }

  func matches(_ pattern: UserPattern) -> Bool {
    pattern.matches(
      pattern.namesDomain ? full.span : full.span.extracting(bareRange))
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
        position += 1
        if pattern[place] == ASCII.questionMark {
          // The other bytes of a letter such as ü.
          while position < name.count, name[position] & 0xC0 == 0x80 { position += 1 }
        }
        place += 1
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
