import Access
import Bytes
import Evidence
import Packets

/// A trace in a form that expectations can hold.
struct SeenTrace: Equatable {
  var trace: PacketTrace
  var kind: AccessKind
  var client: String
  var server: String
  var host: String
  var path: String
  var userAgent: String
  var method: String
  var port: UInt16
  var bytesUp: UInt64?
  var bytesDown: UInt64?
  var duration: Int64?
  var time: Int64?
  var outcome: Outcome
  var isInferred: Bool
  var isHostAddress: Bool
  var hardware: String?
  var vlan: UInt16

  init(_ trace: PacketTrace, _ record: borrowing AccessRecord, _ text: Span<UInt8>) {
    self.trace = trace
    kind = record.kind
    client = text.bytes(in: record.client).text
    server = text.bytes(in: record.server).text
    host = text.bytes(in: record.host).text
    path = text.bytes(in: record.path).text
    userAgent = text.bytes(in: record.userAgent).text
    method = text.bytes(in: record.method).text
    port = record.port
    bytesUp = record.bytesUp
    bytesDown = record.bytesDown
    duration = record.duration
    time = record.time?.milliseconds
    outcome = record.outcome
    isInferred = record.isNameInferred
    isHostAddress = record.isHostAddress
    hardware = record.hardware?.description
    vlan = record.vlan
  }

  /// `kind host`, and a mark for refusals and inferred names.
  var brief: String {
    (trace == .refusedLookup ? "refused " : "") + "\(kind) \(host)" + (isInferred ? "?" : "")
  }
}

/// A capture that is written and read at once: one packet each millisecond.
struct FlowCapture {
  static let start: Int64 = 1_790_000_000_000

  var decoder: PacketDecoder
  var time = FlowCapture.start
  var traces: [SeenTrace] = []
  /// How many bytes of each frame are kept; nil for all.
  var snapLength: Int?

  init(_ limits: FlowLimits = FlowLimits()) { decoder = PacketDecoder(limits: limits) }

  var briefs: [String] { traces.map(\.brief) }

  mutating func frame(_ frame: [UInt8]) {
    let kept = frame.span.extracting(0..<min(snapLength ?? frame.count, frame.count))
    var seen: [SeenTrace] = []
    _ = decoder.decode(kept, linkType: 1, originalLength: frame.count, at: time) {
      seen.append(SeenTrace($0, $1, $2))
    }
    traces += seen
    time += 1
  }

  mutating func udp(_ source: Endpoint, _ destination: Endpoint, _ payload: [UInt8]) {
    frame(PacketBuilder.udp(source, destination, payload))
  }

  mutating func tcp(
    _ source: Endpoint, _ destination: Endpoint, _ sequence: UInt32, _ flags: UInt8,
    _ payload: [UInt8] = []
  ) {
    frame(PacketBuilder.tcp(source, destination, sequence: sequence, flags: flags, payload))
  }

  mutating func finish() {
    var seen: [SeenTrace] = []
    decoder.finish { seen.append(SeenTrace($0, $1, $2)) }
    traces += seen
  }
}

/// A TCP connection, of which both sides send what they are told to.
struct Conversation {
  var client: Endpoint
  var server: Endpoint
  /// The next sequence numbers.
  var up: UInt32
  var down: UInt32

  init(
    _ client: Endpoint = Endpoint("10.1.2.3", 50_000),
    _ server: Endpoint = Endpoint("192.0.2.80", 443), up: UInt32 = 1000, down: UInt32 = 5000
  ) {
    (self.client, self.server) = (client, server)
    (self.up, self.down) = (up, down)
  }

  mutating func open(_ capture: inout FlowCapture) {
    capture.tcp(client, server, up, Packet.syn)
    capture.tcp(server, client, down, Packet.syn | Packet.ack)
    up &+= 1
    down &+= 1
    capture.tcp(client, server, up, Packet.ack)
  }

  mutating func send(_ payload: [UInt8], _ capture: inout FlowCapture) {
    capture.tcp(client, server, up, Packet.ack, payload)
    up &+= UInt32(payload.count)
  }

  mutating func answer(_ payload: [UInt8], _ capture: inout FlowCapture) {
    capture.tcp(server, client, down, Packet.ack, payload)
    down &+= UInt32(payload.count)
  }

  /// A piece of what the client sends from here on; the numbers stay.
  func piece(_ payload: [UInt8], _ range: Range<Int>, _ capture: inout FlowCapture) {
    let sequence = up &+ UInt32(range.lowerBound)
    capture.tcp(client, server, sequence, Packet.ack, Array(payload[range]))
  }

  mutating func close(_ capture: inout FlowCapture) {
    capture.tcp(client, server, up, Packet.fin | Packet.ack)
    capture.tcp(server, client, down, Packet.fin | Packet.ack)
    up &+= 1
    down &+= 1
  }
}

/// The first bytes of a TLS stream that asks for `name`.
func tlsHello(_ name: String, padding: Int = 0, offersECH: Bool = false) -> [UInt8] {
  var extensions = TLSMessages.serverName(name) + TLSMessages.versions(0x0304)
  if padding > 0 {
    extensions += TLSMessages.helloExtension(21, Array(repeating: 0, count: padding))
  }
  if offersECH { extensions += TLSMessages.helloExtension(0xFE0D, Array(repeating: 1, count: 60)) }
  return TLSMessages.record(TLSMessages.clientHello(extensions))
}

/// A ClientHello without a name.
let namelessHello = TLSMessages.record(TLSMessages.clientHello(TLSMessages.versions(0x0304)))

func httpRequest(_ line: String, _ host: String, _ more: String = "") -> [UInt8] {
  Array("\(line) HTTP/1.1\r\nHost: \(host)\r\n\(more)\r\n".utf8)
}

/// A DNS message with this id.
func dns(_ writer: DNSWriter, id: UInt16 = 1) -> [UInt8] {
  PacketBuilder.big16(id) + writer.bytes[2...]
}

/// A response that gives these IPv4 addresses.
func dnsAnswer(_ name: String, _ addresses: [String]) -> DNSWriter {
  let records = addresses.map { text in
    let bits = UInt32(truncatingIfNeeded: IPAddress(text)?.low ?? 0)
    return DNSWriter.record(DNSWriter.toQuestion, .a, PacketBuilder.big32(bits))
  }
  return DNSWriter.response(name, .a, answers: records)
}
