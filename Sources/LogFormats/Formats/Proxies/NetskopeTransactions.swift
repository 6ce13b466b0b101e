import Access
import Bytes
import Evidence

/// The transaction events of Netskope, which log streaming writes in the W3C's extended format
/// between blanks, or between commas.
///
///     2026-11-16 08:30:00 33 712 4096 4808 10.1.2.3 192.0.2.80 "anna@example.com" POST https - "Mozilla/5.0" "text/html" 200 "text/html" www.example.com www.example.com /start 443 - …
///
/// A line with names such as `x-cs-timestamp` is a header and holds for the lines behind it, with or
/// without `#Fields:` before them. Without a header the columns stand in Netskope's order, which newer
/// versions only make longer; then the two sizes, `cs-bytes` from the client before `sc-bytes`, stand
/// behind the duration. The time is `x-cs-timestamp`, in seconds since 1970, else `date` and `time`, in UTC.
/// The client is `c-ip`. A user that is the client's address is nobody. Every line is an access; it was
/// allowed unless the policy's action is a refusal. Documented at
/// https://docs.netskope.com/en/log-streaming.
struct NetskopeTransactions: DescribedFormat {
  let name = "netskope-transactions"
  let shape: LineShape
  static let names: [(String, FieldRole)] = [
    ("x-cs-timestamp", .time), ("date", .date), ("time", .timeOfDay), ("c-ip", .client),
    ("x-cs-userip", .client), ("x-cs-src-ip", .client), ("cs-username", .user),
    ("x-c-authn-user", .user), ("cs-host", .host), ("cs-dns", .host), ("x-cs-sni", .host),
    ("x-cs-url", .url), ("cs-uri", .path), ("x-cs-uri-path", .path), ("s-ip", .destination),
    ("x-cs-dst-ip", .destination), ("cs-uri-port", .port), ("x-cs-dst-port", .port),
    ("cs-method", .method), ("cs-user-agent", .userAgent), ("cs-bytes", .bytesUp),
    ("sc-bytes", .bytesDown), ("x-policy-action", .action), ("x-cs-access-method", .product),
  ]
  let map = FieldMap(names)
  private let usual: NamedColumns

  init() {
    var names =
      "date time time-taken cs-bytes sc-bytes bytes c-ip s-ip cs-username cs-method cs-uri-scheme cs-uri-query cs-user-agent cs-content-type sc-status sc-content-type cs-dns cs-host cs-uri cs-uri-port"
      .split(separator: " ").map(String.init)
    names += Array(repeating: "-", count: 21)
    names += ["x-cs-timestamp", "-", "x-cs-userip"] + Array(repeating: "-", count: 67)
    names += ["x-cs-url"] + Array(repeating: "-", count: 26)
    names += ["x-policy-action"]
    usual = NamedColumns(names, map)
    shape = .columns(DelimitedLine(delimiter: ASCII.space), usual, minimum: 45)
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      guard try read(line, &context, into: &values) else { return .notAnAccess }
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  /// - Returns: false for a header.
  private func read(
    _ line: Span<UInt8>, _ context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> Bool {
    guard line.count > 0 else { throw .layout }
    let mark = line.starts(with: "#Fields: ") ? 9 : 0
    let columns = DelimitedLine(delimiter: delimiter(line, from: mark))
    if mark > 0 || ASCII.isLetter(line[0]) {
      guard isHeader(line, from: mark, columns) else { throw .layout }
      context.setColumns(NamedColumns(line, from: mark, as: columns, map, owner: name))
      return false
    }
    guard let named = context.columns(of: name) else {
      try readUsual(line, columns, into: &values)
      return true
    }
    if line[0] == ASCII.number { return false }
    let count = named.read(line, from: 0, as: columns, into: &values)
    guard count >= named.count else { throw .truncated }
    guard count == named.count else { throw .layout }
    return true
  }

  /// What stands first, a blank or a comma.
  private func delimiter(_ line: Span<UInt8>, from start: Int) -> UInt8 {
    let comma = line.wordEnd(UInt8(ascii: ","), from: start)
    return comma < line.wordEnd(ASCII.space, from: start) ? UInt8(ascii: ",") : ASCII.space
  }

  /// Other products have headers in this format too, but none of these names.
  private func isHeader(_ line: Span<UInt8>, from start: Int, _ columns: DelimitedLine) -> Bool {
    var isOurs = false
    columns.forEachColumn(line, from: start) { _, value, _ in
      let name = line.bytes(in: value)
      isOurs =
        name.equals("x-cs-timestamp") || name.equals("x-cs-access-method")
        || name.equals("x-cs-traffic-type") || name.equals("x-cs-app")
      return !isOurs
    }
    return isOurs
  }

  private func readUsual(
    _ line: Span<UInt8>, _ columns: DelimitedLine, into values: inout FieldValues
  ) throws(Malformed) {
    let count = usual.read(line, from: 0, as: columns, into: &values)
    let date = line.bytes(in: values[.date])
    guard date.count == 10, date[4] == ASCII.hyphen, !values[.timeOfDay].isEmpty else {
      throw .layout
    }
    guard count > 44 else { throw .truncated }
    // Seconds since 1970 in this column are what tells the log from others that begin alike.
    let moment = line.bytes(in: values[.time])
    guard moment.count == 10, ASCII.isDigit(moment[0]), ASCII.isDigit(moment[9]) else {
      throw .layout
    }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    values.isUTC = true
    return .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    NetskopeAction.outcome(of: line.bytes(in: values[.action]))
  }
}
