internal import Bytes

/// Puts the ClientHello of one QUIC connection together from the Initial packets of its client.
///
/// Only what authenticates is believed. Give it the datagrams of one pair of addresses and ports, in
/// the order of the capture; those of the server are told from the client's and do no harm. The value
/// can be used again after `reset()`, which keeps its memory.
package struct QUICInitials: Sendable {
  /// Whether the datagram read last holds an Initial packet that ends behind the datagram's bytes: the
  /// capture kept too little of it, and a packet can be decrypted as a whole only.
  package private(set) var isCut = false

  private var keys: InitialKeys?
  /// What `keys` were derived for.
  private var keyVersion = QUICVersion.one
  private var keyID: [UInt8] = []
  /// The client's own connection id, which stands in the server's packets as their destination.
  private var clientID: [UInt8] = []
  private var opener = InitialOpener()
  private var stream = CryptoStream()

  /// The message type of a ClientHello (RFC 8446, section 4).
  private static let clientHello: UInt32 = 1

  package init() {}

  /// Forgets the connection, for another one.
  package mutating func reset() {
    isCut = false
    keys = nil
    stream.reset()
  }

  /// Reads the next datagram.
  ///
  /// - Returns: `read` when the ClientHello is whole and `hello` has been filled. `incomplete` while
  ///   it is not: for packets of the client that authenticate but do not end it, 0-RTT, a version that
  ///   is only there to be negotiated, a datagram that the capture cut (`isCut`), and anything at all
  ///   once one packet has authenticated. `foreign` as long as none has, such as for the packets of a
  ///   server. `malformed` when a packet authenticates and breaks the rules.
  package mutating func read(
    datagram: Span<UInt8>, into hello: inout ClientHello
  ) -> Dissection {
    isCut = false
    var outcome = keys == nil ? Dissection.foreign : .incomplete
    guard let first = QUICLongHeader(datagram, at: 0) else { return outcome }
    if first.version.isNegotiation || first.version.isReserved { return .incomplete }
    let destination = datagram.bytes(in: first.destinationID)
    var start = 0
    // All packets in a datagram have one destination (RFC 9000, section 12.2).
    while let header = QUICLongHeader(datagram, at: start),
      datagram.bytes(in: header.destinationID).isEqual(to: destination)
    {
      if header.kind == .initial {
        isCut = header.end > datagram.count
        guard !isCut else { return .incomplete }
        // One that does not open ends the walk: no datagram costs more than one derivation.
        guard open(datagram, header, at: start) else { return outcome }
        outcome = readFrames(into: &hello)
        guard outcome == .incomplete else { return outcome }
      } else if header.kind == .zeroRTT {
        outcome = .incomplete
      }
      start = header.end
    }
    return outcome
  }

  /// Opens the packet with the keys of the connection, which stay the same when the server gives it
  /// another id (RFC 9001, section 5.2); or else as the first of another one.
  private mutating func open(
    _ datagram: Span<UInt8>, _ header: QUICLongHeader, at start: Int
  ) -> Bool {
    if let keys {
      let id = datagram.bytes(in: header.destinationID)
      // What goes to the client comes from the server.
      guard !id.isEqual(to: clientID.span) else { return false }
      if header.version == keyVersion {
        if opener.open(datagram, header, at: start, with: keys) { return true }
        guard !id.isEqual(to: keyID.span) else { return false }
      }
    }
    return begin(datagram, header, at: start)
  }

  /// Opens the packet with keys for its own destination, and reads its connection from then on: that
  /// of a first packet, or of the first behind a Retry.
  private mutating func begin(
    _ datagram: Span<UInt8>, _ header: QUICLongHeader, at start: Int
  ) -> Bool {
    guard let protection = header.version.protection else { return false }
    let id = datagram.bytes(in: header.destinationID).copy
    let newKeys = InitialKeys(destinationID: id, protection: protection)
    guard opener.open(datagram, header, at: start, with: newKeys) else { return false }
    keys = newKeys
    keyVersion = header.version
    keyID = id
    clientID = datagram.bytes(in: header.sourceID).copy
    stream.reset()
    return true
  }

  /// Reads the frames that `opener` holds, and the ClientHello when they make it whole.
  private mutating func readFrames(into hello: inout ClientHello) -> Dissection {
    guard opener.readFrames(into: &stream) else { return .malformed }
    return stream.withContiguousBytes { bytes in
      guard let start = bytes.bigEndian32(at: 0) else { return .incomplete }
      let length = 4 &+ Int(start & 0xFF_FFFF)
      guard start &>> 24 == Self.clientHello, length <= CryptoStream.maximumBytes else {
        return .malformed
      }
      guard length <= bytes.count else { return .incomplete }
      return hello.read(handshake: bytes.extracting(0..<length))
    }
  }
}

extension QUICInitials {
  /// Clients choose the destination of their first packet with at least as many bytes (RFC 9000,
  /// section 7.2).
  private static let minimumFirstID = 8
  /// Clients fill datagrams with Initial packets up to this length (RFC 9000, section 14.1).
  private static let minimumFirstDatagram = 1200

  /// Whether the datagram may begin a QUIC connection: the long header of an Initial or 0-RTT packet
  /// of a known version, whose lengths fit. Datagrams of other protocols hardly ever pass.
  ///
  /// - Parameter lengthOnWire: how long the datagram was before the capture cut it.
  package static func mayBegin(_ datagram: Span<UInt8>, lengthOnWire: Int = 0) -> Bool {
    guard let header = QUICLongHeader(datagram, at: 0),
      header.destinationID.count >= minimumFirstID
    else { return false }
    let length = max(datagram.count, lengthOnWire)
    if header.version.isReserved { return length >= minimumFirstDatagram }
    guard header.kind == .initial || header.kind == .zeroRTT else { return false }
    return header.end <= length
      && header.end &- header.packetNumber >= InitialOpener.minimumLength
  }
}

extension Span where Element == UInt8 {
  fileprivate func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
