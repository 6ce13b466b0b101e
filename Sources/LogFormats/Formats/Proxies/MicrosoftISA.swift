import Access
import Bytes
import Evidence

/// The web proxy log of Microsoft's ISA Server and Forefront TMG, W3C extended file format, between tabs.
///
///     #Fields: c-ip cs-username c-agent date time s-svcname r-host r-port cs-bytes sc-bytes s-operation cs-uri sc-status action
///     10.1.2.3 EXAMPLE\anna Mozilla/5.0 (X11) 2026-11-16 07:30:00 w3proxy www.example.com 443 712 4096 GET https://www.example.com/ 200 Allowed
///
/// `date` and `time` are in UTC in this file format. `cs-bytes` come from the client. The host is that of
/// `cs-uri`, for `r-host` is the next proxy in a chain and a hyphen for what came from the cache. Refused is
/// what `action` says was denied; `Failed` was not refused. Logs without that column, those of ISA Server
/// 2000, have 407, 12202 or 12209 as the status of what the proxy denied, and 0 for what its cache gave.
/// Requests to published servers (`w3reverseproxy`) are no accesses. Lines without a header are read if
/// they have all columns in their documented order. The comma-separated file format, whose times are
/// local, and the firewall's log are not read. Documented at
/// https://learn.microsoft.com/en-us/previous-versions/windows/desktop/ff827532(v=vs.85).
struct MicrosoftISA: W3CFormat {
  let name = "microsoft-isa"
  let shape = LineShape.namedColumns(
    DelimitedLine(delimiter: ASCII.space, joinsDelimiters: true),
    HeaderLine(mark: "#Fields:", remark: "#", oneOf: MicrosoftISA.marks))
  static let marks = ["s-operation", "s-object-source", "r-host"]
  let map: FieldMap
  private let assumed: NamedColumns
  /// As many columns as the oldest version has.
  private static let fewest = 25

  init() {
    map = FieldMap(
      W3CFields.moment + W3CFields.client + W3CFields.request + W3CFields.target + [
        ("r-host", .host), ("r-ip", .destination), ("r-port", .port), ("s-operation", .method),
        ("s-svcname", .type), ("s-sitename", .type), ("sc-authenticated", .subtype),
        ("action", .action),
      ])
    assumed = NamedColumns(
      [
        "c-ip", "cs-username", "c-agent", "sc-authenticated", "date", "time", "s-svcname",
        "s-computername", "cs-referred", "r-host", "r-ip", "r-port", "time-taken", "cs-bytes",
        "sc-bytes", "cs-protocol", "cs-transport", "s-operation", "cs-uri", "cs-mime-type",
        "s-object-source", "sc-status", "s-cache-info", "rule", "FilterInfo", "cs-Network",
        "sc-Network", "error-info", "action",
      ], map)
  }

  func readWithoutHeader(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    let columns = DelimitedLine(delimiter: ASCII.tab)
    let count = assumed.read(line, from: 0, as: columns, into: &values)
    let authenticated = line.bytes(in: values[.subtype])
    guard authenticated.equals("Y") || authenticated.equals("N") else { throw .layout }
    guard count >= Self.fewest else { throw .truncated }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let service = line.bytes(in: values[.type])
    if service.equals("w3reverseproxy") || service.equals("Reverse Proxy") { return .notAnAccess }
    let url = line.bytes(in: values[.url])
    if url.count > 0, url[0] != ASCII.slash {
      values.replace(.host, with: .none)
      // The next proxy's, perhaps.
      values.replace(.port, with: .none)
    }
    return .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    guard values[.action].isEmpty else {
      return ActionWords.outcome(of: line.bytes(in: values[.action]))
    }
    let status = line.bytes(in: values[.status])
    if status.equals("407") || status.equals("12202") || status.equals("12209") { return .blocked }
    return status.count == 3 || status.equals("0") ? .allowed : .unknown
  }
}
