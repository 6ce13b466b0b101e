import Bytes
import Evidence

/// The packet filter's log of pfSense and OPNsense, `filterlog`, in its file or through syslog.
///
///     Nov 16 08:30:00 gateway filterlog[812]: 5,,,1000000103,igb1,match,pass,in,4,0x0,,64,12617,0,DF,6,tcp,60,10.1.2.3,198.51.100.7,53124,443,0,S,1891286705,,64240,,mss
///     <134>1 2026-11-16T08:30:00+01:00 gateway filterlog 812 - [meta sequenceId="1"] 5,,,02f4bab031b57d1e,igb1,match,block,in,6,0x00,0xf6279,64,udp,17,32,2001:db8::7,2001:db8::9,53124,443,32
///
/// Columns: rule, two unused, its number, interface, reason, action, direction, version of IP; then
/// nine of IPv4 or six of IPv6 up to the length; source, destination, their ports, length and, for
/// TCP, flags. An access is the first packet (`S`) of a TCP connection or a UDP packet that comes in
/// from a client (`in`), to a port of the web: it names an address only. What goes out (`out`) is the
/// same connection on its way. The time is the header's. There are no sizes of connections. Documented
/// at https://docs.netgate.com/pfsense/en/latest/monitoring/logs/raw-filter-format.html.
struct Filterlog: PhraseFormat {
  let name = "filterlog"
  let fields: LogFields = [.client, .outcome]

  private static let columns = DelimitedLine()
  private static let map = FieldMap([
    ("action", .action), ("direction", .direction), ("version", .subtype), ("protocol", .type),
    ("source", .client), ("destination", .destination), ("port", .port), ("flags", .detail),
  ])
  private static let fourth = NamedColumns(
    [
      "rule", "", "", "number", "interface", "reason", "action", "direction", "version", "tos",
      "ecn", "ttl", "id", "offset", "fragment", "protocol-number", "protocol", "length", "source",
      "destination", "source-port", "port", "data-length", "flags",
    ], map)
  private static let sixth = NamedColumns(
    [
      "rule", "", "", "number", "interface", "reason", "action", "direction", "version", "class",
      "label", "limit", "protocol", "protocol-number", "length", "source", "destination",
      "source-port", "port", "data-length", "flags",
    ], map)

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    let header = try SyslogHeader(line, clock: &context.clock)
    guard line.bytes(in: header.program).equals("filterlog") else { throw .layout }
    let isSixth = version(line, from: header.message) == UInt8(ascii: "6")
    let named = isSixth ? Self.sixth : Self.fourth
    let count = named.read(line, from: header.message, as: Self.columns, into: &values)
    guard count >= (isSixth ? 17 : 20) else { throw .truncated }
    guard line.bytes(in: values[.direction]).equals("in"), isFirst(values, line),
      WebPort.contains(values[.port], line)
    else { return nil }
    return .tls
  }

  private func isFirst(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    let type = line.bytes(in: values[.type])
    if type.equals("tcp") { return line.bytes(in: values[.detail]).equals("S") }
    return type.equals("udp") || type.equals("UDP")
  }

  /// The ninth column.
  private func version(_ line: Span<UInt8>, from start: Int) -> UInt8? {
    var position = start
    for _ in 0..<8 { position = line.wordEnd(UInt8(ascii: ","), from: position) + 1 }
    return position < line.count ? line[position] : nil
  }
}
