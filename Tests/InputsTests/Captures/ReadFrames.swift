import Bytes
import Inputs

/// What a reader made of a capture.
struct FramesRead: Equatable {
  var frames: [CapturedFrame] = []
  var data: [[UInt8]] = []
  var malformed: UInt64 = 0
  var dropped: UInt64 = 0
  var failure: CaptureFileError?

  var times: [Int64] { frames.map(\.milliseconds) }
  var lengths: [Int] { frames.map(\.originalLength) }
  var linkTypes: [UInt32] { frames.map(\.linkType) }
  var indices: [UInt64] { frames.map(\.index) }
}

/// Reads a capture of which `headLength` bytes were read before, the rest in chunks.
func readFrames(
  _ bytes: [UInt8], headLength: Int = 6, largestChunk: Int = 1 << 20, seed: UInt64 = 0
) -> FramesRead {
  let head = Array(bytes.prefix(headLength))
  let rest = Array(bytes.dropFirst(headLength))
  return readFrames(ChunkedSource(rest, largestChunk: largestChunk, seed: seed), head: head)
}

func readFrames(_ source: any ByteSource, head: [UInt8]) -> FramesRead {
  var result = FramesRead()
  do throws(CaptureFileError) {
    var reader = try CaptureReader(source, head: head)
    defer { (result.malformed, result.dropped) = (reader.malformedFrames, reader.droppedFrames) }
    while try reader.withNextFrames({ frame, bytes in
      result.frames.append(copy frame)
      result.data.append(bytes.copy)
    }) {}
  } catch {
    result.failure = error
  }
  return result
}

func readFrames(_ capture: CaptureBytes) -> FramesRead { readFrames(capture.bytes) }
