import Bytes

/// Why the way down a frame ended.
enum Stop: Error, Equatable {
  /// At a TCP or UDP header, which was read.
  case found
  case other
  case unknownLinkType
  case truncated
  case malformed
  /// Before the data of an IP fragment.
  case fragment
}

/// What stands at a place in a frame.
enum Layer {
  case link(LinkType)
  case ethernet
  case logicalLink
  case ppp
  /// What an EtherType announces.
  case network(EtherType)
  /// IPv4 or IPv6, by its own version field.
  case internet
  case internetPayload(InternetProtocol)
  /// The header of TCP or UDP was read.
  case transportPayload
}

/// The way down the headers of one frame: a loop with a bounded number of turns, one for each
/// header.
///
/// Every step reads at `start` and moves it behind what it has read. `start` never passes `end`,
/// and `end` never passes the end of the bytes.
struct Descent {
  var layer: Layer
  private(set) var start = 0
  private(set) var end: Int
  /// Where the layer ended on the wire, at or behind `end`; as far as possible while no header has
  /// told.
  private(set) var wireEnd = Int.max
  /// Of the innermost IP header.
  var source = IPAddress(ipv4: 0)
  var destination = IPAddress(ipv4: 0)
  /// Of the innermost frame.
  var station = Station.unknown
  /// Which part of which datagram stands here, on `.fragment`.
  var fragment = Fragment()
  private(set) var isTunnelled = false
  /// A frame with more headers was made to waste time: eight tunnels with four headers each are 32.
  private var headersLeft = 40

  init(_ frame: Span<UInt8>, linkType: LinkType) {
    layer = .link(linkType)
    end = frame.count
  }

  /// Whether the capture did not keep all of the layer.
  var isCut: Bool { end < wireEnd && wireEnd != Int.max }

  var count: Int { end &- start }

  /// How many bytes of the layer there were on the wire, as far as known.
  var wireCount: Int { wireEnd == Int.max ? count : wireEnd &- start }

  /// Starts over in a datagram of `count` bytes whose first header is `nextHeader`.
  mutating func enterDatagram(_ nextHeader: InternetProtocol, count: Int) {
    layer = .internetPayload(nextHeader)
    start = 0
    end = count
    wireEnd = count
  }

  /// The frame around a tunnel says nothing of who sends in it.
  mutating func setTunnelled() {
    isTunnelled = true
    station = .unknown
  }

  /// Goes down to the TCP or UDP header, which fills `packet`.
  ///
  /// UDP may or may not carry a tunnel. Where the content looked like one and then was none, the
  /// datagram around it remains the packet.
  mutating func run(_ bytes: Span<UInt8>, into packet: inout Packet) -> Stop {
    var hasPacket = false
    var packetIsTunnelled = isTunnelled
    do throws(Stop) {
      while headersLeft > 0 {
        headersLeft &-= 1
        try step(bytes, into: &packet)
        guard case .transportPayload = layer else { continue }
        hasPacket = true
        packetIsTunnelled = isTunnelled
        guard packet.transport == .udp,
          try enterUDPTunnel(bytes, port: packet.destinationPort, from: packet.sourcePort)
        else { return .found }
        setTunnelled()
      }
      throw .malformed
    } catch {
      guard hasPacket, error != .fragment else { return error }
      isTunnelled = packetIsTunnelled
      return .found
    }
  }

  private mutating func step(_ bytes: Span<UInt8>, into packet: inout Packet) throws(Stop) {
    switch layer {
    case .ethernet: try readEthernet(bytes)
    case .network(let type): try readNetwork(bytes, type)
    case .internet: try readInternet(bytes)
    case .internetPayload(.tcp): try readTCP(bytes, into: &packet)
    case .internetPayload(.udp): try readUDP(bytes, into: &packet)
    case .internetPayload(let number): try readInternetPayload(bytes, number)
    case .logicalLink: try readLogicalLink(bytes)
    case .ppp: try readPPP(bytes)
    case .link(let type): try readLink(bytes, type)
    case .transportPayload: throw .malformed
    }
  }
}

/// Reading and moving; offsets and lengths come from header layouts or 16-bit fields, so sums do
/// not overflow.
extension Descent {
  /// What it means that a header goes on behind `end`.
  var missing: Stop { end < wireEnd ? .truncated : .malformed }

  @inline(__always)
  func byte(_ bytes: Span<UInt8>, at offset: Int) throws(Stop) -> UInt8 {
    guard offset < end &- start else { throw missing }
    return bytes[start &+ offset]
  }

  @inline(__always)
  func number16(_ bytes: Span<UInt8>, at offset: Int) throws(Stop) -> UInt16 {
    guard offset <= end &- start &- 2, let number = bytes.bigEndian16(at: start &+ offset) else {
      throw missing
    }
    return number
  }

  @inline(__always)
  func number32(_ bytes: Span<UInt8>, at offset: Int) throws(Stop) -> UInt32 {
    guard offset <= end &- start &- 4, let number = bytes.bigEndian32(at: start &+ offset) else {
      throw missing
    }
    return number
  }

  @inline(__always)
  func number64(_ bytes: Span<UInt8>, at offset: Int) throws(Stop) -> UInt64 {
    guard offset <= end &- start &- 8, let number = bytes.bigEndian64(at: start &+ offset) else {
      throw missing
    }
    return number
  }

  /// The same in little-endian order, as capture headers have it.
  func littleEndian16(_ bytes: Span<UInt8>, at offset: Int) throws(Stop) -> UInt16 {
    try number16(bytes, at: offset).byteSwapped
  }

  func littleEndian32(_ bytes: Span<UInt8>, at offset: Int) throws(Stop) -> UInt32 {
    try number32(bytes, at: offset).byteSwapped
  }

  /// Goes `count` bytes on, to what is now `layer`.
  @inline(__always)
  mutating func advance(by count: Int, to layer: Layer) throws(Stop) {
    guard count >= 0, count <= end &- start else { throw missing }
    start &+= count
    self.layer = layer
  }

  /// Ends the layer `count` bytes behind its beginning, if it does not end before: what follows is
  /// padding or a trailer.
  @inline(__always)
  mutating func limit(to count: Int) {
    wireEnd = min(wireEnd, start &+ count)
    end = min(end, wireEnd)
  }

  /// Ends the layer where the captured bytes end, since no header tells.
  mutating func limitToCapture() {
    if wireEnd == Int.max { wireEnd = end }
  }
}
