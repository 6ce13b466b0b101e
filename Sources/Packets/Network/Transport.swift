import Bytes

extension Descent {
  /// RFC 9293 section 3.1. A header that the capture cut behind the flags is enough.
  mutating func readTCP(_ bytes: Span<UInt8>, into packet: inout Packet) throws(Stop) {
    guard count >= 14 else { throw missing }
    let headerLength = Int(try byte(bytes, at: 12) >> 4) &* 4
    guard headerLength >= 20, headerLength <= wireCount else { throw .malformed }
    packet.transport = .tcp
    packet.sequence = try number32(bytes, at: 4)
    packet.flags = try byte(bytes, at: 13)
    try fillPacket(bytes, headerLength: headerLength, &packet)
  }

  /// RFC 768. A length that contradicts the one of IP is not believed.
  mutating func readUDP(_ bytes: Span<UInt8>, into packet: inout Packet) throws(Stop) {
    guard count >= 8 else { throw missing }
    let length = Int(try number16(bytes, at: 4))
    // Zero stands in jumbograms (RFC 2675 section 4).
    guard length >= 8 || length == 0 else { throw .malformed }
    if length > 0 { limit(to: length) }
    packet.transport = .udp
    packet.sequence = 0
    packet.flags = 0
    try fillPacket(bytes, headerLength: 8, &packet)
  }

  @inline(__always)
  private mutating func fillPacket(
    _ bytes: Span<UInt8>, headerLength: Int, _ packet: inout Packet
  ) throws(Stop) {
    packet.source = source
    packet.destination = destination
    packet.station = station
    packet.sourcePort = try number16(bytes, at: 0)
    packet.destinationPort = try number16(bytes, at: 2)
    packet.payloadLength = wireCount &- headerLength
    try advance(by: min(headerLength, count), to: .transportPayload)
    packet.payload = ByteRange(start..<end)
  }
}
