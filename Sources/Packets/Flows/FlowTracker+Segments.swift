internal import Bytes
import Evidence

/// TCP: connections open, go on and close.
extension FlowTracker {
  mutating func takeSegment(_ packet: Packet, _ payload: Span<UInt8>, at time: Int64) {
    let key = FlowKey(packet)
    let hash = table.hash(of: key)
    let sender = FlowKey.sender(of: packet)
    var found = flow(key, hash, at: time)
    let isSYN = packet.flags & Packet.syn != 0
    if let place = found, isSYN, isAnother(packet, from: sender, than: place) {
      end(place)
      found = nil
    }
    // What is left of a connection that nobody knows says nothing.
    guard found != nil || isSYN || packet.payloadLength > 0 else { return }
    let place = found ?? open(newFlow(key, at: time), hash)
    guard table.flows[place].stage != .closed else { return }
    locate(sender, of: place, at: packet.station)
    if isSYN { begin(place, packet, from: sender) }
    let sequence = isSYN ? packet.sequence &+ 1 : packet.sequence
    if payload.count > 0, table.flows[place].isWanted {
      let isCut = payload.count < packet.payloadLength
      current = place
      read(payload, at: sequence, isCut: isCut, of: place, from: sender, time)
      current = nil
    }
    let length = packet.payloadLength
    if let list = table.flows[place].count(sequence, length, from: sender, at: time) {
      table.renew(place, in: list)
    }
    if packet.flags & (Packet.fin | Packet.rst) != 0 { shut(place, packet, from: sender, time) }
  }

  private func newFlow(_ key: FlowKey, at time: Int64) -> Flow {
    var flow = Flow(key: key, at: time)
    if key.has(port: 53) { flow.stage = .lookups }
    flow.list = .halfOpen
    return flow
  }

  /// Whether a SYN opens another connection between the same ports.
  private func isAnother(_ packet: Packet, from sender: FlowSide, than place: Int) -> Bool {
    let flow = table.flows[place]
    if flow.stage == .closed, packet.flags & Packet.ack == 0 { return true }
    return !flow[sender].isBeginning(at: packet.sequence &+ 1)
  }

  private mutating func begin(_ place: Int, _ packet: Packet, from sender: FlowSide) {
    table.flows[place][sender].begin(at: packet.sequence &+ 1)
    let isAnswer = packet.flags & Packet.ack != 0
    table.flows[place].client = isAnswer ? sender.other : sender
  }

  private mutating func shut(
    _ place: Int, _ packet: Packet, from sender: FlowSide, _ time: Int64
  ) {
    if packet.flags & Packet.rst != 0 {
      guard table.flows[place][sender].acceptsReset(packet.sequence) else { return }
      close(place)
    } else {
      table.flows[place][sender].marks.insert(.fin)
      if table.flows[place][sender.other].marks.contains(.fin) { close(place) }
    }
    if let list = table.flows[place].touch(at: time) { table.renew(place, in: list) }
  }

  // MARK: Content

  /// Reads a segment as far as the stage of the flow asks for it.
  private mutating func read(
    _ payload: Span<UInt8>, at sequence: UInt32, isCut: Bool, of place: Int, from sender: FlowSide,
    _ time: Int64
  ) {
    let segment = Segment(place: place, side: sender, sequence: sequence, isCut: isCut, time: time)
    let flow = table.flows[place]
    switch flow.stage {
    case .opening:
      if flow.client == sender.other {
        readAnswer(payload, of: place)
      } else {
        readBeginning(payload, segment)
      }
    case .lookups: readLookups(payload, segment)
    case .requests: if flow.client == sender { readNextRequest(payload, segment) }
    case .lateHello: readLateBeginning(payload, segment)
    case .settled, .closed: break
    }
  }

  private mutating func readBeginning(_ payload: Span<UInt8>, _ segment: Segment) {
    let side = table.flows[segment.place][segment.side]
    if side.marks.contains(.reading) {
      readStream(payload, segment)
    } else if !side.marks.contains(.ignored) {
      if StreamStart.isKnown(payload) {
        readStream(payload, from: segment)
      } else {
        countVainTry(segment)
      }
    }
  }

  /// In a stream whose first bytes are not in the capture, the first segments may still begin
  /// something.
  mutating func countVainTry(_ segment: Segment) {
    let place = segment.place
    table.flows[place][segment.side].marks.remove(.reading)
    table.flows[place][segment.side].tries &+= 1
    guard table.flows[place][segment.side].tries >= 4 else { return }
    table.flows[place][segment.side].marks.insert(.ignored)
    let flow = table.flows[place]
    // Of a stream with a known client the other side is not read, but for lookups.
    let isOnlyOne = flow.stage == .opening && flow.client != nil
    if isOnlyOne || flow[segment.side.other].marks.contains(.ignored) {
      table.flows[place].stage = .settled
    }
  }

  /// Lookups follow one another in both directions. Behind a hole, a segment that begins with a
  /// message is read at once; a message that is read twice is told by its id.
  private mutating func readLookups(_ payload: Span<UInt8>, _ segment: Segment) {
    let side = table.flows[segment.place][segment.side]
    guard !side.marks.contains(.ignored) else { return }
    guard side.marks.contains(.reading) else {
      if DNSStream.mayBegin(payload) {
        readStream(payload, from: segment)
      } else {
        countVainTry(segment)
      }
      return
    }
    let offset = Int32(bitPattern: segment.sequence &- side.position)
    if offset > 0, DNSStream.mayBegin(payload) { _ = readMessages(payload, segment, isLast: true) }
    readStream(payload, segment)
  }

  /// A request to a proxy, or on a connection that is kept open, may ask for another host.
  private mutating func readNextRequest(_ payload: Span<UInt8>, _ segment: Segment) {
    let side = table.flows[segment.place][segment.side]
    if side.gathering != 0 {
      readStream(payload, segment)
    } else if side.isNew(segment.sequence, payload.count),
      let start = StreamStart.request(in: payload)
    {
      let sequence = segment.sequence &+ UInt32(truncatingIfNeeded: start)
      let request = Segment(
        place: segment.place, side: segment.side, sequence: sequence, isCut: segment.isCut,
        time: segment.time)
      readStream(payload.extracting(start...), from: request)
    }
  }

  /// Mail and directory connections turn to TLS behind some words in the clear (RFC 3207, RFC
  /// 4511), and tunnels that were opened from the other end carry requests of the server.
  private mutating func readLateBeginning(_ payload: Span<UInt8>, _ segment: Segment) {
    let side = table.flows[segment.place][segment.side]
    guard side.isNew(segment.sequence, payload.count) else { return }
    table.flows[segment.place][segment.side].tries &+= 1
    if StreamStart.isKnown(payload) {
      table.flows[segment.place].stage = .opening
      table.flows[segment.place].client = segment.side
      readStream(payload, from: segment)
    } else if side.tries >= limits.segmentsRead {
      table.flows[segment.place].stage = .settled
    }
  }

  /// What a proxy says to a request for a tunnel.
  private mutating func readAnswer(_ payload: Span<UInt8>, of place: Int) {
    guard table.flows[place].marks.contains(.tunnel), payload.starts(with: "HTTP/1.") else {
      return
    }
    _ = response.read(stream: payload)
    switch response.statusCode {
    // The client asks again with a password (RFC 9110, section 15.5.8).
    case 0..<200, 407: break
    case 200..<300: table.flows[place].outcome = .allowed
    default: table.flows[place].outcome = .blocked
    }
  }
}
