import Inputs
import TestSupport

/// Hands out bytes in chunks of random sizes, as pipes and sockets do.
struct ChunkedSource: ByteSource {
  private let bytes: [UInt8]
  private let largestChunk: Int
  private var position = 0
  private var random: SeededGenerator

  init(_ bytes: [UInt8], largestChunk: Int, seed: UInt64 = 0) {
    self.bytes = bytes
    self.largestChunk = largestChunk
    random = SeededGenerator(seed: seed)
  }

  mutating func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let wanted = Int.random(in: 1...largestChunk, using: &random)
    let count = min(wanted, buffer.count - start, bytes.count - position)
    buffer.replaceSubrange(start..<start + count, with: bytes[position..<position + count])
    position += count
    return count
  }
}
