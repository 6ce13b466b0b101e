import Bytes
import Packets

/// libFuzzer calls this with every input: datagrams, or the frames of a packet that has been opened, as its
/// first byte says. A random packet never authenticates, so the frames are reached in no other way.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQUIC(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 0 else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let input = unsafe Span(_unsafeStart: start, count: count)
  let rest = input.extracting(1...)
  if input[0] & 1 == 0 { fuzzFrames(rest) } else { fuzzDatagrams(rest, length: Int(input[0]) * 8) }
  return 0
}

private func fuzzFrames(_ frames: Span<UInt8>) {
  var stream = CryptoStream()
  var hello = ClientHello()
  _ = QUICFrames.read(frames, into: &stream)
  let before = stream.withContiguousBytes { bytes in
    precondition(bytes.count <= CryptoStream.maximumBytes)
    _ = hello.read(handshake: bytes)
    precondition(hello.serverName.count <= 255)
    return bytes.copy
  }
  // Bytes that are there stay, whatever comes behind them.
  stream.take(frames, at: 1)
  precondition(stream.withContiguousBytes { $0.copy }.starts(with: before))
}

private func fuzzDatagrams(_ bytes: Span<UInt8>, length: Int) {
  var initials = QUICInitials()
  var hello = ClientHello()
  var start = 0
  while start < bytes.count {
    let datagram = bytes.extracting(start..<min(bytes.count, start + length))
    _ = QUICInitials.mayBegin(datagram)
    _ = initials.read(datagram: datagram, into: &hello)
    precondition(hello.serverName.count <= 255)
    start += length
  }
}
