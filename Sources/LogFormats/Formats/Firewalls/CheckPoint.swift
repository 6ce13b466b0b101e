import Access
import Bytes
import Evidence

/// The logs of Check Point gateways through Log Exporter, `cp_log_export … format syslog`, and the
/// export as RFC 5424 structured data, whose name holds Check Point's number, 2620.
///
///     <134>1 2026-11-16T07:30:00Z gw CheckPoint 1930 - [action:"Accept"; loguid:"{0x1,0x0}"; origin:"192.0.2.1"; time:"1794814200"; dst:"198.51.100.7"; product:"URL Filtering"; proto:"6"; resource:"https://www.example.com/"; service:"443"; src:"10.1.2.3"; src_user_name:"anna"]
///     <85>1 2026-11-16T08:30:00+01:00 192.0.2.1 CP-GW - Log [Fields@1.3.6.1.4.1.2620 Action="accept" src="10.1.2.3" dst="198.51.100.7" proto="6" product="URL Filtering" service="443" resource="https://www.example.com/"]
///
/// An access is a line that names a host, in `http_host`, `tls_server_host_name`, `dns_query` or
/// `resource`, and a line of a connection to a port of the web. Connections from outside
/// (`conn_direction` `Incoming`, or `inzone` `External`) are none. The time is `time`, in seconds since
/// 1970, or the header's. The client is `proxy_src_ip`, which is the sender also behind a proxy, or `src`.
/// `sent_bytes` and `received_bytes` count as the client sees it; `client_inbound_bytes` is what came
/// in from the client and `client_outbound_bytes` what went out to it. `domain_name` is a management
/// domain and `appi_name` an application: neither is a host. Documented at
/// https://support.checkpoint.com/results/sk/sk122323 (Log Exporter) and
/// https://support.checkpoint.com/results/sk/sk144192 (fields).
struct CheckPoint: PhraseFormat {
  let name = "check-point"
  let fields: LogFields = [
    .client, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]

  private static let map = FieldMap(CheckPointFields.names + [("action", .action)])
  private static let exported = KeyValueLine(
    assignment: ASCII.colon, separator: UInt8(ascii: ";"))
  private static let structured = KeyValueLine()

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    if let start = structuredStart(line) {
      Self.structured.read(line, from: start, Self.map, into: &values)
    } else {
      guard let start = exportedStart(line) else { throw .layout }
      Self.exported.read(line, from: start, Self.map, into: &values)
      guard !values[.event].isEmpty else { throw .layout }
    }
    return CheckPointFields.kind(&values, line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    CheckPointFields.outcome(values, line)
  }

  /// Behind `[Fields@1.3.6.1.4.1.2620 `, or another name with Check Point's number.
  private func structuredStart(_ line: Span<UInt8>) -> Int? {
    guard let number = line.position(of: "@2620 ") ?? line.position(of: ".2620 "),
      let bracket = line.extracting(0..<number).lastIndex(of: ASCII.openingBracket),
      line.extracting(bracket..<number).firstIndex(of: ASCII.space) == nil
    else { return nil }
    return number + 6
  }

  /// Where the first `name:"` stands behind a bracket.
  private func exportedStart(_ line: Span<UInt8>) -> Int? {
    var bracket = line.firstIndex(of: ASCII.openingBracket)
    while let found = bracket {
      var end = found + 1
      while end < line.count, ASCII.isLetter(line[end]) || line[end] == ASCII.underscore {
        end += 1
      }
      if end > found + 1, line.contains(":\"", at: end) || line.contains("::\"", at: end) {
        return found + 1
      }
      bracket = line.firstIndex(of: ASCII.openingBracket, from: found + 1)
    }
    return nil
  }
}

/// What all exports of Check Point have in common.
enum CheckPointFields {
  /// The product's own names of fields, which also CEF and LEEF keep for most.
  static let names: [(String, FieldRole)] = [
    ("time", .time), ("proxy_src_ip", .client), ("src", .client),
    ("user", .user), ("src_user_name", .user),
    ("dns_query", .detail), ("http_host", .host), ("tls_server_host_name", .host),
    ("resource", .url), ("dst", .destination), ("service", .port), ("method", .method),
    ("user_agent", .userAgent), ("sent_bytes", .bytesUp), ("client_inbound_bytes", .bytesUp),
    ("received_bytes", .bytesDown), ("client_outbound_bytes", .bytesDown),
    ("product", .product), ("productname", .product), ("loguid", .event),
    ("conn_direction", .direction), ("inzone", .direction), ("proto", .type),
  ]

  /// Nil for a line that tells of no access.
  static func kind(_ values: inout FieldValues, _ line: Span<UInt8>) -> AccessKind? {
    let direction = line.bytes(in: values[.direction])
    guard !values[.client].isEmpty, !direction.equals("Incoming"), !direction.equals("External")
    else { return nil }
    if !values[.detail].isEmpty {
      values.replace(.host, with: values[.detail])
      values.drop(.url)
      return .dns
    }
    dropForeignResource(&values, line)
    if !values[.host].isEmpty || !values[.url].isEmpty {
      return line.bytes(in: values[.product]).equals("HTTPS Inspection") ? .tls : .proxy
    }
    return WebPort.contains(values[.port], line) ? .tls : nil
  }

  /// `resource` is a file or a mail for some products.
  private static func dropForeignResource(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let resource = values[.url]
    let bytes = line.bytes(in: resource)
    // JSON may have a backslash before every slash.
    guard bytes.count > 0, bytes[0] != ASCII.slash, !bytes.starts(with: "http:\\/"),
      !bytes.starts(with: "https:\\/")
    else { return }
    guard let host = try? HostName(inTarget: resource, of: line, isTunnel: true),
      line.bytes(in: host.range).firstIndex(of: ASCII.dot) != nil
        || line.bytes(in: host.range).firstIndex(of: ASCII.colon) != nil
    else { return values.drop(.url) }
  }

  static func outcome(_ values: FieldValues, _ line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    // Sent to the page that says why not.
    if action.equals("Redirect") { return .blocked }
    if action.equals("Inspect") || action.equals("Bypass") { return .allowed }
    return ActionWords.outcome(of: action)
  }
}
