import Access
import Bytes
import Evidence
import Packets

/// libFuzzer calls this with every input: packets of a few connections, each written in six bytes
/// and the payload behind them, which can be taken from a sample.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFlows(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start else { return 0 }
  // libFuzzer keeps the `count` bytes alive for the length of the call.
  let input = unsafe Span(_unsafeStart: start, count: count)
  var limits = FlowLimits()
  (limits.flows, limits.textCells, limits.lookups, limits.toldNames) = (3, 30, 4, 3)
  (limits.gatheredStreams, limits.gatheredBytes, limits.gatheredHellos) = (2, 8192, 1)
  var decoder = PacketDecoder(limits: limits)
  var checker = TraceChecker()
  var position = 0
  while let head = input.bigEndian32(at: position), let tail = input.bigEndian16(at: position + 4) {
    position += 6
    checker.frames += 1
    let length = min(Int(tail & 0xFF), input.count - position)
    let payload = input.extracting(position..<position + length).copy
    if head & 0x80 == 0 { position += length }
    let sample = samples[Int(tail >> 8) % samples.count]
    let frame = packet(head, head & 0x80 == 0 ? payload : Array(sample.dropFirst(length)))
    // Every frame has a time of its own, in whatever order.
    let time =
      1_790_000_000_000 + Int64(Int8(truncatingIfNeeded: head)) << 20 + Int64(checker.frames)
    _ = decoder.decode(frame.span, linkType: 1, originalLength: frame.count, at: time) {
      checker.check($0, $1, $2)
    }
  }
  decoder.finish { checker.check($0, $1, $2) }
  checker.check(decoder.coverage)
  return 0
}

/// What holds for all traces of one capture.
private struct TraceChecker {
  var frames = 0
  private var ends: Set<Int64> = []
  private var refusals = 0
  private var lookups = 0

  mutating func check(_ kind: PacketTrace, _ record: borrowing AccessRecord, _ text: Span<UInt8>) {
    let (host, access) = (record.host, record.kind)
    let (up, down, duration) = (record.bytesUp ?? 0, record.bytesDown ?? 0, record.duration ?? 0)
    let ranges = [
      record.client, record.server, host, record.path, record.userAgent, record.method,
    ]
    for range in ranges { precondition(range.range.upperBound <= text.count) }
    let client = IPAddress(text.bytes(in: record.client))
    let server = IPAddress(text.bytes(in: record.server))
    precondition(client != nil && server != nil && !host.isEmpty && host.count <= 255)
    precondition(duration >= 0 && up + down <= UInt64(frames) << 25)
    if access == .dns, kind == .access { lookups += 1 }
    if kind == .refusedLookup { refusals += 1 }
    precondition(refusals <= lookups)
    guard record.bytesUp != nil, let time = record.time else { return }
    // A flow, or a part of one, begins with a packet of its own: it cannot come out twice.
    precondition(ends.insert(time.milliseconds).inserted)
  }

  func check(_ coverage: PacketCoverage) {
    precondition(coverage.frames.frames == frames)
    precondition(coverage.unnamedBytesUp + coverage.unnamedBytesDown <= UInt64(frames) << 25)
    precondition(coverage.evictedFlows <= UInt64(frames))
  }
}

/// An Ethernet frame with a segment or datagram; `head` says between which ends.
private func packet(_ head: UInt32, _ payload: [UInt8]) -> [UInt8] {
  let ports: [UInt8] = [443, 53, 80, 1080].map { (port: Int) in
    [UInt8(port >> 8), UInt8(port & 255)]
  }[
    Int(head >> 8 & 3)]
  let isTCP = head >> 10 & 3 != 0
  let isAnswer = head & 0x1000 != 0
  let (client, server): ([UInt8], [UInt8]) = ([10, 0, 0, 1], [192, 0, 2, 1])
  let clientPort: [UInt8] = [200, UInt8(head >> 13 & 1)]
  let flags = UInt8(head >> 24) & 0x17
  let sequence: [UInt8] = [0, 0, UInt8(head >> 16 & 15), UInt8(head >> 18 & 0x3C)]
  var transport = isAnswer ? ports + clientPort : clientPort + ports
  transport += isTCP ? sequence + [0, 0, 0, 0, 0x50, flags, 9, 9, 0, 0, 0, 0] : [0, 0, 0, 0]
  if !isTCP {
    let count = payload.count + 8
    transport[4] = UInt8(count >> 8 & 255)
    transport[5] = UInt8(count & 255)
  }
  let count = 20 + transport.count + payload.count
  let frame: [UInt8] =
    Array(repeating: 2, count: 12) + [8, 0, 0x45, 0, UInt8(count >> 8), UInt8(count & 255)]
  return frame + [0, 1, 0x40, 0, 64, isTCP ? 6 : 17, 0, 0]
    + (isAnswer ? server + client : client + server)
    + transport + payload
}

private let samples: [[UInt8]] = [
  hello(extensions: [0, 0, 0, 8, 0, 6, 0, 0, 3, 0x61, 0x2E, 0x62]), hello(extensions: []),
  Array("GET http://a.b/ HTTP/1.1\r\nHost: a.b\r\n\r\n".utf8),
  Array("GET / HTTP/1.1\r\nHost: c.d\r\n\r\n".utf8),
  Array("CONNECT a.b:443 HTTP/1.1\r\n\r\n".utf8)
    + hello(extensions: [0, 0, 0, 8, 0, 6, 0, 0, 3, 0x61, 0x2E, 0x62]),
  [5, 1, 0, 5, 1, 0, 3, 3, 0x61, 0x2E, 0x62, 1, 187],
  [0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x61, 1, 0x62, 0, 0, 1, 0, 1],
  [
    0, 9, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0x61, 1, 0x62, 0, 0, 1, 0, 1, 0xC0, 12, 0, 1, 0, 1,
    0, 0, 0, 9, 0, 4, 192, 0, 2, 1,
  ],
  [
    0, 9, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0x61, 1, 0x62, 0, 0, 1, 0, 1, 0xC0, 12, 0, 1, 0, 1,
    0, 0, 0, 9, 0, 4, 0, 0, 0, 0,
  ],
  [0, 21, 0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x61, 1, 0x62, 0, 0, 1, 0, 1],
]

private func hello(extensions: [UInt8]) -> [UInt8] {
  let body: [UInt8] =
    [3, 3] + Array(repeating: 5, count: 32) + [0, 0, 2, 0x13, 1, 1, 0, 0, UInt8(extensions.count)]
    + extensions
  return [22, 3, 1, 0, UInt8(body.count + 4), 1, 0, 0, UInt8(body.count)] + body
}
