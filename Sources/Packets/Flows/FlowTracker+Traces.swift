internal import Access
internal import Bytes
internal import Evidence

/// Names become traces, and flows without one are counted.
extension FlowTracker {
  /// Makes a trace of a flow that has a name; of one without, counts what it was.
  mutating func emitOrCount(_ place: Int) {
    let flow = table.flows[place]
    if flow.hasPayload, flow.serverPort == 853 || flow.marks.contains(.encryptedDNS) {
      if flow.key.isTCP { coverage.dnsOverTLS &+= 1 } else { coverage.dnsOverQUIC &+= 1 }
    }
    if flow.text == 0 || !flow.marks.isDisjoint(with: [.inferred, .outer]) { countUnnamed(flow) }
    if flow.text != 0 { emit(place, isOuter: false) }
  }

  private mutating func countUnnamed(_ flow: Flow) {
    guard flow.hasPayload, flow.stage != .lookups else { return }
    if flow.text == 0 {
      coverage.unnamedBytesUp &+= flow.bytesUp
      coverage.unnamedBytesDown &+= flow.bytesDown
    }
    if flow.isProbablyEncrypted {
      if flow.probableKind == .quic {
        coverage.unnamedQUIC &+= 1
      } else {
        coverage.unnamedTLS &+= 1
      }
    } else if flow.key.isTCP {
      coverage.otherStreams &+= 1
    }
  }

  /// - Parameter isOuter: whether the name was asked of a proxy and the bytes belong to the one
  ///   found behind it.
  mutating func emit(_ place: Int, isOuter: Bool) {
    let flow = table.flows[place]
    let client = flow.probableClient
    var record = AccessRecord(kind: flow.kind, host: .none)
    record.client = traces.write(flow.key.address(of: client))
    record.vlan = flow.station.vlan
    record.hardware = flow.station.hardware
    record.server = traces.write(flow.key.address(of: client.other))
    let start = traces.text.count
    texts.append(flow.text, to: &traces.text)
    let text = FlowText(in: traces.text.span, at: start)
    (record.host, record.path) = (text.host, text.path)
    (record.userAgent, record.method) = (text.userAgent, text.method)
    record.isHostAddress = flow.marks.contains(.hostIsAddress)
    record.isNameInferred = flow.marks.contains(.inferred)
    record.time = Timestamp(capture: flow.first)
    record.port = flow.port != 0 ? flow.port : flow.serverPort
    record.outcome = flow.outcome
    if !isOuter {
      record.bytesUp = flow.bytesUp
      record.bytesDown = flow.bytesDown
      record.duration = flow.duration
    }
    traces.append(.access, record)
    countNamed(flow)
  }

  private mutating func countNamed(_ flow: Flow) {
    if flow.marks.contains(.inferred) {
      coverage.inferredNames &+= 1
    } else if flow.marks.contains(.outer) {
      // Counted as unnamed.
    } else if flow.kind == .tls {
      coverage.namedTLS &+= 1
    } else if flow.kind == .quic {
      coverage.namedQUIC &+= 1
    }
  }
}

extension Timestamp {
  /// Nil for a time that no capture was made at, such as that of a recorder without a clock.
  init?(capture milliseconds: Int64) {
    let seconds = floorDivide(milliseconds, by: 1000)
    self.init(seconds: seconds, milliseconds: milliseconds &- seconds &* 1000)
  }
}

extension Flow {
  /// The ports on which servers speak TLS from the first byte on, as far as hosts of services do:
  /// web, its usual second port, and DNS over TLS.
  private static let encryptedPorts: [UInt16] = [443, 8443, 853]

  /// Whether the flow showed a hello, or goes to a port that is for encrypted connections.
  var isProbablyEncrypted: Bool {
    if !marks.isDisjoint(with: [.encrypted, .quic]) { return true }
    return Self.encryptedPorts.contains(serverPort) && stage != .requests
  }

  var probableKind: AccessKind {
    if key.isTCP { return .tls }
    return marks.contains(.encrypted) ? kind : .quic
  }
}
