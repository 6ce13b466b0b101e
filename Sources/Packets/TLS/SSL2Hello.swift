import Bytes

extension ClientHello {
  /// Reads a ClientHello in the form of SSL 2.0 (RFC 5246, appendix E.2), as clients sent it that
  /// did not know what the server speaks. It names no server.
  ///
  /// - Parameter stream: from its first byte. The lengths in the first eleven must fit each other,
  ///   which those of another protocol do not by chance; the bytes behind them need not be there.
  mutating func read(ssl2 stream: Span<UInt8>) -> Dissection {
    clear()
    guard stream.count < 3 || stream[2] == HandshakeType.clientHello.value else { return .foreign }
    guard let offered = stream.bigEndian16(at: 3) else {
      return stream.count < 4 || stream[3] == 3 || stream[3] == 0 ? .incomplete : .foreign
    }
    let version = TLSVersion(value: offered)
    guard version.isStream || version == .ssl2 else { return .foreign }
    guard let length = stream.bigEndian16(at: 0), let ciphers = stream.bigEndian16(at: 5),
      let session = stream.bigEndian16(at: 7), let challenge = stream.bigEndian16(at: 9)
    else { return .incomplete }
    // Type, version and the three lengths are nine bytes.
    let sum = 9 + Int(ciphers) + Int(session) + Int(challenge)
    guard Int(length & 0x7FFF) == sum, ciphers > 0, ciphers.isMultiple(of: 3),
      session == 0 || session == 16, (16...32).contains(challenge)
    else { return .foreign }
    self.version = version
    mayResume = session > 0
    isSSL2Form = true
    isWhole = true
    return .read
  }
}
