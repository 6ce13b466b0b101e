import Bytes
import Evidence

/// What the packet filter of LANCOM routers (LCOS) reports through syslog.
///
///     <158>Nov 16 08:30:00 router PACKET_ALERT: Dst: 198.51.100.7:443 {www.example.com}, Src: 10.1.2.3:53124 {} (TCP): port filter
///
/// Such a line stands for a packet that the firewall dropped. An access is one to a port of the web.
/// In braces stands the name of the station, where the router knows one: one with a dot is read as
/// the host. The time is the header's, if there is one. `PACKET_INFO` tells more of the same packet.
/// Documented at
/// https://www.lancom-systems.de/docs/LCOS-Refmanual/9.10-Rel/EN/Referenzhandbuch_7.60_EN/FIREWALL/aa1452308.html.
struct Lancom: PhraseFormat {
  let name = "lancom"
  let fields: LogFields = [.client, .outcome]

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let mark = line.position(of: "PACKET_ALERT: Dst: ") else {
      guard line.holds("PACKET_INFO:") else { throw .layout }
      return nil
    }
    var cursor = ByteCursor(line, at: mark + 19)
    let (destination, station) = try readEnd(&cursor, line)
    guard cursor.take(", Src: ") else { throw .layout }
    let (source, _) = try readEnd(&cursor, line)
    values.take(.destination, destination, in: line)
    values.take(.client, source, in: line)
    if line.bytes(in: station).firstIndex(of: ASCII.dot) != nil {
      values.take(.host, station, in: line)
    }
    setPort(&values, line)
    return WebPort.contains(values[.port], line) ? .tls : nil
  }

  /// The line says it by its being there.
  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome { .blocked }

  /// `198.51.100.7:443 {www.example.com}`.
  private func readEnd(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> (address: ByteRange, station: ByteRange) {
    let address = cursor.readWord()
    guard !address.isEmpty, cursor.take(" {") else { throw .layout }
    let station = cursor.readToken(endingAt: UInt8(ascii: "}"))
    guard cursor.take(UInt8(ascii: "}")) else { throw .truncated }
    return (address, station)
  }

  private func setPort(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let destination = values[.destination]
    guard let colon = line.bytes(in: destination).lastIndex(of: ASCII.colon) else { return }
    let start = destination.range.lowerBound + colon + 1
    values.take(.port, ByteRange(start..<destination.range.upperBound), in: line)
  }
}
