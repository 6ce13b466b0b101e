/// How a server answered (RFC 1035, section 4.1.1), with the high bits out of EDNS (RFC 6891,
/// section 6.1.3): twelve bits.
package struct ResponseCode: Hashable, Sendable {
  /// The number in the message.
  package let value: UInt16

  package init(_ value: UInt16) { self.value = value }

  package static let noError = ResponseCode(0)
  package static let formatError = ResponseCode(1)
  package static let serverFailure = ResponseCode(2)
  /// The name does not exist: NXDOMAIN.
  package static let nameError = ResponseCode(3)
  package static let notImplemented = ResponseCode(4)
  package static let refused = ResponseCode(5)
}

/// The reason that a server gives beside the response code (RFC 8914, section 4).
package struct ExtendedError: Hashable, Sendable {
  /// The number in the message.
  package let value: UInt16

  package init(_ value: UInt16) { self.value = value }

  package static let forgedAnswer = ExtendedError(4)
  /// The server's own list.
  package static let blocked = ExtendedError(15)
  /// An order from outside, such as a law.
  package static let censored = ExtendedError(16)
  /// A list that the client asked for.
  package static let filtered = ExtendedError(17)
  /// The client may not ask this server at all.
  package static let prohibited = ExtendedError(18)

  /// Whether the server kept the answer back, or forged it, on purpose.
  package var isBlock: Bool {
    self == .blocked || self == .censored || self == .filtered || self == .prohibited
      || self == .forgedAnswer
  }
}
