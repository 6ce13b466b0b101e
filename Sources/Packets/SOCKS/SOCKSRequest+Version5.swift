internal import Bytes

extension SOCKSRequest {
  /// The methods that the client offers, what one of them needs, and the request (RFC 1928).
  ///
  /// Which method the proxy chose stands in the other direction; the client's next byte tells.
  mutating func readVersion5(_ stream: Span<UInt8>) -> Dissection {
    guard stream.count > 1 else { return .incomplete }
    let methodsEnd = 2 &+ Int(stream[1])
    guard let offer = Self.offer(stream, end: methodsEnd) else { return .foreign }
    guard methodsEnd < stream.count else { return .incomplete }
    guard stream[methodsEnd] == 1 else { return readRequest(stream, at: methodsEnd) }
    // Without a password the next message is that of another method, such as GSSAPI (RFC 1961).
    guard offer.hasPassword else { return offer.hasOther ? .malformed : .foreign }
    guard let passwordEnd = Self.passwordEnd(stream, from: methodsEnd) else { return .incomplete }
    guard passwordEnd > 0 else { return .foreign }
    return readRequest(stream, at: passwordEnd)
  }

  private struct Offer {
    var hasPassword = false
    var hasOther = false
  }

  /// The methods up to `end`, as far as they are there; nil when no client offers such.
  private static func offer(_ stream: Span<UInt8>, end: Int) -> Offer? {
    // Ten methods have numbers (section 3, and the registry), and none is offered twice.
    guard end > 2, end <= 12 else { return nil }
    var offer = Offer()
    var seen: UInt16 = 0
    for index in 2..<min(end, stream.count) {
      let method = stream[index]
      if method >= 0x80, method != 0xFF {
        offer.hasOther = true
        continue
      }
      guard method <= 9, seen & 1 << UInt16(method) == 0 else { return nil }
      seen |= 1 << UInt16(method)
      if method == 2 { offer.hasPassword = true }
      if method == 1 || method > 2 { offer.hasOther = true }
    }
    return offer
  }

  /// Where the message of user and password ends (RFC 1929, section 2); nil when it is not whole,
  /// and 0 when it is none.
  private static func passwordEnd(_ stream: Span<UInt8>, from start: Int) -> Int? {
    guard start &+ 1 < stream.count else { return nil }
    let userLength = Int(stream[start &+ 1])
    guard userLength > 0 else { return 0 }
    let password = start &+ 2 &+ userLength
    guard password < stream.count else { return nil }
    return password &+ 1 &+ Int(stream[password])
  }

  /// Version, command, a zero byte, and an address of one of three types (RFC 1928, section 4).
  private mutating func readRequest(_ stream: Span<UInt8>, at start: Int) -> Dissection {
    guard start < stream.count else { return .incomplete }
    guard stream[start] == 5 else { return .foreign }
    guard start &+ 1 < stream.count else { return .incomplete }
    let command = SOCKSCommand(value: stream[start &+ 1])
    guard (1...3).contains(command.value) else { return .foreign }
    guard start &+ 3 < stream.count else { return .incomplete }
    guard stream[start &+ 2] == 0 else { return .foreign }
    let place = start &+ 4
    switch stream[start &+ 3] {
    case 1: return readAddress(stream, place..<place &+ 4, command)
    case 3: return readName(stream, at: place, command)
    case 4: return readAddress(stream, place..<place &+ 16, command)
    default: return .foreign
    }
  }

  private mutating func readAddress(
    _ stream: Span<UInt8>, _ place: Range<Int>, _ command: SOCKSCommand
  ) -> Dissection {
    guard let port = stream.bigEndian16(at: place.upperBound) else { return .incomplete }
    guard port != 0 || command != .connect else { return .foreign }
    if place.count == 4, let bits = stream.bigEndian32(at: place.lowerBound) {
      take(IPAddress(ipv4: bits), port: port, command, end: place.upperBound &+ 2)
    } else if let high = stream.bigEndian64(at: place.lowerBound),
      let low = stream.bigEndian64(at: place.lowerBound &+ 8)
    {
      take(IPAddress(high: high, low: low), port: port, command, end: place.upperBound &+ 2)
    }
    return .read
  }

  private mutating func readName(
    _ stream: Span<UInt8>, at place: Int, _ command: SOCKSCommand
  ) -> Dissection {
    guard place < stream.count else { return .incomplete }
    let name = place &+ 1..<place &+ 1 &+ Int(stream[place])
    guard let port = stream.bigEndian16(at: name.upperBound) else { return .incomplete }
    guard port != 0 || command != .connect else { return .foreign }
    return take(name: name, of: stream, port: port, command, end: name.upperBound &+ 2)
  }
}
