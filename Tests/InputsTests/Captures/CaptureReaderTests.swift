import Bytes
import Inputs
import TestSupport
import Testing

@Suite("Captures") struct CaptureReaderTests {
  /// A capture with frames of many lengths.
  private func example(isBlocks: Bool, frames: Int, longest: Int) -> CaptureBytes {
    var random = SeededGenerator(seed: 5)
    var capture = CaptureBytes()
    if isBlocks {
      capture.section()
      capture.interface(snapLength: 100)
    } else {
      capture.fileHeader()
    }
    for number in 0..<frames {
      let data = (0..<Int.random(in: 0...longest, using: &random)).map {
        UInt8(truncatingIfNeeded: $0 &+ number)
      }
      if !isBlocks {
        capture.record(data)
      } else if number % 7 == 0 {
        capture.block(0xBAD, data)
      } else {
        capture.enhancedPacket(data, units: UInt64(number))
      }
    }
    return capture
  }

  @Test("Captures are known by their first bytes")
  func beginnings() {
    for magic in [0xA1B2_C3D4, 0xA1B2_3C4D, CaptureBytes.modified] {
      for isBig in [false, true] {
        let head = CaptureBytes(isBig: isBig).number(magic)
        #expect(isCapture(head))
        #expect(isCapture(head + [1, 2, 3]))
      }
    }
    for isBig in [false, true] {
      var capture = CaptureBytes(isBig: isBig)
      capture.section()
      for length in 4...28 {
        #expect(isCapture(Array(capture.bytes.prefix(length))))
      }
    }
    for text in ["", "\n\r\r", "\n\r\r\nno capture", "1794817800.250", "\u{1F}\u{8B}\u{8}\u{0}"] {
      #expect(!isCapture(Array(text.utf8)))
    }
    #expect(!isCapture([0xA1, 0xB2, 0xC3]))
  }

  @Test("What is no capture is not read", arguments: ["", "a", "text", "a line of a log\n"])
  func foreign(text: String) {
    let bytes = Array(text.utf8)
    #expect(readFrames(bytes).failure == .foreign)
    #expect(readFrames(bytes, headLength: 0).failure == .foreign)
  }

  @Test(
    "Neither the chunks nor the bytes read before change what is read", arguments: [false, true])
  func chunks(isBlocks: Bool) {
    // A bit more than two buffers.
    let bytes = example(isBlocks: isBlocks, frames: 4000, longest: 1200).bytes
    #expect(bytes.count > 2 << 20)
    let whole = readFrames(bytes)
    #expect(whole.failure == nil)
    #expect(whole.frames.count == (isBlocks ? 3428 : 4000))
    for (index, chunk) in [100, 4096, 65_536, 5 << 20].enumerated() {
      #expect(readFrames(bytes, largestChunk: chunk, seed: UInt64(index)) == whole)
    }
    for head in [0, 4, 24, 5000, bytes.count] {
      #expect(readFrames(bytes, headLength: head) == whole)
    }
  }

  @Test("A capture that breaks off gives the frames before the break", arguments: [false, true])
  func truncation(isBlocks: Bool) {
    let bytes = example(isBlocks: isBlocks, frames: 8, longest: 100).bytes
    let whole = readFrames(bytes)
    var ends = 0
    for count in 4..<bytes.count {
      let read = readFrames(Array(bytes.prefix(count)))
      #expect(Array(whole.data.prefix(read.data.count)) == read.data)
      switch read.failure {
      case nil: ends += 1
      case .truncated(let place): #expect(place <= count)
      default: Issue.record("\(String(describing: read.failure))")
      }
    }
    // Only between records is a shorter capture a whole one: behind the header, and the interface.
    #expect(ends == (isBlocks ? 9 : 8))
  }

  @Test("Any bytes are read without a crash, and alike in any chunks", arguments: [false, true])
  func mutations(isBlocks: Bool) {
    let example = example(isBlocks: isBlocks, frames: 12, longest: 100).bytes
    var random = SeededGenerator(seed: isBlocks ? 1 : 2)
    for round in 0..<400 {
      var bytes = example
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] =
          Bool.random(using: &random) ? .random(in: 0...255, using: &random) : 0xFF
      }
      let whole = readFrames(bytes)
      #expect(whole.data.allSatisfy { $0.count <= CaptureReader.maximumFrameLength })
      #expect(zip(whole.lengths, whole.data).allSatisfy { $0 >= $1.count })
      #expect(readFrames(bytes, largestChunk: 50, seed: UInt64(round)) == whole)
    }
  }

  @Test("An input that fails gives the frames before, and fails again when asked again")
  func failingInput() throws {
    var capture = CaptureBytes()
    capture.fileHeader()
    capture.record([1])
    capture.record([2])
    let cut = Array(capture.bytes.dropLast(1))
    for head in [6, cut.count] {
      let source = FailingSource(bytes: Array(cut.dropFirst(head)))
      let read = readFrames(source, head: Array(cut.prefix(head)))
      #expect(read.data == [[1]])
      #expect(read.failure == .input(.truncated(.gzip)))
    }
    var reader = try CaptureReader(FailingSource(bytes: []), head: cut)
    for _ in 0..<2 {
      #expect(throws: CaptureFileError.input(.truncated(.gzip))) {
        while try reader.withNextFrames({ _, _ in }) {}
      }
    }
    #expect(throws: CaptureFileError.input(.truncated(.gzip))) {
      _ = try CaptureReader(FailingSource(bytes: []), head: Array(cut.prefix(8)))
    }
  }

  @Test("At the end it stays")
  func end() throws {
    var capture = CaptureBytes()
    capture.fileHeader()
    var reader = try CaptureReader(ChunkedSource([], largestChunk: 1), head: capture.bytes)
    #expect(try !reader.withNextFrames { _, _ in })
    #expect(try !reader.withNextFrames { _, _ in })
  }
}

private func isCapture(_ head: [UInt8]) -> Bool { CaptureReader.isCapture(head.span) }

/// Hands out its bytes and then fails.
private struct FailingSource: ByteSource {
  var bytes: [UInt8]

  mutating func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    if bytes.isEmpty { throw .truncated(.gzip) }
    let count = min(buffer.count - start, bytes.count)
    buffer.replaceSubrange(start..<start + count, with: bytes.prefix(count))
    bytes.removeFirst(count)
    return count
  }
}
