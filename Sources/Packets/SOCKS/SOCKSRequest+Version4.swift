internal import Bytes

extension SOCKSRequest {
  /// The longest user and the longest name that are read, in bytes.
  private static let maximumText = 255

  /// Version, command, port, address, user and a zero byte; in version 4a, where the address is
  /// 0.0.0.x, then the name and a zero byte.
  mutating func readVersion4(_ stream: Span<UInt8>) -> Dissection {
    guard stream.count > 1 else { return .incomplete }
    guard stream[1] == 1 || stream[1] == 2 else { return .foreign }
    guard let port = stream.bigEndian16(at: 2), let bits = stream.bigEndian32(at: 4) else {
      return .incomplete
    }
    // Neither the address that means nothing nor a multicast one can be connected to.
    guard port != 0, bits != 0, bits < 0xE000_0000 else { return .foreign }
    let hasName = bits <= 0xFF
    guard hasName || bits > 0xFF_FFFF else { return .foreign }
    var position = 8
    guard let user = Self.text(in: stream, at: &position) else {
      return Self.mayGoOn(stream, from: position)
    }
    let command = SOCKSCommand(value: stream[1])
    guard hasName else {
      take(IPAddress(ipv4: bits), port: port, command, end: user.upperBound &+ 1)
      return .read
    }
    guard let name = Self.text(in: stream, at: &position) else {
      return Self.mayGoOn(stream, from: position)
    }
    return take(name: name, of: stream, port: port, command, end: position)
  }

  /// The text up to a zero byte, which is stepped over; nil when it is not whole, or none.
  private static func text(in stream: Span<UInt8>, at position: inout Int) -> Range<Int>? {
    let start = position
    let limit = min(stream.count, start &+ maximumText &+ 1)
    var end = start
    while end < limit, stream[end] > ASCII.space { end &+= 1 }
    guard end < limit, stream[end] == 0 else { return nil }
    position = end &+ 1
    return start..<end
  }

  /// Whether the text that begins at `start` has no end yet.
  private static func mayGoOn(_ stream: Span<UInt8>, from start: Int) -> Dissection {
    guard stream.count &- start <= maximumText else { return .foreign }
    for index in start..<stream.count where stream[index] <= ASCII.space { return .foreign }
    return .incomplete
  }
}
