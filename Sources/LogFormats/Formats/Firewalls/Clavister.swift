import Bytes
import Evidence

/// The log of Clavister NetWall (cOS Core) through syslog.
///
///     <134>[2026-11-16 08:30:00] EFW: ALG: prio=2 id=00200125 rev=2 event=request_url action=allow categories="Business" connipproto=TCP connrecvif=lan connsrcip=10.1.2.3 connsrcport=53124 conndestif=wan conndestip=198.51.100.7 conndestport=80 origsent=712 termsent=84 url="www.example.com/index.html" algname=http algmod=http
///
/// An access is a request that web content filtering looked at (`request_url`), and the end of a
/// connection to a port of the web (`conn_close`, `conn_close_natsat`), which names an address only;
/// the start of a connection is none. Time is the one in brackets, of the device's zone, or the
/// header's. `origsent` is from the client. Translated addresses (`connnewsrcip`) are not read.
/// Documented at https://docs.clavister.com/repo/cos-core-log-reference-guide/doc/single_html_page.html.
struct Clavister: PhraseFormat {
  let name = "clavister"
  let fields: LogFields = [.client, .path, .bytesUp, .bytesDown, .outcome]

  private static let map = FieldMap([
    ("connsrcip", .client), ("conndestip", .destination), ("conndestport", .port),
    ("url", .url), ("origsent", .bytesUp), ("termsent", .bytesDown), ("action", .action),
    ("event", .event), ("id", .product), ("prio", .type), ("rev", .subtype),
  ])
  private static let columns = KeyValueLine()

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let mark = line.position(of: " prio=") else { throw .layout }
    Self.columns.read(line, from: mark + 1, Self.map, into: &values)
    guard values[.product].count == 8, !values[.type].isEmpty, !values[.subtype].isEmpty,
      !values[.event].isEmpty
    else { throw .layout }
    takeTime(&values, line, before: mark)
    let event = line.bytes(in: values[.event])
    if event.equals("request_url") { return values[.url].isEmpty ? nil : .proxy }
    guard event.starts(with: "conn_close"), WebPort.contains(values[.port], line) else {
      return nil
    }
    return .tls
  }

  /// `[2026-11-16 08:30:00]` before the name of the product.
  private func takeTime(_ values: inout FieldValues, _ line: Span<UInt8>, before mark: Int) {
    guard let close = line.extracting(0..<mark).lastIndex(of: ASCII.closingBracket), close >= 20,
      line[close - 20] == ASCII.openingBracket
    else { return }
    values.take(.time, ByteRange(close - 19..<close), in: line)
  }
}
