import Bytes

/// The ports of the web: a connection to one of them that names no host may have been to a service,
/// one to any other was not.
enum WebPort {
  static func contains(_ field: ByteRange, _ line: Span<UInt8>) -> Bool {
    let port = line.bytes(in: field)
    return port.equals("443") || port.equals("80") || port.equals("8443") || port.equals("8080")
  }
}
