import Bytes
import Packets

/// An address and a port.
struct Endpoint: Equatable {
  var address: IPAddress
  var port: UInt16

  init(_ text: String, _ port: UInt16) {
    address = IPAddress(text) ?? IPAddress(ipv4: 0)
    self.port = port
  }
}

/// Writes Ethernet frames with TCP and UDP in IPv4 or IPv6, by the address; checksums are left
/// zero.
enum PacketBuilder {
  static func tcp(
    _ source: Endpoint, _ destination: Endpoint, sequence: UInt32, flags: UInt8,
    _ payload: [UInt8] = []
  ) -> [UInt8] {
    let header =
      ports(source, destination) + big32(sequence) + big32(0) + [0x50, flags]
      + big16(0xFFFF) + big32(0)
    return ethernet(source, destination, 6, header + payload)
  }

  static func udp(_ source: Endpoint, _ destination: Endpoint, _ payload: [UInt8]) -> [UInt8] {
    let header = ports(source, destination) + big16(UInt16(8 + payload.count)) + big16(0)
    return ethernet(source, destination, 17, header + payload)
  }

  private static func ports(_ source: Endpoint, _ destination: Endpoint) -> [UInt8] {
    big16(source.port) + big16(destination.port)
  }

  private static func ethernet(
    _ source: Endpoint, _ destination: Endpoint, _ number: UInt8, _ payload: [UInt8]
  ) -> [UInt8] {
    let stations = hex("02 00 00 00 00 01 02 00 00 00 00 02")
    let (from, to) = (source.address, destination.address)
    if from.isIPv4 {
      return stations + [8, 0, 0x45, 0] + big16(UInt16(20 + payload.count)) + hex("0001 4000 40")
        + [number, 0, 0] + low32(from) + low32(to) + payload
    }
    return stations + hex("86DD 60000000") + big16(UInt16(payload.count)) + [number, 64]
      + big64(from.high) + big64(from.low) + big64(to.high) + big64(to.low) + payload
  }

  private static func low32(_ address: IPAddress) -> [UInt8] {
    big32(UInt32(truncatingIfNeeded: address.low))
  }

  static func big16(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }

  /// The low 48 bits.
  static func big48(_ number: UInt64) -> [UInt8] {
    big16(UInt16(truncatingIfNeeded: number >> 32)) + big32(UInt32(truncatingIfNeeded: number))
  }

  static func big32(_ number: UInt32) -> [UInt8] {
    big16(UInt16(number >> 16)) + big16(UInt16(number & 0xFFFF))
  }

  private static func big64(_ number: UInt64) -> [UInt8] {
    big32(UInt32(number >> 32)) + big32(UInt32(truncatingIfNeeded: number))
  }
}
