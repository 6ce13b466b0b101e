internal import Access
internal import Bytes
internal import Evidence

/// Who sent a message to whom.
struct Endpoints {
  let source: IPAddress
  let destination: IPAddress
  /// Of the source.
  let station: Station

  init(source: IPAddress, destination: IPAddress, station: Station) {
    self.source = source
    self.destination = destination
    self.station = station
  }

  init(_ packet: Packet) {
    self.init(
      source: packet.source, destination: packet.destination, station: packet.station)
  }

  /// Those of the query to which this is the answer.
  var ofQuery: Endpoints {
    Endpoints(source: destination, destination: source, station: station.withoutHardware)
  }
}

/// DNS: each lookup becomes a trace once, at its query, or at its answer when the query is not in
/// the capture.
extension FlowTracker {
  /// - Returns: whether the bytes are a DNS message.
  mutating func takeMessage(
    _ bytes: Span<UInt8>, _ endpoints: Endpoints, at time: Int64
  ) -> Bool {
    // What stands before the place where a message is cut or broken holds.
    guard message.read(message: bytes) != .foreign, !message.questions.isEmpty else { return false }
    guard message.opcode == .query else { return true }
    let lookup = message.isResponse ? endpoints.ofQuery : endpoints
    let (names, questions) = (message.names, message.questions)
    for index in questions.indices where questions[index].isHostName {
      let name = names.span.bytes(in: questions[index].name)
      guard !name.isEmpty else { continue }
      take(questions[index], name, lookup, isFirst: index == 0, at: time)
    }
    return true
  }

  /// The messages of a TCP stream.
  mutating func readMessages(
    _ stream: Span<UInt8>, _ segment: Segment, isLast: Bool
  ) -> Reading {
    let flow = table.flows[segment.place]
    let endpoints = Endpoints(
      source: flow.key.address(of: segment.side),
      destination: flow.key.address(of: segment.side.other),
      station: flow.station(of: segment.side))
    var messages = DNSStream()
    var isSure = flow[segment.side].marks.contains(.lookup)
    while true {
      let verdict = messages.next(in: stream)
      if verdict == .incomplete, !isLast || messages.message.isEmpty { break }
      guard verdict != .malformed,
        takeMessage(stream.bytes(in: messages.message), endpoints, at: segment.time)
      else { return rejectMessages(stream, segment, isSure, isLast) }
      isSure = true
      table.flows[segment.place][segment.side].marks.insert(.lookup)
      if verdict == .incomplete { break }
    }
    return Reading(consumed: messages.position, wantsMore: !isLast)
  }

  /// Something else than messages: another protocol on the port, when it stands at the beginning.
  private mutating func rejectMessages(
    _ stream: Span<UInt8>, _ segment: Segment, _ isSure: Bool, _ isLast: Bool
  ) -> Reading {
    let flow = table.flows[segment.place]
    guard !isSure, flow.client == segment.side, flow[segment.side].marks.contains(.syn) else {
      table.flows[segment.place][segment.side].marks.remove(.reading)
      return Reading(consumed: 0, wantsMore: false)
    }
    table.flows[segment.place].stage = .opening
    return readContent(stream, segment, isLast: isLast)
  }

  private mutating func take(
    _ question: DNSQuestion, _ name: Span<UInt8>, _ lookup: Endpoints, isFirst: Bool,
    at time: Int64
  ) {
    let number = UInt64(message.id) &<< 16 | UInt64(question.type.value)
    let key = hash.mixed(
      hash.mixed(lookup.source, lookup.destination, number), name.nameHash(seed: hash.seed))
    guard message.isResponse else {
      if lookups.ask(key, at: time) == .new { emit(.access, name, lookup, at: time) }
      return
    }
    let answer = lookups.answer(key, at: time)
    if answer == .unasked { emit(.access, name, lookup, at: time) }
    guard isFirst else { return }
    if message.blockSign == .none {
      learn(name, lookup, at: time)
    } else if answer != .repeated, !name.isLocalHost {
      emit(.refusedLookup, name, lookup, at: time)
    }
  }

  private mutating func learn(_ name: Span<UInt8>, _ lookup: Endpoints, at time: Int64) {
    for address in message.addresses { told.tell(lookup.source, name, for: address, at: time) }
  }

  private mutating func emit(
    _ kind: PacketTrace, _ name: Span<UInt8>, _ lookup: Endpoints, at time: Int64
  ) {
    if kind == .access, name.equals(DNSMessage.canary) { coverage.canaryLookups &+= 1 }
    var record = AccessRecord(kind: .dns, host: .none)
    record.client = traces.write(lookup.source)
    record.vlan = lookup.station.vlan
    record.hardware = lookup.station.hardware
    record.server = traces.write(lookup.destination)
    record.host = traces.write(name)
    record.time = Timestamp(capture: time)
    if kind == .refusedLookup { record.outcome = .blocked }
    traces.append(kind, record)
  }
}

extension Span where Element == UInt8 {
  /// The names that are rightly the asking host itself (RFC 6761, section 6.3).
  fileprivate var isLocalHost: Bool {
    equals("localhost") || contains(".localhost", at: count - ".localhost".utf8.count)
  }
}
