import Bytes

/// The ports on which names are asked of the machines nearby: multicast DNS, LLMNR and NetBIOS. Such
/// questions are no lookups of names of the internet.
enum NeighbourPort {
  static func contains(_ field: ByteRange, _ line: Span<UInt8>) -> Bool {
    let port = line.bytes(in: field)
    return port.equals("5353") || port.equals("5355") || port.equals("137")
  }
}
