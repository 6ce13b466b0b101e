internal import Bytes
internal import Evidence

/// UDP: DNS, QUIC and DTLS, looked for in the first datagrams of a flow.
extension FlowTracker {
  /// Names that neighbours ask each other for: multicast DNS (RFC 6762), LLMNR (RFC 4795), NetBIOS.
  private static let neighbourPorts: [UInt16] = [5353, 5355, 137]

  mutating func takeDatagram(_ packet: Packet, _ payload: Span<UInt8>, at time: Int64) {
    let key = FlowKey(packet)
    // Lookups need no flow: each datagram is one.
    if key.has(port: 53), takeMessage(payload, Endpoints(packet), at: time) { return }
    for port in Self.neighbourPorts where key.has(port: port) { return }
    let hash = table.hash(of: key)
    let sender = FlowKey.sender(of: packet)
    let place = flow(key, hash, at: time) ?? open(newFlow(packet, key, sender, time), hash)
    locate(sender, of: place, at: packet.station)
    if payload.count > 0, table.flows[place].isWanted {
      current = place
      read(payload, packet, of: place, from: sender, time)
      current = nil
    }
    table.flows[place][sender].bytes &+= UInt64(truncatingIfNeeded: max(0, packet.payloadLength))
    if let list = table.flows[place].touch(at: time) { table.renew(place, in: list) }
  }

  private func newFlow(
    _ packet: Packet, _ key: FlowKey, _ sender: FlowSide, _ time: Int64
  ) -> Flow {
    var flow = Flow(key: key, at: time)
    // Who sends first is the client, but the capture may begin with an answer.
    let isAnswer = packet.sourcePort < 1024 && packet.destinationPort >= 1024
    flow.client = isAnswer ? sender.other : sender
    flow.list = .udp
    return flow
  }

  private mutating func read(
    _ payload: Span<UInt8>, _ packet: Packet, of place: Int, from sender: FlowSide, _ time: Int64
  ) {
    let flow = table.flows[place]
    if flow.stage == .lookups {
      _ = takeMessage(payload, Endpoints(packet), at: time)
      return
    }
    if flow.marks.contains(.quic) && flow.hello != 0
      || QUICInitials.mayBegin(payload, lengthOnWire: packet.payloadLength)
    {
      readInitial(payload, of: place, from: sender, time)
    } else if payload[0] == 22 {
      readHandshake(payload, of: place, from: sender, time)
    } else if DNSMessage.mayBe(payload), takeMessage(payload, Endpoints(packet), at: time) {
      table.flows[place].stage = .lookups
    }
    countTry(of: place, from: sender)
  }

  private mutating func countTry(of place: Int, from sender: FlowSide) {
    guard table.flows[place].stage == .opening else { return }
    table.flows[place][sender].tries &+= 1
    let flow = table.flows[place]
    guard flow[sender].tries >= limits.datagramsRead else { return }
    if flow.hello != 0 { coverage.abandonedStreams &+= 1 }
    returnHello(of: place)
    table.flows[place].stage = .settled
  }

  // MARK: QUIC

  private mutating func readInitial(
    _ payload: Span<UInt8>, of place: Int, from sender: FlowSide, _ time: Int64
  ) {
    if table.flows[place].hello == 0 {
      returnOldest(connections.isFull ? connections.oldest.map { connections.owner(of: $0) } : nil)
      table.flows[place].hello = connections.lend(to: Self.owner(place)) { QUICInitials() }
      table.flows[place].marks.insert(.quic)
    }
    let loan = table.flows[place].hello
    let dissection = connections[loan].read(datagram: payload, into: &hello)
    take(dissection, .quic, of: place, from: sender, time)
  }

  // MARK: DTLS

  private mutating func readHandshake(
    _ payload: Span<UInt8>, of place: Int, from sender: FlowSide, _ time: Int64
  ) {
    if table.flows[place].hello == 0 {
      returnOldest(handshakes.isFull ? handshakes.oldest.map { handshakes.owner(of: $0) } : nil)
      table.flows[place].hello = handshakes.lend(to: Self.owner(place)) { DTLSRecords() }
      // A datagram of the server can have looked like QUIC.
      table.flows[place].marks.remove(.quic)
    }
    let loan = table.flows[place].hello
    let dissection = handshakes[loan].read(datagram: payload, into: &hello)
    take(dissection, .tls, of: place, from: sender, time)
  }

  private mutating func take(
    _ dissection: Dissection, _ kind: AccessKind, of place: Int, from sender: FlowSide,
    _ time: Int64
  ) {
    if dissection == .incomplete { return }
    returnHello(of: place)
    if dissection == .malformed { coverage.malformedStreams &+= 1 }
    if dissection == .read { takeHello(place, kind, from: sender, at: time) }
  }

  // MARK: Loans

  private static func owner(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: place) }

  /// Makes room by giving up the connection that waits the longest.
  private mutating func returnOldest(_ owner: UInt32?) {
    guard let owner else { return }
    coverage.abandonedStreams &+= 1
    table.flows[Int(owner)].stage = .settled
    returnHello(of: Int(owner))
  }

  mutating func returnHello(of place: Int) {
    let loan = table.flows[place].hello
    guard loan != 0 else { return }
    table.flows[place].hello = 0
    if table.flows[place].marks.contains(.quic) {
      connections[loan].reset()
      connections.takeBack(loan)
    } else {
      handshakes[loan].reset()
      handshakes.takeBack(loan)
    }
  }
}
