import Bytes
import Inputs

/// libFuzzer calls this with every input, a whole capture, which is read at once and in short
/// chunks.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCaptures(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let bytes = unsafe Span(_unsafeStart: start, count: count).copy
  let whole = Sum(of: bytes, chunk: count)
  precondition(whole == Sum(of: bytes, chunk: 1 + count % 61))
  return 0
}

/// What was read of a capture, in short.
private struct Sum: Equatable {
  var frames: UInt64 = 0
  var captured = 0
  var hash: UInt64 = 0
  var failure: CaptureFileError?

  init(of bytes: [UInt8], chunk: Int) {
    let source = ChunkSource(bytes: bytes, chunk: chunk)
    do throws(CaptureFileError) {
      var reader = try CaptureReader(source, head: [])
      while try reader.withNextFrames({ add(copy $0, $1) }) {}
      precondition(captured <= bytes.count && reader.malformedFrames <= UInt64(bytes.count))
    } catch {
      failure = error
    }
  }

  private mutating func add(_ frame: CapturedFrame, _ bytes: Span<UInt8>) {
    precondition(bytes.count <= CaptureReader.maximumFrameLength)
    precondition(bytes.count <= frame.originalLength && frame.index > frames)
    // The years 0 to 9999.
    precondition((-62_167_219_200_000...253_402_300_799_999).contains(frame.milliseconds))
    frames = frame.index
    captured += bytes.count
    hash = hash &* 31 &+ UInt64(bitPattern: frame.milliseconds) &+ UInt64(frame.linkType)
    for index in 0..<bytes.count { hash = hash &* 31 &+ UInt64(bytes[index]) }
  }
}

private struct ChunkSource: ByteSource {
  let bytes: [UInt8]
  let chunk: Int
  var position = 0

  mutating func read(into buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    let count = min(buffer.count - start, bytes.count - position, chunk)
    for index in 0..<count { buffer[start + index] = bytes[position + index] }
    position += count
    return count
  }
}
