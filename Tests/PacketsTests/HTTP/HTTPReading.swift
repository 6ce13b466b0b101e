import Bytes
import Packets

// A span cannot be an argument within an expectation; an array can.

extension [UInt8] {
  func text(_ range: ByteRange) -> String { span.bytes(in: range).text }
}

extension HTTPRequest {
  static func mayBegin(_ text: String) -> Bool { mayBegin(Array(text.utf8).span) }
}

extension HTTPResponse {
  mutating func read(_ bytes: [UInt8]) -> Dissection { read(stream: bytes.span) }
}

extension SOCKSRequest {
  mutating func read(_ bytes: [UInt8]) -> Dissection { read(stream: bytes.span) }
}

extension HTTP2Opening {
  mutating func read(_ bytes: [UInt8]) -> Dissection { read(stream: bytes.span) }
}

extension HTTP2Requests {
  mutating func next(_ bytes: [UInt8], _ position: inout Int) -> Dissection {
    next(in: bytes.span, at: &position)
  }
}

extension ProxyHeader {
  static func length(_ bytes: [UInt8]) -> Int? { length(of: bytes.span) }
}
