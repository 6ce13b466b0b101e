internal import Bytes
import Evidence

/// Follows the flows of a capture: what each says at its beginning, and how much goes through it.
///
/// Traces come out in `traces`, which the caller empties after each call. Whatever the packets say,
/// the memory stays within the limits, and the work for a packet is bounded.
struct FlowTracker: Sendable {
  /// How many flows one packet may have to end; the next one goes on.
  private static let endsAtOnce = 64
  /// Clocks finer than this do not matter to time-outs and to the order of the flows.
  private static let sweepInterval: Int64 = 1_000

  let limits: FlowLimits
  /// Names that stand for many behind an encrypted ClientHello.
  let outerNames: [[UInt8]]
  var table: FlowTable
  var texts: TextPool
  var streams: LoanPool<GatheredStream>
  /// The memory of all buffers in `streams`, in bytes.
  var heldBytes = 0
  var connections: LoanPool<QUICInitials>
  var handshakes: LoanPool<DTLSRecords>
  var lookups: RecentLookups
  var told: ToldNames
  var traces = TraceBuffer()
  var coverage = PacketCoverage()
  var hello = ClientHello()
  var records = TLSRecords()
  var request = HTTPRequest()
  var response = HTTPResponse()
  var opening = HTTP2Opening()
  var socks = SOCKSRequest()
  var message = DNSMessage()
  var scratch: [UInt8] = []
  let hash = SeededHash()
  /// The flow whose content is being read, which must not end meanwhile.
  var current: Int?
  private var lastSweep: Int64 = .min
  private var now: Int64 = .min

  init(limits: FlowLimits, outerNames: [String]) {
    self.limits = limits
    self.outerNames = outerNames.map { Array($0.utf8) }
    table = FlowTable(capacity: limits.flows)
    texts = TextPool(capacity: limits.textCells)
    streams = LoanPool(capacity: limits.gatheredStreams)
    connections = LoanPool(capacity: limits.gatheredHellos)
    handshakes = LoanPool(capacity: limits.gatheredHellos)
    lookups = RecentLookups(limits: limits)
    told = ToldNames(limits: limits)
  }

  /// - Parameter bytes: what the ranges of the packet count in.
  mutating func take(_ packet: Packet, _ bytes: Span<UInt8>, at time: Int64) {
    guard packet.payload.range.upperBound <= bytes.count else { return }
    now = time
    if (time &- lastSweep).magnitude >= UInt64(Self.sweepInterval) { sweep(at: time) }
    let payload = bytes.bytes(in: packet.payload)
    switch packet.transport {
    case .tcp: takeSegment(packet, payload, at: time)
    case .udp: takeDatagram(packet, payload, at: time)
    }
  }

  /// Ends some of the flows; call it until it returns false.
  mutating func endSome() -> Bool {
    for list in Flow.List.allCases {
      for _ in 0..<Self.endsAtOnce {
        guard let place = table.oldest(in: list) else { break }
        end(place)
      }
    }
    return !table.isEmpty
  }

  // MARK: Flows

  /// The flow of a packet, if it has one that is not over by its age.
  mutating func flow(_ key: FlowKey, _ hash: UInt32, at time: Int64) -> Int? {
    guard let place = table.place(of: key, hash) else { return nil }
    let limit = limit(of: table.flows[place].list)
    guard table.flows[place].isIdle(at: time, limit: limit) else { return place }
    end(place)
    return nil
  }

  mutating func open(_ flow: Flow, _ hash: UInt32) -> Int {
    if table.isFull, let place = table.leastRecent(at: now) { evict(place) }
    return table.insert(flow, hash)
  }

  /// Takes note of where a side is, by its first packet.
  @inline(__always)
  mutating func locate(_ sender: FlowSide, of place: Int, at station: Station) {
    if !table.flows[place].sides[Int(sender.rawValue)].marks.contains(.located) {
      table.flows[place].locate(sender, at: station)
    }
  }

  /// Makes the flow's trace and forgets it.
  mutating func end(_ place: Int) {
    conclude(place)
    table.remove(place)
  }

  /// Makes the flow's trace, and keeps its key so that what comes late is not taken for another
  /// flow.
  mutating func close(_ place: Int) {
    conclude(place)
    table.flows[place].stage = .closed
  }

  /// Ends a flow before its time to make room.
  mutating func evict(_ place: Int) {
    coverage.evictedFlows &+= 1
    if table.flows[place].stage != .closed {
      emitOrCount(place)
      release(place)
    }
    table.remove(place)
  }

  private mutating func conclude(_ place: Int) {
    guard table.flows[place].stage != .closed else { return }
    readRest(of: place)
    nameUnnamed(place)
    emitOrCount(place)
    release(place)
  }

  /// Gives back all that the flow holds outside the table.
  private mutating func release(_ place: Int) {
    returnStream(of: place, .lower)
    returnStream(of: place, .upper)
    returnHello(of: place)
    forgetText(of: place)
  }

  private mutating func sweep(at time: Int64) {
    var left = Self.endsAtOnce
    for list in Flow.List.allCases {
      while left > 0, let place = table.oldest(in: list),
        table.flows[place].isIdle(at: time, limit: limit(of: list))
      {
        end(place)
        left -= 1
      }
    }
    if left > 0 { lastSweep = time }
  }

  private func limit(of list: Flow.List) -> Int64 {
    switch list {
    case .tcp: limits.tcpIdle
    case .halfOpen: limits.halfOpenIdle
    case .udp: limits.udpIdle
    case .closed: limits.closingIdle
    }
  }
}
