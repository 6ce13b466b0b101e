package import Access
package import Evidence

/// What a trace is of.
package enum PacketTrace: Sendable {
  /// An access, as one line of a log.
  case access
  /// An answer by which a resolver keeps the client from the host: the lookup of that name by that
  /// client, which was an access before, is refused.
  case refusedLookup
}

/// From captured frames to traces: who asked for which host, and how much went to and fro.
///
/// Nothing is kept of a packet but what the traces of its flow need, and that only while the flow
/// lives. A trace comes when its flow ends; a lookup, at once.
package struct PacketDecoder: Sendable {
  /// Called with each trace. The ranges of the record count in the text, which is gone afterwards.
  package typealias TraceHandler = (PacketTrace, borrowing AccessRecord, Span<UInt8>) -> Void

  private var frames = FrameDecoder()
  private var flows: FlowTracker

  /// - Parameter outerNames: the names, in lower case, that a ClientHello shows in place of an
  ///   encrypted one.
  package init(
    limits: FlowLimits = FlowLimits(), outerNames: [String] = ["cloudflare-ech.com"]
  ) {
    flows = FlowTracker(limits: limits, outerNames: outerNames)
  }

  /// What was seen so far, of flows that ended.
  package var coverage: PacketCoverage {
    var coverage = flows.coverage
    coverage.frames = frames.counts
    return coverage
  }

  /// Takes in one frame; hands out what it and the flows that ended by it say.
  ///
  /// - Parameters:
  ///   - linkType: as in the capture's header.
  ///   - originalLength: how long the frame was on the wire.
  ///   - time: milliseconds since 1970; it may go back.
  package mutating func decode(
    _ frame: Span<UInt8>, linkType: UInt32, originalLength: Int, at time: Int64,
    onTrace: TraceHandler
  ) -> FrameOutcome {
    var packet = Packet()
    let outcome = frames.decode(frame, linkType: linkType, at: time, into: &packet)
    if originalLength > frame.count { flows.coverage.cutFrames &+= 1 }
    if outcome == .packet {
      Self.pass(packet, frame, at: time, from: frames, to: &flows)
    }
    handOut(onTrace)
    return outcome
  }

  /// Ends all flows.
  package mutating func finish(onTrace: TraceHandler) {
    while flows.endSome() { handOut(onTrace) }
    handOut(onTrace)
  }

  /// Outside `self`, because the closure needs one part of it while it changes the other.
  private static func pass(
    _ packet: Packet, _ frame: Span<UInt8>, at time: Int64, from frames: borrowing FrameDecoder,
    to flows: inout FlowTracker
  ) {
    frames.withBytes(of: frame) { flows.take(packet, $0, at: time) }
  }

  private mutating func handOut(_ onTrace: TraceHandler) {
    guard !flows.traces.isEmpty else { return }
    for trace in flows.traces.traces {
      onTrace(trace.kind, trace.record, flows.traces.text.span)
    }
    flows.traces.clear()
  }
}
