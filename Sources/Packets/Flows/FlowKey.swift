internal import Bytes

/// One of the two ends of a flow.
enum FlowSide: UInt8, Sendable {
  case lower = 0
  case upper = 1

  var other: FlowSide { self == .lower ? .upper : .lower }
}

/// The addresses and ports of a flow, which are the same for packets in both directions.
struct FlowKey: Equatable, Sendable {
  let lower: IPAddress
  let upper: IPAddress
  let lowerPort: UInt16
  let upperPort: UInt16
  let isTCP: Bool

  init(_ packet: Packet) {
    isTCP = packet.transport == .tcp
    if Self.sender(of: packet) == .lower {
      (lower, lowerPort) = (packet.source, packet.sourcePort)
      (upper, upperPort) = (packet.destination, packet.destinationPort)
    } else {
      (upper, upperPort) = (packet.source, packet.sourcePort)
      (lower, lowerPort) = (packet.destination, packet.destinationPort)
    }
  }

  /// Which end sent the packet: the one with the smaller address, or port if they are the same.
  static func sender(of packet: Packet) -> FlowSide {
    let (one, other) = (packet.source, packet.destination)
    if one.high != other.high { return one.high < other.high ? .lower : .upper }
    if one.low != other.low { return one.low < other.low ? .lower : .upper }
    return packet.sourcePort <= packet.destinationPort ? .lower : .upper
  }

  func hash(_ hash: SeededHash) -> UInt32 {
    let ports = UInt64(lowerPort) &<< 16 | UInt64(upperPort)
    let mixed = hash.mixed(lower, upper, ports &<< 1 | (isTCP ? 1 : 0))
    return UInt32(truncatingIfNeeded: mixed ^ mixed &>> 32)
  }

  func address(of side: FlowSide) -> IPAddress { side == .lower ? lower : upper }
  func port(of side: FlowSide) -> UInt16 { side == .lower ? lowerPort : upperPort }
  func has(port: UInt16) -> Bool { lowerPort == port || upperPort == port }
}
