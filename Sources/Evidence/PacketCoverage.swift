/// What was seen and what was not: plain counters, none of which names anybody.
package struct PacketCoverage: Equatable, Sendable {
  /// What became of the frames.
  package var frames = FrameCounts()
  /// Frames of which the capture kept only the beginning.
  package var cutFrames: UInt64 = 0

  /// TLS and DTLS connections whose ClientHello named the server.
  package var namedTLS: UInt64 = 0
  /// TLS connections that named no server, or only the outer one of an encrypted ClientHello, and
  /// those on the ports of TLS of which the beginning is not in the capture.
  package var unnamedTLS: UInt64 = 0
  package var namedQUIC: UInt64 = 0
  /// QUIC connections without a name, and other traffic on its port.
  package var unnamedQUIC: UInt64 = 0
  /// ClientHellos that offered an encrypted one, or GREASE in its place.
  package var offeredECH: UInt64 = 0
  /// Among the unnamed: those named by a DNS answer, and those for which answers gave several
  /// names.
  package var inferredNames: UInt64 = 0
  package var ambiguousNames: UInt64 = 0
  /// Connections to the port of encrypted DNS (RFC 7858, RFC 9250), or whose ClientHello asks for it.
  package var dnsOverTLS: UInt64 = 0
  package var dnsOverQUIC: UInt64 = 0
  /// Queries for `use-application-dns.net`, with which a browser asks whether it may encrypt its
  /// own.
  package var canaryLookups: UInt64 = 0
  /// TCP streams with payload that are neither of a known protocol nor on a port of TLS.
  package var otherStreams: UInt64 = 0
  /// Payload bytes from and to the clients of flows that no trace was made of, DNS left out.
  package var unnamedBytesUp: UInt64 = 0
  package var unnamedBytesDown: UInt64 = 0

  /// Flows ended early because there were too many.
  package var evictedFlows: UInt64 = 0
  /// Streams and connections whose beginning was not read to its end: too long, cut, or too many at
  /// once.
  package var abandonedStreams: UInt64 = 0
  /// Beginnings that broke the rules of the protocol that they are of.
  package var malformedStreams: UInt64 = 0

  package init() {}
}
