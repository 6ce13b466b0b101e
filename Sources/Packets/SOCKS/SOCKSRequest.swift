internal import Access
package import Bytes

/// What a SOCKS 4, 4a or 5 client asks its proxy for, as ranges into its side of the stream
/// (RFC 1928 and 1929; the notes on SOCKS 4 and 4A).
///
/// The protocol has no mark but a byte 4 or 5, so every field is checked: a stream of another
/// protocol must not give a name. User names and passwords are stepped over.
package struct SOCKSRequest: Sendable {
  /// The name that is asked for, without a final dot, at most 253 bytes; empty for an address.
  package private(set) var host: ByteRange = .none
  /// The address that is asked for; nil for a name.
  package private(set) var address: IPAddress?
  /// Never 0 for CONNECT.
  package private(set) var port: UInt16 = 0
  package private(set) var command = SOCKSCommand(value: 0)
  /// Where the client's own stream begins.
  package private(set) var end = 0

  package init() {}

  /// Reads what the client says up to its request; the stream from its first byte.
  ///
  /// - Returns: `.malformed` when a method of authentication hides the request.
  package mutating func read(stream: Span<UInt8>) -> Dissection {
    self = SOCKSRequest()
    guard stream.count > 0 else { return .incomplete }
    let outcome: Dissection =
      switch stream[0] {
      case 4: readVersion4(stream)
      case 5: readVersion5(stream)
      default: .foreign
      }
    if outcome != .read { self = SOCKSRequest() }
    return outcome
  }

  mutating func take(_ address: IPAddress, port: UInt16, _ command: SOCKSCommand, end: Int) {
    self.address = address
    self.port = port
    self.command = command
    self.end = end
  }

  /// - Parameter name: a host name, or the text of an address.
  mutating func take(
    name: Range<Int>, of stream: Span<UInt8>, port: UInt16, _ command: SOCKSCommand, end: Int
  ) -> Dissection {
    if let address = IPAddress(stream.extracting(name)) {
      take(address, port: port, command, end: end)
      return .read
    }
    guard let host = try? HostName(name: name, of: stream) else { return .foreign }
    self.host = host.range
    self.port = port
    self.command = command
    self.end = end
    return .read
  }
}
