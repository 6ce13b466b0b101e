internal import Bytes

/// The beginning of one direction of a TCP stream, put together from segments in any order. Of
/// bytes that come twice, the first count.
struct GatheredStream: Sendable {
  /// More holes than a sender's window has in practice.
  private static let mostIslands = 32

  /// What stands behind a hole.
  private struct Island: Sendable {
    var start: Int
    var end: Int
  }

  /// The bytes from the beginning on; only the first `prefix` of them are all there.
  var bytes: [UInt8] = []
  /// How many bytes there are without a hole.
  private(set) var prefix = 0
  /// How long the prefix was when it was last read.
  private var readPrefix = 0
  private var reads = 0
  private var islands: [Island] = []

  init() {}

  var isEmpty: Bool { bytes.isEmpty }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    islands.removeAll(keepingCapacity: true)
    prefix = 0
    readPrefix = 0
    reads = 0
  }

  /// Forgets the buffer itself, when it is too large to be kept for the next stream.
  mutating func release() {
    bytes = []
    clear()
  }

  /// Takes in a segment that begins `offset` bytes behind the beginning; what lies before the
  /// beginning, or behind `limit`, is left away.
  mutating func insert(_ segment: Span<UInt8>, at offset: Int, limit: Int) {
    let start = max(offset, prefix)
    let end = min(offset &+ segment.count, limit)
    guard start < end, start == prefix || islands.count < Self.mostIslands else { return }
    var position = start
    for island in islands where island.end > position && island.start < end {
      copy(segment, at: offset, to: position..<max(position, island.start))
      position = max(position, island.end)
    }
    copy(segment, at: offset, to: position..<max(position, end))
    merge(Island(start: start, end: end))
  }

  private mutating func copy(_ segment: Span<UInt8>, at offset: Int, to range: Range<Int>) {
    guard !range.isEmpty else { return }
    let part = segment.extracting(range.lowerBound &- offset..<range.upperBound &- offset)
    if bytes.count == range.lowerBound {
      part.append(to: &bytes)
      return
    }
    let missing = range.upperBound &- bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
    for index in part.indices { bytes[range.lowerBound &+ index] = part[index] }
  }

  private mutating func merge(_ new: Island) {
    var merged = new
    var kept = 0
    var place = 0
    for index in islands.indices {
      let island = islands[index]
      if island.end < merged.start || island.start > merged.end {
        if island.end < merged.start { place = kept + 1 }
        islands[kept] = island
        kept += 1
      } else {
        merged.start = min(merged.start, island.start)
        merged.end = max(merged.end, island.end)
      }
    }
    islands.removeSubrange(kept...)
    if merged.start <= prefix {
      prefix = merged.end
    } else {
      islands.insert(merged, at: place)
    }
  }

  /// Leaves away bytes that were read, which must be no more than the prefix.
  mutating func dropFirst(_ count: Int) {
    let count = min(count, prefix)
    guard count > 0 else { return }
    bytes.removeFirst(count)
    for index in islands.indices {
      islands[index].start &-= count
      islands[index].end &-= count
    }
    prefix &-= count
    readPrefix = 0
  }

  /// Whether enough is new to read the prefix again. Streams of crumbs are read at most some eighty
  /// times, not once for each crumb.
  var isWorthReading: Bool {
    prefix > readPrefix && (reads < 32 || prefix &- readPrefix >= readPrefix / 8)
  }

  /// Whether something came since the prefix was last read.
  var isUnread: Bool { prefix > readPrefix }

  mutating func markRead() {
    readPrefix = prefix
    reads &+= 1
  }
}
