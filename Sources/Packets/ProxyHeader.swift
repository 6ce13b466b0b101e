internal import Bytes

/// The header that load balancers put before a client's stream: the PROXY protocol, versions 1
/// (text) and 2 (binary).
package enum ProxyHeader {
  /// How long the header at the start of a stream is; 0 for none, and nil when one begins there
  /// that is not whole.
  package static func length(of stream: Span<UInt8>) -> Int? {
    guard stream.count > 0 else { return nil }
    switch stream[0] {
    case UInt8(ascii: "P"): return textLength(stream)
    case ASCII.carriageReturn: return binaryLength(stream)
    default: return 0
    }
  }

  private static let word = Array("PROXY ".utf8)
  /// The longest header of version 1, with its end of line.
  private static let maximumText = 107

  private static func textLength(_ stream: Span<UInt8>) -> Int? {
    guard stream.agrees(with: word) else { return 0 }
    let line = stream.extracting(first: maximumText)
    if let lineFeed = line.firstIndex(of: ASCII.lineFeed) {
      let isHeader =
        line[lineFeed &- 1] == ASCII.carriageReturn
        && (line.contains("TCP4 ", at: word.count) || line.contains("TCP6 ", at: word.count)
          || line.contains("UNKNOWN", at: word.count))
      return isHeader ? lineFeed &+ 1 : 0
    }
    return line.count < maximumText ? nil : 0
  }

  private static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]

  private static func binaryLength(_ stream: Span<UInt8>) -> Int? {
    guard stream.agrees(with: signature) else { return 0 }
    guard let rest = stream.bigEndian16(at: 14) else { return nil }
    // The high half is the version, the low one the command: LOCAL or PROXY.
    guard stream[12] == 0x20 || stream[12] == 0x21 else { return 0 }
    let length = 16 &+ Int(rest)
    return length <= stream.count ? length : nil
  }
}
