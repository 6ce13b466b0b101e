internal import Access
internal import Bytes
internal import Evidence

/// Traces on their way out: records, and the text that their ranges count in.
struct TraceBuffer: Sendable {
  var text: [UInt8] = []
  private(set) var traces: [(kind: PacketTrace, record: AccessRecord)] = []

  var isEmpty: Bool { traces.isEmpty }

  mutating func append(_ kind: PacketTrace, _ record: AccessRecord) {
    traces.append((kind, record))
  }

  mutating func write(_ address: IPAddress) -> ByteRange {
    let start = text.count
    address.append(to: &text)
    return ByteRange(start..<text.count)
  }

  mutating func write(_ bytes: Span<UInt8>) -> ByteRange {
    let start = text.count
    bytes.append(to: &text)
    return ByteRange(start..<text.count)
  }

  mutating func clear() {
    text.removeAll(keepingCapacity: true)
    traces.removeAll(keepingCapacity: true)
  }
}
