/// What a SOCKS client wants (RFC 1928, section 4).
package struct SOCKSCommand: Equatable, Sendable {
  package let value: UInt8

  package init(value: UInt8) { self.value = value }

  package static let connect = SOCKSCommand(value: 1)
  package static let bind = SOCKSCommand(value: 2)
  /// Version 5 only: the datagrams go elsewhere, and name their hosts themselves.
  package static let udpAssociate = SOCKSCommand(value: 3)
}
