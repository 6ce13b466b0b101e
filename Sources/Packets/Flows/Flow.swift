internal import Bytes
internal import Evidence

/// A TCP connection, or the datagrams between two ports: plain numbers, 144 bytes.
struct Flow: Sendable {
  /// What is still looked for in the packets.
  enum Stage: UInt8, Sendable {
    /// What the first bytes are.
    case opening
    /// The next request of an HTTP/1 connection.
    case requests
    /// DNS messages, in both directions.
    case lookups
    /// A ClientHello behind an unknown beginning.
    case lateHello
    /// Nothing: packets are only counted.
    case settled
    /// Nothing, and the packets do not count: the connection is over.
    case closed
  }

  /// How the flow is listed, by how long it may be idle.
  enum List: Int, CaseIterable, Sendable {
    case tcp, halfOpen, udp, closed
  }

  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8
    /// The name was asked of a proxy, so what is behind it may have one of its own.
    static let tunnel = Marks(rawValue: 1)
    static let hostIsAddress = Marks(rawValue: 2)
    static let inferred = Marks(rawValue: 4)
    /// A DNS answer was already looked for.
    static let askedForName = Marks(rawValue: 8)
    /// A ClientHello or an Initial was read, or the first byte of one.
    static let encrypted = Marks(rawValue: 16)
    /// Datagrams that begin as those of QUIC.
    static let quic = Marks(rawValue: 32)
    /// The name is one that stands for many in front of an encrypted ClientHello.
    static let outer = Marks(rawValue: 64)
    /// The ClientHello asks for DNS inside (RFC 7858, RFC 9250).
    static let encryptedDNS = Marks(rawValue: 128)
  }

  let key: FlowKey
  /// Milliseconds since 1970.
  var first: Int64
  var last: Int64
  var sides: InlineArray<2, StreamSide> = InlineArray(repeating: StreamSide())
  /// The host and what else is said of the access; 0 for none.
  var text: UInt32 = 0
  /// The connection whose ClientHello is put together; 0 for none.
  var hello: UInt32 = 0
  /// The port asked for; 0 for that of the server.
  var port: UInt16 = 0
  var stage: Stage = .opening
  /// Whether the proxy agreed to make the tunnel.
  var outcome: Outcome = .unknown
  var kind: AccessKind = .tls
  var client: FlowSide?
  var marks: Marks = []
  var tunnels: UInt8 = 0
  var list: List = .tcp
  private var vlans: InlineArray<2, UInt16> = InlineArray(repeating: 0)

  init(key: FlowKey, at time: Int64) {
    self.key = key
    first = time
    last = time
  }

  /// The client, or who it probably is: the end with the higher port.
  var probableClient: FlowSide {
    client ?? (key.lowerPort > key.upperPort ? .lower : .upper)
  }

  var serverPort: UInt16 { key.port(of: probableClient.other) }
  var hasPayload: Bool { sides[0].bytes | sides[1].bytes != 0 }
  var bytesUp: UInt64 { sides[Int(probableClient.rawValue)].bytes }
  var bytesDown: UInt64 { sides[Int(probableClient.other.rawValue)].bytes }

  /// Where the client is: what its first packet said, or its VLAN alone, by that of the server's,
  /// where the client sent nothing that was seen.
  var station: Station {
    let client = probableClient
    return self[client].marks.contains(.located)
      ? station(of: client) : station(of: client.other).withoutHardware
  }

  /// What the first packet of a side said, of which a router may have sent copies on.
  func station(of side: FlowSide) -> Station {
    var station = Station(source: self[side].hardware?.bits ?? 0)
    station.vlan = vlans[Int(side.rawValue)]
    return station
  }

  mutating func locate(_ side: FlowSide, at station: Station) {
    self[side].marks.insert(.located)
    self[side].hardware = station.hardware
    vlans[Int(side.rawValue)] = station.vlan
  }

  /// Clocks of captures go back at times.
  var duration: Int64 { max(0, last &- first) }

  subscript(side: FlowSide) -> StreamSide {
    get { sides[Int(side.rawValue)] }
    set { sides[Int(side.rawValue)] = newValue }
  }

  /// Whether the flow was idle for longer than `limit`, into whichever direction the clock went.
  func isIdle(at time: Int64, limit: Int64) -> Bool { (time &- last).magnitude > limit }

  var isWanted: Bool { stage != .settled && stage != .closed }

  /// The list that the flow belongs to.
  private var properList: List {
    if stage == .closed { return .closed }
    guard key.isTCP else { return .udp }
    let hasFIN = sides[0].marks.union(sides[1].marks).contains(.fin)
    return hasFIN || !hasPayload ? .halfOpen : .tcp
  }

  /// Takes note that the flow was active.
  ///
  /// - Returns: the list in which it is now the newest; nil when it can stay where it is. Within a
  ///   second the order of the flows does not matter.
  mutating func touch(at time: Int64) -> List? {
    let list = properList
    let isMoved = list != self.list || last &>> 10 != time &>> 10
    if stage != .closed { last = time }
    return isMoved ? list : nil
  }

  /// Counts a segment, and takes note that the flow was active.
  mutating func count(
    _ sequence: UInt32, _ length: Int, from side: FlowSide, at time: Int64
  ) -> List? {
    if length > 0 { sides[Int(side.rawValue)].count(sequence, length) }
    return touch(at: time)
  }
}
