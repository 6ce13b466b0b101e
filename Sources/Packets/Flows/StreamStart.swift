internal import Bytes

/// Where a segment belongs, and when it came.
struct Segment {
  let place: Int
  let side: FlowSide
  let sequence: UInt32
  /// Whether the capture kept only its beginning.
  let isCut: Bool
  let time: Int64
}

/// What the first bytes of a stream look like, for streams whose start is not sure.
enum StreamStart {
  static func isKnown(_ bytes: Span<UInt8>) -> Bool {
    isHello(bytes) || HTTPRequest.mayBegin(bytes) || bytes.starts(with: "PRI * HTTP/2.0\r\n")
  }

  /// Where a request begins in a segment of a connection that has sent one: in front, or, when the
  /// segment ends as a request does, behind the rest of the one before (RFC 9112, section 9.3.2).
  static func request(in bytes: Span<UInt8>) -> Int? {
    if HTTPRequest.mayBegin(bytes) { return 0 }
    guard bytes.contains("\r\n\r\n", at: bytes.count - 4),
      let version = bytes.position(of: " HTTP/1."),
      let blank = bytes.extracting(0..<version).lastIndex(of: ASCII.space)
    else { return nil }
    for length in 3...7 where length <= blank {
      if HTTPRequest.mayBegin(bytes.extracting((blank - length)...)) { return blank - length }
    }
    return nil
  }

  /// A TLS record with the beginning of a ClientHello (RFC 8446, section 5.1).
  static func isHello(_ bytes: Span<UInt8>) -> Bool {
    bytes.count > 5 && bytes[0] == 22 && bytes[1] == 3 && bytes[5] == 1
  }
}
