import Evidence
import Usage

/// What could be seen in a capture, and what was hidden.
struct PacketsDocument: Encodable {
  let framesDropped: UInt64
  let framesCut: UInt64
  let framesOfUnknownLink: UInt64
  let tlsNamed: UInt64
  let tlsUnnamed: UInt64
  let quicNamed: UInt64
  let quicUnnamed: UInt64
  let echOffered: UInt64
  let namesInferred: UInt64
  let namesAmbiguous: UInt64
  let dnsOverTls: UInt64
  let dnsOverQuic: UInt64
  let canaryLookups: UInt64
  let otherStreams: UInt64
  let unnamedBytesUp: UInt64
  let unnamedBytesDown: UInt64
  let connectionsEndedEarly: UInt64
  let streamsAbandoned: UInt64
  let streamsMalformed: UInt64

  /// Nil for a log.
  init?(_ source: SourceSummary) {
    guard let packets = source.packets else { return nil }
    framesDropped = source.droppedFrames
    framesCut = packets.cutFrames
    framesOfUnknownLink = UInt64(clamping: packets.frames.unknownLinkTypes)
    tlsNamed = packets.namedTLS
    tlsUnnamed = packets.unnamedTLS
    quicNamed = packets.namedQUIC
    quicUnnamed = packets.unnamedQUIC
    echOffered = packets.offeredECH
    namesInferred = packets.inferredNames
    namesAmbiguous = packets.ambiguousNames
    dnsOverTls = packets.dnsOverTLS
    dnsOverQuic = packets.dnsOverQUIC
    canaryLookups = packets.canaryLookups
    otherStreams = packets.otherStreams
    unnamedBytesUp = packets.unnamedBytesUp
    unnamedBytesDown = packets.unnamedBytesDown
    connectionsEndedEarly = packets.evictedFlows
    streamsAbandoned = packets.abandonedStreams
    streamsMalformed = packets.malformedStreams
  }
}
