import Bytes
package import Evidence

/// Takes TCP and UDP out of captured frames.
///
/// Checksums are not verified: network cards compute them after the capture has seen the frame.
package struct FrameDecoder: Sendable {
  package private(set) var counts = FrameCounts()
  private var fragments = FragmentTable()
  /// The datagram put together last.
  private var datagram = Datagram()
  /// Whether the ranges of the packet decoded last count in `datagram`.
  private var packetIsInDatagram = false

  package init() {}

  /// Decodes one frame; on `.packet`, `packet` is filled, and `withBytes` gives the bytes that its
  /// ranges mean.
  ///
  /// `linkType` is a number of tcpdump.org/linktypes.html; `milliseconds` is the time of the
  /// capture, by which fragments that stay alone are given up.
  package mutating func decode(
    _ frame: Span<UInt8>, linkType: UInt32, at milliseconds: Int64, into packet: inout Packet
  ) -> FrameOutcome {
    packetIsInDatagram = false
    var descent = Descent(frame, linkType: LinkType(value: linkType))
    var stop = descent.run(frame, into: &packet)
    while stop == .fragment {
      if packetIsInDatagram {
        stop = add(fragmentInDatagram: &descent, at: milliseconds)
      } else {
        stop = add(&descent, of: frame, at: milliseconds)
      }
      guard stop == .found else { break }
      packetIsInDatagram = true
      // Out of `self` for the length of the call, so that it is not copied.
      var whole = Datagram()
      swap(&whole, &datagram)
      stop = descent.run(whole.bytes.span.extracting(first: whole.count), into: &packet)
      swap(&whole, &datagram)
    }
    return count(stop, of: descent, packet)
  }

  /// Hands `body` the bytes that the ranges of the packet decoded last count in: `frame`, or the
  /// datagram that was put together.
  package func withBytes<Result>(of frame: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
    guard packetIsInDatagram else { return body(frame) }
    return body(datagram.bytes.span.extracting(first: datagram.count))
  }

  /// Adds the fragment before which `descent` stands; `.found` when `datagram` is whole by it, and
  /// `descent` then stands at its beginning.
  private mutating func add(
    _ descent: inout Descent, of bytes: Span<UInt8>, at milliseconds: Int64
  ) -> Stop {
    counts.fragments &+= 1
    let outcome = fragments.add(
      descent.fragment, data: bytes.extracting(descent.start..<descent.end),
      isCut: descent.isCut, at: milliseconds, whole: &datagram)
    switch outcome {
    case .waits: return .other
    case .unusable(let stop):
      counts.droppedFragments &+= 1
      return stop
    case .whole(let nextHeader):
      counts.reassembledDatagrams &+= 1
      descent.enterDatagram(nextHeader, count: datagram.count)
      return .found
    }
  }

  /// The same for a fragment within a datagram that was itself put together.
  private mutating func add(
    fragmentInDatagram descent: inout Descent, at milliseconds: Int64
  ) -> Stop {
    var outer = Datagram()
    swap(&outer, &datagram)
    return add(&descent, of: outer.bytes.span.extracting(first: outer.count), at: milliseconds)
  }

  private mutating func count(
    _ stop: Stop, of descent: Descent, _ packet: Packet
  ) -> FrameOutcome {
    counts.droppedDatagrams = fragments.droppedDatagrams
    switch stop {
    case .found:
      counts.packets &+= 1
      if packet.transport == .tcp { counts.tcp &+= 1 } else { counts.udp &+= 1 }
      if descent.isTunnelled { counts.tunnelled &+= 1 }
      if packet.payload.count < packet.payloadLength { counts.cutPayloads &+= 1 }
      return .packet
    case .other, .fragment, .unknownLinkType:
      counts.other &+= 1
      if stop == .unknownLinkType { counts.unknownLinkTypes &+= 1 }
      return .other
    case .truncated:
      counts.truncated &+= 1
      return .truncated
    case .malformed:
      counts.malformed &+= 1
      return .malformed
    }
  }
}
