internal import Bytes
internal import Evidence

/// What a client says first: TLS, HTTP, SOCKS, whatever the port; and what it says through a proxy.
extension FlowTracker {
  private enum Layer {
    /// So many bytes are the request to a proxy, behind which another stream begins.
    case wrapped(Int)
    case incomplete
    case done
  }

  /// Reads the front of a stream, through all proxies.
  ///
  /// - Parameter isLast: whether nothing will follow, so that what is incomplete has to do.
  mutating func readContent(
    _ stream: Span<UInt8>, _ segment: Segment, isLast: Bool
  ) -> Reading {
    if table.flows[segment.place].stage == .lookups {
      return readMessages(stream, segment, isLast: isLast)
    }
    var reading = Reading()
    while reading.consumed < stream.count {
      switch readLayer(stream.extracting(reading.consumed...), segment, isLast) {
      case .wrapped(let length): reading.consumed &+= length
      case .incomplete: return reading
      case .done:
        reading.wantsMore = false
        return reading
      }
    }
    return reading
  }

  private mutating func readLayer(
    _ stream: Span<UInt8>, _ segment: Segment, _ isLast: Bool
  ) -> Layer {
    let first = stream[0]
    let isSure = table.flows[segment.place][segment.side].marks.contains(.syn)
    if first == 22 || first >= 0x80 && isSure {
      if let layer = readTLS(stream, segment, isLast) { return layer }
    } else if ASCII.isLetter(first) || first == ASCII.carriageReturn {
      if let layer = readProxyHeader(stream, segment) { return layer }
      if first == UInt8(ascii: "P"), let layer = readHTTP2(stream, segment) { return layer }
      if let layer = readHTTP(stream, segment, isLast) { return layer }
    } else if first == 4 || first == 5, isSure {
      if let layer = readSOCKS(stream, segment) { return layer }
    }
    reject(segment)
    return .done
  }

  /// The content is of no known protocol.
  private mutating func reject(_ segment: Segment) {
    let flow = table.flows[segment.place]
    guard flow.stage == .opening else { return }
    if flow.client == segment.side {
      table.flows[segment.place].stage = .lateHello
    } else {
      countVainTry(segment)
    }
  }

  private mutating func rejectMalformed(_ segment: Segment) -> Layer {
    coverage.malformedStreams &+= 1
    if table.flows[segment.place].stage == .opening { table.flows[segment.place].stage = .settled }
    return .done
  }

  // MARK: Protocols, each nil for a stream of another

  private mutating func readTLS(
    _ stream: Span<UInt8>, _ segment: Segment, _ isLast: Bool
  ) -> Layer? {
    records.reset()
    switch records.read(stream: stream, into: &hello) {
    case .foreign: return nil
    case .malformed: return rejectMalformed(segment)
    case .incomplete:
      table.flows[segment.place].marks.insert(.encrypted)
      guard isLast, hello.hasServerName else { return .incomplete }
      fallthrough
    case .read:
      takeHello(segment.place, .tls, from: segment.side, at: segment.time)
      return .done
    }
  }

  private mutating func readHTTP(
    _ stream: Span<UInt8>, _ segment: Segment, _ isLast: Bool
  ) -> Layer? {
    switch request.read(stream: stream) {
    case .foreign: return nil
    case .malformed: return rejectMalformed(segment)
    case .incomplete:
      guard isLast, !request.host.isEmpty else { return .incomplete }
      fallthrough
    case .read: return takeRequest(from: stream, segment)
    }
  }

  private mutating func takeRequest(from stream: Span<UInt8>, _ segment: Segment) -> Layer {
    let place = segment.place
    let request = request
    table.flows[place].client = segment.side
    if !request.host.isEmpty {
      let name = AccessName(
        kind: .http, isAddress: request.isHostAddress, isTunnel: request.isTunnel,
        port: request.port)
      let hasName = self.name(
        place, name, host: stream.bytes(in: request.host), path: stream.bytes(in: request.path),
        userAgent: stream.bytes(in: request.userAgent), method: stream.bytes(in: request.method),
        at: segment.time)
      guard hasName else { return .done }
    }
    table.flows[place].stage = request.isTunnel ? .opening : .requests
    return request.isTunnel && request.end > 0 ? enterTunnel(place, behind: request.end) : .done
  }

  private mutating func readHTTP2(_ stream: Span<UInt8>, _ segment: Segment) -> Layer? {
    switch opening.read(stream: stream) {
    case .foreign: return nil
    case .malformed: return rejectMalformed(segment)
    case .incomplete: return .incomplete
    case .read:
      table.flows[segment.place].client = segment.side
      table.flows[segment.place].stage = .settled
      let requests = opening.requests
      let name = AccessName(kind: .http, isAddress: requests.isHostAddress, port: requests.port)
      let authority = requests.authority
      let (path, userAgent, method) = (requests.path, requests.userAgent, requests.method)
      _ = self.name(
        segment.place, name, host: authority.span.bytes(in: requests.host), path: path.span,
        userAgent: userAgent.span, method: method.span, at: segment.time)
      return .done
    }
  }

  private mutating func readSOCKS(_ stream: Span<UInt8>, _ segment: Segment) -> Layer? {
    switch socks.read(stream: stream) {
    case .foreign: return nil
    case .malformed: return rejectMalformed(segment)
    case .incomplete: return .incomplete
    case .read:
      // An address names nobody; what follows may.
      if socks.address == nil {
        let name = AccessName(kind: .http, isTunnel: true, port: socks.port)
        let none = stream.extracting(0..<0)
        _ = self.name(
          segment.place, name, host: stream.bytes(in: socks.host), path: none, userAgent: none,
          method: none, at: segment.time)
      }
      return enterTunnel(segment.place, behind: socks.end)
    }
  }

  private mutating func readProxyHeader(_ stream: Span<UInt8>, _ segment: Segment) -> Layer? {
    guard table.flows[segment.place].stage == .opening else { return nil }
    guard let length = ProxyHeader.length(of: stream) else { return .incomplete }
    return length > 0 ? enterTunnel(segment.place, behind: length) : nil
  }

  private mutating func enterTunnel(_ place: Int, behind length: Int) -> Layer {
    table.flows[place].tunnels &+= 1
    if table.flows[place].tunnels < limits.tunnels { return .wrapped(length) }
    table.flows[place].stage = .settled
    return .done
  }

  // MARK: Hellos

  /// Takes the name out of `hello`.
  mutating func takeHello(
    _ place: Int, _ kind: AccessKind, from side: FlowSide, at time: Int64
  ) {
    table.flows[place].client = side
    table.flows[place].stage = .settled
    table.flows[place].marks.insert(.encrypted)
    if hello.offersECH { coverage.offeredECH &+= 1 }
    if !hello.applicationProtocols.isDisjoint(with: [.dot, .doq]) {
      table.flows[place].marks.insert(.encryptedDNS)
    }
    let host = hello.serverName
    let isOuter = outerNames.contains(host)
    if host.isEmpty || isOuter {
      if table.flows[place].text == 0 { table.flows[place].kind = kind }
      infer(place, at: time)
      guard isOuter, table.flows[place].text == 0 else { return }
      table.flows[place].marks.insert(.outer)
    }
    let name = AccessName(kind: kind, isAddress: hello.isAddress)
    let none = host.span.extracting(0..<0)
    _ = self.name(
      place, name, host: host.span, path: none, userAgent: none, method: none, at: time)
  }
}
