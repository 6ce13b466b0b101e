package import Bytes

/// A TCP segment or UDP datagram out of a frame, behind all tunnels.
package struct Packet: Sendable {
  package enum Transport: Sendable { case tcp, udp }

  package var transport: Transport = .udp
  package var source = IPAddress(ipv4: 0)
  package var destination = IPAddress(ipv4: 0)
  package var sourcePort: UInt16 = 0
  package var destinationPort: UInt16 = 0
  /// Of the innermost frame; unknown where a tunnel carries no frames.
  package var station = Station.unknown
  /// TCP only.
  package var sequence: UInt32 = 0
  package var flags: UInt8 = 0
  /// Where the payload stands in the frame, or in the datagram put together from fragments.
  package var payload: ByteRange = .none
  /// How long the payload was on the wire; more than `payload` holds when the capture cut the
  /// frame.
  package var payloadLength = 0

  package init() {}

  package static let fin: UInt8 = 1
  package static let syn: UInt8 = 2
  package static let rst: UInt8 = 4
  package static let ack: UInt8 = 16
}

/// What became of a frame.
package enum FrameOutcome: Equatable, Sendable {
  case packet
  /// Nothing that can name a host: ARP, ICMP, a fragment that waits for others.
  case other
  /// Cut short by the capture within a header.
  case truncated
  /// Against the rules of its protocol.
  case malformed
}
