import Bytes

/// Says quickly of nearly every host that none of its labels is near a known one.
///
/// A table of bits by hashes. The hash is a polynomial, so that those of a label with one letter
/// taken out follow from its beginning and its end, without reading it again for each letter.
struct LabelFilter: Sendable {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let words = 4096
  private var bits = [UInt64](repeating: 0, count: words)

  /// - Parameter label: a known label, or one with a letter taken out; in lower case.
  mutating func add(_ label: String) {
    let place = Self.place(label.utf8.reduce(0) { Self.next($0, $1) })
    bits[place.word] |= place.bit
  }

  /// Whether the label before the top-level domain of `host`, which may have a letter too many,
  /// hyphens or letters of other scripts, or another label as it is, may be one that was added.
  func mayHold(labelsOf host: Span<UInt8>) -> Bool {
    guard let end = host.lastIndex(of: ASCII.dot) else { return false }
    var start = 0
    for index in 0...end where host[index] == ASCII.dot {
      if mayHold(host.extracting(start..<index), isDomain: index == end) { return true }
      start = index + 1
    }
    return false
  }

  private func mayHold(_ label: Span<UInt8>, isDomain: Bool) -> Bool {
    // Punycode, and names that were not put into it.
    if label.starts(with: "xn--") { return true }
    var whole: UInt64 = 0
    var joined: UInt64 = 0
    var untilHyphen: UInt64 = 0
    var hasHyphen = false
    for index in label.indices {
      let byte = ASCII.lowercased(label[index])
      if byte >= 0x80 { return true }
      whole = Self.next(whole, byte)
      if byte == ASCII.hyphen {
        // `chatgpt.com-login`: the label may end here.
        if contains(untilHyphen) { return true }
        hasHyphen = true
      } else {
        joined = Self.next(joined, byte)
        if !hasHyphen { untilHyphen = joined }
      }
    }
    return contains(whole) || (hasHyphen && contains(joined))
      || (isDomain && mayHoldShortened(label, whole))
  }

  private func mayHoldShortened(_ label: Span<UInt8>, _ whole: UInt64) -> Bool {
    var suffix: UInt64 = 0
    var power: UInt64 = 1
    var prefix = whole
    for index in stride(from: label.count - 1, through: 0, by: -1) {
      let byte = UInt64(ASCII.lowercased(label[index]))
      // What stands before this letter: the whole without this letter and those behind it.
      prefix = whole &- suffix &- byte &* power
      // The prefix counts from one place further left than it does without the letter.
      if contains((prefix &* Self.inverse) &+ suffix) { return true }
      suffix = suffix &+ byte &* power
      power = power &* Self.factor
    }
    return false
  }

  /// `factor &* inverse == 1`, by Newton's method: the factor is odd.
  private static let inverse: UInt64 = {
    var inverse = factor
    for _ in 0..<6 { inverse = inverse &* (2 &- factor &* inverse) }
    return inverse
  }()

  private static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    hash &* factor &+ UInt64(byte)
  }

  private func contains(_ hash: UInt64) -> Bool {
    let place = Self.place(hash)
    return bits[place.word] & place.bit != 0
  }

  private static func place(_ hash: UInt64) -> (word: Int, bit: UInt64) {
    let mixed = (hash ^ hash >> 29) &* factor
    return (Int(truncatingIfNeeded: mixed >> 52), 1 << (mixed >> 46 & 63))
  }
}
