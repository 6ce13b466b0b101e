import Access
import Bytes

extension ClientHello {
  private static let hostNameType = 0
  /// How many names are looked at. Clients send one.
  private static let maximumNames = 16

  /// Reads the content of a server_name extension (RFC 6066, section 3). A second one does not
  /// count.
  mutating func readServerNames(_ content: Range<Int>, of bytes: Span<UInt8>) {
    do throws(HandshakeFault) {
      var content = HandshakeCursor(content)
      var names = HandshakeCursor(try content.vector16(bytes))
      for _ in 0..<Self.maximumNames {
        guard !names.isAtEnd, serverName.isEmpty else { return }
        let type = try names.number8(bytes)
        let name = try names.vector16(bytes)
        if type == Self.hostNameType { take(name, of: bytes) }
      }
    } catch {
      hasInvalidName = true
    }
  }

  private mutating func take(_ name: Range<Int>, of bytes: Span<UInt8>) {
    if let host = try? HostName(name: name, of: bytes) {
      isAddress = host.isAddress
      setServerName(bytes.bytes(in: host.range))
    } else if Self.isIPv6(bytes.extracting(name)) {
      isAddress = true
      setServerName(bytes.extracting(name))
    } else if let pattern = Self.pattern(name, of: bytes) {
      setServerName(bytes.extracting(pattern))
    } else {
      hasInvalidName = true
    }
  }

  private mutating func setServerName(_ name: Span<UInt8>) {
    for index in name.indices { serverName.append(ASCII.lowercased(name[index])) }
  }

  /// A certificate's pattern, `*.example.com`, which some clients send for a name, without a
  /// trailing dot.
  private static func pattern(_ name: Range<Int>, of bytes: Span<UInt8>) -> Range<Int>? {
    guard name.count > 2, bytes.contains("*.", at: name.lowerBound),
      let host = try? HostName(name: name.lowerBound &+ 2..<name.upperBound, of: bytes),
      !host.isAddress
    else { return nil }
    let pattern = name.lowerBound..<host.range.range.upperBound
    return pattern.count <= HostName.maximumLength ? pattern : nil
  }

  /// Whether it is an IPv6 address without zone and brackets.
  private static func isIPv6(_ name: Span<UInt8>) -> Bool {
    name.firstIndex(of: ASCII.percent) == nil && IPAddress(name) != nil
  }
}
