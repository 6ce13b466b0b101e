import Bytes

/// Goes through the records of a message (RFC 1035, section 4.1.3).
struct RecordCursor {
  /// Where the next record begins.
  private(set) var position: Int
  /// Where the name of the record read last stands.
  private(set) var owner = 0
  private(set) var type = RecordType(0)
  private(set) var recordClass: UInt16 = 0
  private(set) var timeToLive: UInt32 = 0
  private(set) var data = 0..<0

  init(at position: Int) { self.position = position }

  /// Reads one record; on an error the cursor stays before it.
  mutating func next(in message: Span<UInt8>) throws(DNSFault) {
    let end = try NameLabels.end(ofNameAt: position, in: message)
    guard let kind = message.bigEndian32(at: end), let time = message.bigEndian32(at: end &+ 4),
      let length = message.bigEndian16(at: end &+ 8)
    else { throw .incomplete }
    let start = end &+ 10
    guard Int(length) <= message.count &- start else { throw .incomplete }
    owner = position
    type = RecordType(UInt16(truncatingIfNeeded: kind >> 16))
    recordClass = UInt16(truncatingIfNeeded: kind)
    timeToLive = time
    data = start..<start &+ Int(length)
    position = data.upperBound
  }
}
