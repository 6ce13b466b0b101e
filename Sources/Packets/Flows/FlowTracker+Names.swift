internal import Bytes
internal import Evidence

/// What a name says besides its letters.
struct AccessName {
  let kind: AccessKind
  var isAddress = false
  /// Whether it was asked of a proxy, so that another name may follow.
  var isTunnel = false
  /// The port asked for; 0 for that of the server.
  var port: UInt16 = 0
}

/// Flows get names: those that they say themselves, and those that their clients were told before.
extension FlowTracker {
  /// Gives the flow a name. One that it had becomes a trace, unless it is the same.
  ///
  /// - Returns: false when there is no room for it.
  mutating func name(
    _ place: Int, _ name: AccessName, host: Span<UInt8>, path: Span<UInt8>,
    userAgent: Span<UInt8>, method: Span<UInt8>, at time: Int64
  ) -> Bool {
    guard !host.isEmpty, host.count <= FlowText.longestHost else { return false }
    if table.flows[place].text != 0 {
      let isTunnel = table.flows[place].marks.contains(.tunnel)
      if table.flows[place].kind == name.kind, hasHost(place, host) {
        // The request in a tunnel says more than the one for it.
        guard isTunnel, !name.isTunnel else { return true }
      } else {
        emit(place, isOuter: isTunnel)
        if !isTunnel { startCountingAgain(place, at: time) }
      }
      forgetText(of: place)
    }
    FlowText.write(host: host, path: path, userAgent: userAgent, method: method, to: &scratch)
    guard keepScratch(of: place) else { return false }
    set(name, of: place)
    return true
  }

  private mutating func set(_ name: AccessName, of place: Int) {
    table.flows[place].kind = name.kind
    table.flows[place].port = name.port
    table.flows[place].outcome = .unknown
    table.flows[place].marks.subtract([.tunnel, .hostIsAddress, .inferred])
    if name.isTunnel { table.flows[place].marks.insert(.tunnel) }
    if name.isAddress { table.flows[place].marks.insert(.hostIsAddress) }
  }

  /// The bytes from here on belong to another name.
  private mutating func startCountingAgain(_ place: Int, at time: Int64) {
    table.flows[place].first = time
    table.flows[place].last = time
    table.flows[place].sides[0].bytes = 0
    table.flows[place].sides[1].bytes = 0
  }

  private mutating func hasHost(_ place: Int, _ host: Span<UInt8>) -> Bool {
    scratch.removeAll(keepingCapacity: true)
    texts.append(table.flows[place].text, to: &scratch)
    let kept = FlowText(in: scratch.span, at: 0).host
    guard kept.count == host.count else { return false }
    for index in host.indices
    where ASCII.lowercased(scratch[kept.range.lowerBound &+ index])
      != ASCII.lowercased(host[index])
    { return false }
    return true
  }

  /// Keeps the text in `scratch` for the flow; flows that were long idle make room for it.
  private mutating func keepScratch(of place: Int) -> Bool {
    for _ in 0..<64 where scratch.count > texts.room {
      guard let other = table.leastRecent(at: table.flows[place].last), other != place,
        other != current
      else { break }
      evict(other)
    }
    var bytes: [UInt8] = []
    swap(&bytes, &scratch)
    let text = texts.store(bytes.span)
    swap(&bytes, &scratch)
    guard let text else {
      coverage.abandonedStreams &+= 1
      return false
    }
    table.flows[place].text = text
    return true
  }

  mutating func forgetText(of place: Int) {
    guard table.flows[place].text != 0 else { return }
    texts.remove(table.flows[place].text)
    table.flows[place].text = 0
  }

  // MARK: Names by inference

  /// Gives a name to a flow that ends without one and was probably encrypted.
  mutating func nameUnnamed(_ place: Int) {
    let flow = table.flows[place]
    guard flow.text == 0, flow.hasPayload, flow.isProbablyEncrypted else { return }
    table.flows[place].kind = flow.probableKind
    infer(place, at: flow.first)
  }

  /// Gives the flow the name that its client was told for the server's address, if there is just
  /// one.
  mutating func infer(_ place: Int, at time: Int64) {
    let flow = table.flows[place]
    guard flow.text == 0, !flow.marks.contains(.askedForName) else { return }
    table.flows[place].marks.insert(.askedForName)
    let client = flow.probableClient
    let server = flow.key.address(of: client.other)
    switch told.answer(for: flow.key.address(of: client), server, at: time) {
    case .unknown: break
    case .ambiguous: coverage.ambiguousNames &+= 1
    case .name(let number): takeToldName(number, for: place)
    }
  }

  private mutating func takeToldName(_ number: UInt32, for place: Int) {
    var host: [UInt8] = []
    told.texts.append(number, to: &host)
    let none = host.span.extracting(0..<0)
    FlowText.write(host: host.span, path: none, userAgent: none, method: none, to: &scratch)
    if keepScratch(of: place) { table.flows[place].marks.insert(.inferred) }
  }
}
