internal import Bytes

/// The long header of a packet in a datagram (RFC 9000, section 17.2), as far as it is not
/// protected.
struct QUICLongHeader {
  /// The two bits of the first byte, which mean another kind in each version.
  enum Kind { case initial, zeroRTT, handshake, retry }

  let version: QUICVersion
  /// `retry` where the version is not known: it has no length either.
  let kind: Kind
  /// At most 20 bytes each.
  let destinationID: ByteRange
  let sourceID: ByteRange
  /// Where the packet number begins in the datagram.
  let packetNumber: Int
  /// Where the packet ends by its own account, which may be behind the datagram's bytes.
  let end: Int

  /// The most that the versions known here allow for a connection id.
  private static let maximumIDLength = 20

  /// Reads the header that begins at `start`; nil when there is none, or not all of it.
  init?(_ datagram: Span<UInt8>, at start: Int) {
    guard start >= 0, start < datagram.count, datagram[start] & 0x80 != 0,
      let number = datagram.bigEndian32(at: start &+ 1)
    else { return nil }
    var position = start &+ 5
    guard let destinationID = Self.connectionID(in: datagram, at: &position),
      let sourceID = Self.connectionID(in: datagram, at: &position)
    else { return nil }
    version = QUICVersion(value: number)
    kind = Self.kind(firstByte: datagram[start], in: version)
    self.destinationID = destinationID
    self.sourceID = sourceID
    if kind == .initial {
      guard let length = datagram.variableLengthInteger(at: &position),
        length <= datagram.count &- position
      else { return nil }
      position &+= length
    }
    guard kind != .retry else {
      packetNumber = position
      end = datagram.count
      return
    }
    guard let length = datagram.variableLengthInteger(at: &position), length <= 0xFFFF else {
      return nil
    }
    packetNumber = position
    end = position &+ length
  }

  private static func connectionID(
    in datagram: Span<UInt8>, at position: inout Int
  ) -> ByteRange? {
    guard position < datagram.count else { return nil }
    let length = Int(datagram[position])
    let start = position &+ 1
    guard length <= maximumIDLength, length <= datagram.count &- start else { return nil }
    position = start &+ length
    return ByteRange(start..<position)
  }

  /// Version 2 counts its kinds from Retry on (RFC 9369, section 3.2).
  private static func kind(firstByte: UInt8, in version: QUICVersion) -> Kind {
    guard version.isKnown else { return .retry }
    let bits = firstByte &>> 4 & 3
    switch version == .two ? (bits &- 1) & 3 : bits {
    case 0: return .initial
    case 1: return .zeroRTT
    case 2: return .handshake
    default: return .retry
    }
  }
}
