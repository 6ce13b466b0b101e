/// The types of extensions that are read.
struct HelloExtension: Equatable {
  let value: UInt16

  /// RFC 6066, section 3.
  static var serverName: HelloExtension { HelloExtension(value: 0) }
  /// RFC 7301, section 3.1.
  static var applicationProtocols: HelloExtension { HelloExtension(value: 16) }
  /// RFC 5077, section 3.2.
  static var sessionTicket: HelloExtension { HelloExtension(value: 35) }
  /// RFC 8446, section 4.2.11.
  static var preSharedKey: HelloExtension { HelloExtension(value: 41) }
  /// RFC 8446, section 4.2.1.
  static var supportedVersions: HelloExtension { HelloExtension(value: 43) }
  /// RFC 9849, section 5.
  static var encryptedClientHello: HelloExtension { HelloExtension(value: 0xFE0D) }

  /// A draft of RFC 9849, each of which took its own number as the low byte, or the encrypted
  /// server name that preceded it.
  var isEncryptedHelloDraft: Bool { (0xFE08...0xFE0C).contains(value) || value == 0xFFCE }
}
