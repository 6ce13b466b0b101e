/// The compressed bytes that a decompressor has before it.
struct CompressedInput {
  private var source: any ByteSource
  private(set) var bytes = [UInt8](repeating: 0, count: 128 << 10)
  /// The part of `bytes` that waits to be decompressed.
  private(set) var waiting: Range<Int>

  /// - Parameter head: the bytes of `source` that were read already.
  init(_ source: any ByteSource, head: [UInt8]) {
    self.source = source
    waiting = 0..<head.count
    for (index, byte) in head.enumerated() { bytes[index] = byte }
  }

  /// Reads on when nothing waits, and says whether something does now.
  mutating func fill() throws(InputError) -> Bool {
    if waiting.isEmpty { waiting = 0..<(try source.read(into: &bytes, from: 0)) }
    return !waiting.isEmpty
  }

  mutating func consume(_ count: Int) {
    waiting = waiting.lowerBound + count..<waiting.upperBound
  }
}
