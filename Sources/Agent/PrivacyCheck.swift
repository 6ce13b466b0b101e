package import Access
import Bytes
package import LogFormats

/// Looks for what a log says of people in what the program wrote about it.
///
/// Names of hosts are shown on purpose, so they are left out; every other word of every line must not
/// stand in any output, unless the output would hold it without the log too.
package struct PrivacyCheck {
  /// Which part of a line a word stood in.
  package enum Part: String, CaseIterable, Sendable {
    case client, user, path
    case userAgent = "user agent"
    /// Whatever no record has: other columns, referrers, messages.
    case rest
  }

  package struct Leak: Equatable, Sendable {
    package let part: Part
    /// From 1.
    package let line: UInt64
  }

  /// How many words of each part were looked for.
  package private(set) var examined: [Part: UInt64] = [:]
  /// The first few words that stand in an output.
  package private(set) var leaks: [Leak] = []

  /// The outputs in lower case.
  private let text: [UInt8]
  /// Hashes of the words of the outputs that only the log can have brought there.
  private let suspects: Set<UInt64>
  /// Clients and users that were looked for already.
  private var seenPeople: Set<UInt64> = []
  private let knownText: [UInt8]

  private static let maximumLeaks = 20

  /// - Parameters:
  ///   - outputs: everything that the program can write about the log.
  ///   - known: what it would write without it, and the names that are shown on purpose.
  package init(outputs: [String], known: [String]) {
    text = outputs.joined(separator: "\n").utf8.map(ASCII.lowercased)
    knownText = known.joined(separator: "\n").utf8.map(ASCII.lowercased)
    suspects = Self.hashes(of: text).subtracting(Self.hashes(of: knownText))
  }

  /// Compares the words of one line.
  package mutating func examine(
    _ line: Span<UInt8>, _ decoded: Decoded, _ record: borrowing AccessRecord, number: UInt64
  ) {
    let isRecord = decoded == .access || decoded == .refusedLookup
    let host = isRecord ? record.host : .none
    let parts: [(Part, ByteRange)] =
      isRecord
      ? [
        (.client, record.client), (.user, record.user), (.path, record.path),
        (.userAgent, record.userAgent),
      ] : []
    for (part, range) in parts.prefix(2) where !range.isEmpty {
      lookFor(line.bytes(in: range), part, number)
    }
    Self.forEachWord(line) { word in
      // A host may be shown, and so may the name that it ends with.
      guard !host.range.overlaps(word) else { return }
      let part = parts.first { $0.1.range.overlaps(word) }?.0 ?? .rest
      examined[part, default: 0] += 1
      let hash = line.extracting(word).nameHash(seed: 0)
      if suspects.contains(hash) { note(part, number) }
    }
  }

  /// Looks for a whole client or user, also inside a longer word.
  private mutating func lookFor(_ value: Span<UInt8>, _ part: Part, _ number: UInt64) {
    guard value.count >= 4, seenPeople.insert(value.nameHash(seed: 1)).inserted else { return }
    let wanted = value.copy.map(ASCII.lowercased)
    if Self.contains(text, wanted), !Self.contains(knownText, wanted) { note(part, number) }
  }

  private mutating func note(_ part: Part, _ number: UInt64) {
    guard leaks.count < Self.maximumLeaks else { return }
    leaks.append(Leak(part: part, line: number))
  }

  // MARK: Words

  private static func hashes(of text: [UInt8]) -> Set<UInt64> {
    var hashes: Set<UInt64> = []
    forEachWord(text.span) { hashes.insert(text.span.extracting($0).nameHash(seed: 0)) }
    return hashes
  }

  /// Words of four bytes and more that are not numbers, dates or times, which outputs are full of.
  private static func forEachWord(_ text: Span<UInt8>, _ body: (Range<Int>) -> Void) {
    var start = 0
    while start < text.count {
      while start < text.count, !isInWord(text[start]) { start += 1 }
      var end = start
      while end < text.count, isInWord(text[end]) { end += 1 }
      let word = text.extracting(start..<end)
      if word.count >= 4, hasLetter(word) || IPAddress(word) != nil { body(start..<end) }
      start = end
    }
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80 || byte == ASCII.dot
      || byte == ASCII.hyphen || byte == ASCII.underscore || byte == ASCII.at
  }

  /// Four letters in a row make a word; `T07` of a time and `0x1f` do not.
  private static func hasLetter(_ word: Span<UInt8>) -> Bool {
    var row = 0
    for index in word.indices {
      row = ASCII.isLetter(word[index]) || word[index] >= 0x80 ? row + 1 : 0
      if row == 3 { return true }
    }
    return false
  }

  private static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return false }
    var place = text.span.firstIndex(of: first)
    while let found = place {
      if text.span.contains(lowercase: wanted, at: found) { return true }
      place = text.span.firstIndex(of: first, from: found + 1)
    }
    return false
  }
}
