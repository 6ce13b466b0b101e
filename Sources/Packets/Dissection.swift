/// What a dissector makes of the first bytes of a stream, or of a datagram.
package enum Dissection: Equatable, Sendable {
  /// It is this protocol, and what it says was read.
  case read
  /// It is this protocol as far as the bytes go, and what is wanted stands in bytes still to come.
  case incomplete
  /// Another protocol.
  case foreign
  /// This protocol, but against its rules.
  case malformed
}
