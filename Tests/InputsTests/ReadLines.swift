import Bytes
import Foundation
import Inputs

/// What a reader made of an input.
struct LinesRead: Equatable {
  var lines: [[UInt8]] = []
  var oversized = 0
  var failure: InputError?

  var texts: [String] { lines.map { String(decoding: $0, as: UTF8.self) } }
}

func readLines(_ source: any ByteSource) -> LinesRead {
  var result = LinesRead()
  do throws(InputError) {
    var reader = try LineReader(source)
    defer { result.oversized = reader.oversizedLines }
    while try reader.withNextBlock({ block, _ in
      block.forEachLine { line in
        result.lines.append(unsafe line.withUnsafeBufferPointer { unsafe Array($0) })
        return true
      }
    }) {}
  } catch {
    result.failure = error
  }
  return result
}

func readLines(_ bytes: [UInt8], largestChunk: Int = 1 << 20, seed: UInt64 = 0) -> LinesRead {
  readLines(ChunkedSource(bytes, largestChunk: largestChunk, seed: seed))
}

func readLines(_ text: String) -> LinesRead { readLines(Array(text.utf8)) }
