import Bytes

/// One record of handshake messages in the clear (RFC 6347, section 4.1; RFC 9147, section 4).
struct DTLSRecord {
  /// Where its content stands in the datagram, absent bytes included.
  let content: Range<Int>

  private static let headerCount = 13
  private static let handshake: UInt8 = 22
  private static let maximumContent: UInt16 = 1 << 14

  /// Nil for anything else, and when the header is not all there.
  init?(_ datagram: Span<UInt8>, at position: Int) {
    guard position < datagram.count, datagram[position] == Self.handshake,
      let version = datagram.bigEndian16(at: position &+ 1),
      TLSVersion(value: version).isDatagram,
      let epoch = datagram.bigEndian16(at: position &+ 3), epoch == 0,
      let length = datagram.bigEndian16(at: position &+ 11), length <= Self.maximumContent
    else { return nil }
    let start = position &+ Self.headerCount
    content = start..<start &+ Int(length)
  }
}

/// A piece of a ClientHello (RFC 6347, section 4.2.2).
struct DTLSFragment {
  /// How long the body of the whole message is.
  let messageLength: Int
  let messageSequence: UInt16
  /// Which bytes of the body it carries.
  let part: Range<Int>
  /// Where they stand in the datagram, absent bytes included.
  let content: Range<Int>

  private static let headerCount = 12

  /// The longest hello that is put together.
  private static let maximumMessage = 16_384

  /// Reads the fragment at `position`.
  ///
  /// - Throws: `foreign` for another message than a ClientHello, `malformed` when it does not lie
  ///   within its message or record, `cut` when the header is not all there.
  init(
    _ datagram: Span<UInt8>, at position: Int, in record: DTLSRecord
  ) throws(HandshakeFault) {
    guard position < datagram.count else { throw .cut }
    guard datagram[position] == HandshakeType.clientHello.value else { throw .foreign }
    guard let first = datagram.bigEndian32(at: position),
      let sequence = datagram.bigEndian16(at: position &+ 4),
      let offset = datagram.bigEndian32(at: position &+ 5),
      let length = datagram.bigEndian32(at: position &+ 8)
    else { throw .cut }
    messageLength = Int(first & 0xFF_FFFF)
    messageSequence = sequence
    // Three bytes each, read with the byte in front of them.
    let start = Int(offset & 0xFF_FFFF)
    part = start..<start &+ Int(length & 0xFF_FFFF)
    let place = position &+ Self.headerCount
    content = place..<place &+ part.count
    guard messageLength <= Self.maximumMessage, part.upperBound <= messageLength,
      content.upperBound <= record.content.upperBound
    else { throw .malformed }
  }

  var isWholeMessage: Bool { part.count == messageLength }
}
