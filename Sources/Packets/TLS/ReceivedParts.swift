/// Which bytes of a message are there, when it comes in pieces.
struct ReceivedParts: Sendable {
  /// In order, apart from each other by at least one byte.
  private var parts: [Range<Int>] = []

  /// How many gaps are borne: more mean that somebody wants to cost memory and time.
  private static let maximumParts = 32

  /// How many bytes are there from the first one on without a gap.
  var contiguousCount: Int {
    guard let first = parts.first, first.lowerBound == 0 else { return 0 }
    return first.upperBound
  }

  mutating func removeAll() { parts.removeAll(keepingCapacity: true) }

  /// Adds `part`, and joins it with those that it touches.
  ///
  /// - Returns: false when it was not added, because there are too many gaps or nothing is in it.
  mutating func insert(_ part: Range<Int>) -> Bool {
    guard !part.isEmpty else { return false }
    var first = 0
    while first < parts.count, parts[first].upperBound < part.lowerBound { first += 1 }
    var end = first
    var joined = part
    while end < parts.count, parts[end].lowerBound <= part.upperBound {
      joined =
        min(
          joined.lowerBound, parts[end].lowerBound)..<max(
          joined.upperBound, parts[end].upperBound)
      end += 1
    }
    guard end > first || parts.count < Self.maximumParts else { return false }
    if end > first {
      parts[first] = joined
      parts.removeSubrange(first + 1..<end)
    } else {
      parts.insert(joined, at: first)
    }
    return true
  }
}
