/// A capture in the pcap format of packets over Ethernet and IPv4, as far as the program looks at them.
package struct CapturedTraffic {
  package private(set) var bytes: [UInt8] = []
  private var time: UInt32

  /// - Parameter start: seconds since 1970; packets come a second apart.
  package init(start: UInt32) {
    time = start
    // draft-ietf-opsawg-pcap, section 4: Ethernet, microseconds.
    for field in [0xA1B2_C3D4, 0x0004_0002, 0, 0, 65_535, 1] as [UInt32] {
      bytes += Self.littleEndian(field)
    }
  }

  package mutating func frame(_ frame: [UInt8]) {
    for field in [time, 0, UInt32(frame.count), UInt32(frame.count)] {
      bytes += Self.littleEndian(field)
    }
    bytes += frame
    time += 1
  }

  /// A DNS query (RFC 1035, section 4) for the IPv4 address of `name`.
  package mutating func query(_ name: String, from client: UInt32, to resolver: UInt32) {
    let labels = name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    let message: [UInt8] = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + labels + [0, 0, 1, 0, 1]
    let datagram =
      Self.bigEndian16(40_000) + Self.bigEndian16(53) + Self.bigEndian16(message.count + 8) + [
        0, 0,
      ]
      + message
    frame(Self.packet(17, datagram, from: client, to: resolver))
  }

  /// A TCP connection: handshake, what the client and the server send, and its end.
  package mutating func connection(
    from client: UInt32, to server: UInt32, port: Int, sent: [UInt8], received: [UInt8]
  ) {
    func segment(_ isUp: Bool, _ flags: UInt8, _ sequence: Int, _ data: [UInt8] = []) -> [UInt8] {
      let ports = isUp ? [50_000, port] : [port, 50_000]
      let header =
        ports.flatMap(Self.bigEndian16) + Self.bigEndian32(sequence) + Self.bigEndian32(0)
        + [0x50, flags] + Self.bigEndian16(65_535) + [0, 0, 0, 0]
      return Self.packet(
        6, header + data, from: isUp ? client : server, to: isUp ? server : client)
    }
    let (syn, fin, ack) = (UInt8(2), UInt8(1), UInt8(16))
    frame(segment(true, syn, 100))
    frame(segment(false, syn | ack, 900))
    frame(segment(true, ack, 101, sent))
    frame(segment(false, ack, 901, received))
    frame(segment(true, fin | ack, 101 + sent.count))
    frame(segment(false, fin | ack, 901 + received.count))
  }

  /// A TLS record with a ClientHello that names `server` (RFC 8446, section 4.1.2; RFC 6066,
  /// section 3).
  package static func clientHello(_ server: String) -> [UInt8] {
    let name = [0] + bigEndian16(server.utf8.count) + Array(server.utf8)
    let list = bigEndian16(name.count) + name
    let extensions = [0, 0] + bigEndian16(list.count) + list
    let body =
      [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0, 2, 0x13, 1, 1, 0]
      + bigEndian16(extensions.count) + extensions
    let handshake = [1, 0] + bigEndian16(body.count) + body
    return [0x16, 3, 1] + bigEndian16(handshake.count) + handshake
  }

  private static func packet(
    _ number: UInt8, _ payload: [UInt8], from source: UInt32, to destination: UInt32
  ) -> [UInt8] {
    let ethernet: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]
    let header =
      [0x45, 0] + bigEndian16(20 + payload.count) + [0, 1, 0x40, 0, 64, number, 0, 0]
      + bigEndian32(Int(source)) + bigEndian32(Int(destination))
    return ethernet + header + payload
  }

  private static func bigEndian16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  private static func bigEndian32(_ value: Int) -> [UInt8] {
    bigEndian16(value >> 16) + bigEndian16(value)
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
