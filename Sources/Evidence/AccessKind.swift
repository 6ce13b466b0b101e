/// By which trace an access was seen. Kinds are counted apart and never added up: one visit leaves
/// a lookup, a connection and a proxy line.
@usableFromInline package enum AccessKind: UInt8, CaseIterable, Sendable {
  /// A name was looked up.
  case dns
  /// A proxy passed, or refused, a request.
  case proxy
  /// A TLS ClientHello named a server.
  case tls
  /// A QUIC Initial named a server.
  case quic
  /// A plain HTTP request named a host.
  case http

  /// The word for it in JSON output.
  package var name: String { "\(self)" }
}
