import Bytes

extension ClientHello {
  /// How many extensions of a message that is not whole are read: the caller may come back with
  /// every further byte. Clients send some twenty.
  private static let maximumEarlyExtensions = 64

  /// An extension that breaks its own rules is passed over; that its length fits the message is
  /// enough.
  mutating func readExtensions(
    _ cursor: inout HandshakeCursor, of bytes: Span<UInt8>
  ) throws(HandshakeFault) {
    let isCut = cursor.end > bytes.count
    var extensions = HandshakeCursor(try cursor.openVector16(bytes))
    var number = 0
    while !extensions.isAtEnd {
      let type = HelloExtension(value: try extensions.number16(bytes))
      let content = try extensions.vector16(bytes)
      read(type, content: content, of: bytes)
      number &+= 1
      if isCut, number == Self.maximumEarlyExtensions { throw .cut }
    }
  }

  private mutating func read(
    _ type: HelloExtension, content: Range<Int>, of bytes: Span<UInt8>
  ) {
    switch type {
    case .serverName: readServerNames(content, of: bytes)
    case .applicationProtocols:
      applicationProtocols.formUnion(ApplicationProtocols(extension: content, of: bytes))
    case .supportedVersions: readVersions(content, of: bytes)
    // Empty, it only says that tickets are understood.
    case .sessionTicket: if !content.isEmpty { mayResume = true }
    case .preSharedKey: mayResume = true
    case .encryptedClientHello:
      offersECH = true
      isECHOuter = Self.isECHOuter(content, of: bytes)
    default: if type.isEncryptedHelloDraft { offersECH = true }
    }
  }

  /// The newest version of the list, which replaces the one in front of the random bytes.
  private mutating func readVersions(_ content: Range<Int>, of bytes: Span<UInt8>) {
    var content = HandshakeCursor(content)
    guard let list = try? content.vector8(bytes) else { return }
    var versions = HandshakeCursor(list)
    var newest = TLSVersion.none
    while !versions.isAtEnd, let value = try? versions.number16(bytes) {
      let version = TLSVersion(value: value)
      guard !version.isGREASE else { continue }
      if newest == .none || newest.isOlder(than: version) { newest = version }
    }
    if newest != .none { version = newest }
  }

  /// Type 0, cipher suite, configuration id, encapsulated key and payload (RFC 9849, section 5).
  private static func isECHOuter(_ content: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    var content = HandshakeCursor(content)
    guard let type = try? content.number8(bytes), type == 0,
      (try? content.take(5, of: bytes)) != nil, (try? content.vector16(bytes)) != nil,
      let payload = try? content.vector16(bytes)
    else { return false }
    return !payload.isEmpty && content.isAtEnd
  }
}
