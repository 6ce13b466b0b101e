import Bytes
import Packets

/// Several frames of one capture: the first byte is the link type, then each frame comes with its
/// length before it, so that fragments can meet.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrames(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 0 else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let input = unsafe Span(_unsafeStart: start, count: count)
  // Two link types do not fit into a byte; unused numbers stand for them.
  let linkType: UInt32 =
    switch input[0] {
    case 250: 258
    case 251: 276
    case let first: UInt32(first)
    }
  var decoder = FrameDecoder()
  var packet = Packet()
  var position = 1
  var frames = 0
  while position < count {
    let end = min(count, position + 1 + Int(input[position]))
    let frame = input.extracting(position + 1..<end)
    let outcome = decoder.decode(
      frame, linkType: linkType, at: Int64(position), into: &packet)
    frames += 1
    position = end
    guard outcome == .packet else { continue }
    decoder.withBytes(of: frame) { bytes in
      precondition(packet.payload.range.upperBound <= bytes.count)
      precondition(packet.payload.count <= packet.payloadLength)
      precondition(packet.payloadLength <= 65_535 + frame.count)
    }
  }
  precondition(decoder.counts.frames == frames)
  return 0
}
