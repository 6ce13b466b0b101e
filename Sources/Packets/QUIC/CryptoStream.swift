internal import Bytes

/// The bytes of a handshake, put together from CRYPTO frames in any order (RFC 9000, section 7.5).
package struct CryptoStream: Sendable {
  /// More than any ClientHello: what lies behind is not kept.
  package static let maximumBytes = 16 << 10
  /// More than clients leave open at a time, even those that shuffle their ClientHello: a frame that
  /// would make more is not kept.
  package static let maximumPieces = 64

  /// From offset 0 to the last byte that has come; zero in the gaps.
  private var bytes: [UInt8] = []
  /// Where `bytes` has come, in order, and never two that touch.
  private var pieces: [Range<Int>] = []

  /// Memory above this is not worth keeping for the next handshake.
  private static let usualBytes = 4096

  package init() {}

  /// How many bytes are there from offset 0 on without a gap.
  package var contiguousCount: Int {
    guard let first = pieces.first, first.lowerBound == 0 else { return 0 }
    return first.upperBound
  }

  /// Forgets everything, for another handshake.
  package mutating func reset() {
    pieces.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.usualBytes)
  }

  /// Hands `body` the bytes from offset 0 up to the first gap.
  package func withContiguousBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(0..<contiguousCount))
  }

  /// Takes `data`, which stands at `offset` in the stream. Bytes that are there already stay: what
  /// comes later cannot change what was read.
  package mutating func take(_ data: Span<UInt8>, at offset: Int) {
    guard offset >= 0, offset < Self.maximumBytes, data.count > 0 else { return }
    let count = min(data.count, Self.maximumBytes &- offset)
    let range = offset..<offset &+ count
    // The pieces from `first` up to `last` touch the range.
    let first = pieces.firstIndex { $0.upperBound >= range.lowerBound } ?? pieces.count
    let last = pieces[first...].firstIndex { $0.lowerBound > range.upperBound } ?? pieces.count
    guard first < last || pieces.count < Self.maximumPieces else { return }
    fill(range, from: data, around: first..<last)
    join(range, with: first..<last)
  }

  /// Writes the bytes of `range` that lie outside of the pieces at `touching`.
  private mutating func fill(
    _ range: Range<Int>, from data: Span<UInt8>, around touching: Range<Int>
  ) {
    var position = range.lowerBound
    for index in touching {
      let piece = pieces[index]
      if position < piece.lowerBound { write(position..<piece.lowerBound, data, range) }
      position = max(position, piece.upperBound)
    }
    if position < range.upperBound { write(position..<range.upperBound, data, range) }
  }

  /// - Parameter range: where `data` stands in the stream.
  private mutating func write(_ part: Range<Int>, _ data: Span<UInt8>, _ range: Range<Int>) {
    if part.lowerBound > bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: part.lowerBound &- bytes.count))
    }
    let start = range.lowerBound
    // What lies behind the last byte is appended in one step; mostly that is all.
    let end = min(part.upperBound, bytes.count)
    for position in part.lowerBound..<max(part.lowerBound, end) {
      bytes[position] = data[position &- start]
    }
    let rest = max(part.lowerBound, end)..<part.upperBound
    data.extracting(rest.lowerBound &- start..<rest.upperBound &- start).append(to: &bytes)
  }

  private mutating func join(_ range: Range<Int>, with touching: Range<Int>) {
    guard let first = touching.first, let last = touching.last else {
      pieces.insert(range, at: touching.lowerBound)
      return
    }
    let start = min(range.lowerBound, pieces[first].lowerBound)
    let end = max(range.upperBound, pieces[last].upperBound)
    pieces.replaceSubrange(touching, with: CollectionOfOne(start..<end))
  }
}
