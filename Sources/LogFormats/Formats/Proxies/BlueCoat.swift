import Access
import Bytes
import Evidence

/// The access logs of Blue Coat ProxySG, which are those of Symantec's and Broadcom's Edge Secure Web
/// Gateway and, with more fields, of their Web Security Service (Cloud SWG).
///
///     #Fields: date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-username sc-filter-result
///     2026-11-16 07:30:00 48 10.1.2.3 200 TCP_NC_MISS 4096 712 GET https www.example.com 443 /start ?page=1 anna OBSERVED
///
/// The mark of the format is a field that only these products have. Lines without a header, as syslog
/// carries them, are read if they are in the order of `main`, `bcreportermain_v1` or `bcreporterssl_v1` of
/// any version: the place of the filter result tells which. Columns behind the last one that is needed may
/// differ.
///
/// `date` and `time` are in UTC. `cs-bytes` come from the client, `sc-bytes` go to it. What became of the
/// request is `sc-filter-result`, or `s-action` where that is missing. A tunnel may have one line for
/// CONNECT and more for what is inside it; each counts. Not read are the query, which has a column of its
/// own, the names in certificates and the server's addresses. Documented in Broadcom's "ProxySG Log
/// Fields and Substitutions" and at https://knowledge.broadcom.com/external/article/168187.
struct BlueCoat: W3CFormat {
  let name = "bluecoat"
  let shape = LineShape.namedColumns(
    BlueCoat.columns,
    HeaderLine(mark: "#Fields:", remark: "#", oneOf: BlueCoat.marks, allowsMore: true))
  static let marks = [
    "sc-filter-result", "s-action", "x-exception-id", "x-bluecoat-transaction-uuid",
    "x-bluecoat-appliance-name",
  ]
  let map: FieldMap

  private static let columns = DelimitedLine(delimiter: ASCII.space, joinsDelimiters: true)
  private let main, mainWithHierarchy, mainWithoutPort: NamedColumns
  private let reporter, reporterWithSupplier, ssl, sslWithSupplier: NamedColumns

  init() {
    let map = FieldMap(
      W3CFields.moment + W3CFields.client + W3CFields.request + W3CFields.target + [
        ("cs-uri-address", .host), ("sc-filter-result", .action), ("s-action", .event),
      ])
    self.map = map
    let start = "date time - c-ip sc-status s-action sc-bytes cs-bytes cs-method - cs-host "
    let user = "cs-uri-port cs-uri-path - cs-username "
    main = Self.named(start + user + "- - - - cs(User-Agent) sc-filter-result", map)
    mainWithHierarchy = Self.named(
      start + user + "- - - - - cs(User-Agent) sc-filter-result", map)
    mainWithoutPort = Self.named(
      start + "cs-uri-path - cs-username - - - cs(User-Agent) sc-filter-result", map)
    let head = "date time - c-ip cs-username - "
    let supplier = "- - - - "
    let filter = "- sc-filter-result - "
    let request = "sc-status s-action cs-method - - cs-host cs-uri-port "
    let tail = "- cs(User-Agent) - sc-bytes cs-bytes"
    let path = "cs-uri-path - "
    reporter = Self.named(head + filter + "- " + request + path + tail, map)
    reporterWithSupplier = Self.named(
      head + supplier + filter + "- " + request + path + tail, map)
    ssl = Self.named(head + filter + request + tail, map)
    sslWithSupplier = Self.named(head + supplier + filter + request + tail, map)
  }

  private static func named(_ names: String, _ map: FieldMap) -> NamedColumns {
    NamedColumns(names.split(separator: " ").map(String.init), map)
  }

  func readWithoutHeader(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    guard let start = Anchor.dateAndTime(in: line) else { throw .layout }
    let named = try order(of: line, from: start)
    let count = named.read(line, from: start, as: Self.columns, into: &values)
    guard count >= named.count else { throw .truncated }
    let action = line.bytes(in: values[.event])
    guard IPAddress(line.bytes(in: values[.client])) != nil,
      action.count == 0 || ASCII.isUppercase(action[0])
    else { throw .layout }
  }

  /// Which of the orders without a header `line` has: the place of the filter result tells.
  private func order(of line: Span<UInt8>, from start: Int) throws(Malformed) -> NamedColumns {
    var filter = 0
    var isSSL = false
    Self.columns.forEachColumn(line, from: start) { column, value, _ in
      let bytes = line.bytes(in: value)
      if column >= 7, filter == 0, isFilterResult(bytes) { filter = column }
      // Without the referrer the status follows the categories.
      if filter > 0, column == filter + 2 { isSSL = isNumber(bytes) }
      return column < 23
    }
    switch filter {
    case 7: return isSSL ? ssl : reporter
    case 11: return isSSL ? sslWithSupplier : reporterWithSupplier
    case 18: return mainWithoutPort
    case 20: return main
    case 21: return mainWithHierarchy
    default: throw .layout
    }
  }

  private func isNumber(_ bytes: Span<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    return (try? cursor.readDecimal()) != nil && cursor.isAtEnd
  }

  private func isFilterResult(_ bytes: Span<UInt8>) -> Bool {
    bytes.equals("OBSERVED") || bytes.equals("DENIED") || bytes.equals("PROXIED")
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let filter = line.bytes(in: values[.action])
    return ProxyResult.outcome(
      of: isFilterResult(filter) ? filter : line.bytes(in: values[.event]))
  }
}
