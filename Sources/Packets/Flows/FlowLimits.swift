/// How much the decoder keeps at once, and for how long. With the defaults it stays below 100 MiB
/// whatever the packets say.
package struct FlowLimits: Sendable {
  /// Flows at once. The least recently active one ends when there are more.
  package var flows = 1 << 18
  /// After how many milliseconds without a packet a flow ends; the longest that idle connections of
  /// browsers live for.
  package var tcpIdle: Int64 = 15 * 60_000
  package var udpIdle: Int64 = 3 * 60_000
  /// The same for TCP connections without payload, or that one side closed.
  package var halfOpenIdle: Int64 = 60_000
  /// How long the packets that come after the end of a TCP connection belong to it.
  package var closingIdle: Int64 = 30_000

  /// How many bytes of one direction of a stream are put together until its content is known.
  package var streamBytes = 1 << 16
  /// How many streams are put together at once, and how many bytes they hold in all.
  package var gatheredStreams = 4096
  package var gatheredBytes = 16 << 20
  /// QUIC and DTLS connections whose ClientHello is being put together at once.
  package var gatheredHellos = 512
  /// How many datagrams of a UDP flow are looked at, and how many segments of a TCP stream whose
  /// beginning said nothing.
  package var datagramsRead: UInt8 = 12
  package var segmentsRead: UInt8 = 12
  /// How many proxies, one behind the other, a stream is followed through.
  package var tunnels: UInt8 = 8

  /// Cells of 32 bytes for the names of flows.
  package var textCells = 1 << 19
  /// Pairs of client and server address whose name is remembered from DNS answers.
  package var toldNames = 1 << 16
  /// For how many milliseconds an answer holds: longer than most are valid for (RFC 1035,
  /// section 3.2.1), because programs keep connecting to addresses that they were told long ago.
  package var toldNameAge: Int64 = 60 * 60_000
  /// DNS lookups that are remembered to tell repetitions and late answers.
  package var lookups = 1 << 14
  /// A query that comes again within so many milliseconds is a repetition.
  package var repetitionAge: Int64 = 2_000
  /// An answer belongs to a query of the last so many milliseconds.
  package var answerAge: Int64 = 30_000

  package init() {}
}
