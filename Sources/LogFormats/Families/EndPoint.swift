import Bytes

/// An address and the port behind it, as name servers write whom they answer.
enum EndPoint {
  /// The address in `10.1.2.3:53124`, `[2001:db8::7]:53124`, or without a port.
  ///
  /// - Throws: `layout` when none stands there.
  static func address(
    in word: ByteRange, _ line: Span<UInt8>
  ) throws(Malformed) -> ByteRange {
    let bytes = line.bytes(in: word)
    if IPAddress(bytes) != nil { return word }
    let start = word.range.lowerBound
    var address = word
    if bytes.count > 0, bytes[0] == ASCII.openingBracket {
      guard let end = bytes.firstIndex(of: ASCII.closingBracket) else { throw .layout }
      address = ByteRange(start + 1..<start + end)
    } else if let colon = bytes.lastIndex(of: ASCII.colon) {
      address = ByteRange(start..<start + colon)
    }
    guard IPAddress(line.bytes(in: address)) != nil else { throw .layout }
    return address
  }
}
