import Access
import Bytes
import Evidence

/// A log in the Extended Log File Format (W3C working draft WD-logfile-960323,
/// https://www.w3.org/TR/WD-logfile.html): a line `#Fields:` names the columns of the lines behind
/// it, other directives begin with `#` too.
///
///     #Fields: date time c-ip cs-username cs-method cs-host cs-uri-path cs(User-Agent) cs-bytes sc-bytes
///     2026-11-16 07:30:00 10.1.2.3 anna GET www.example.com / "Mozilla/5.0 (X11)" 712 4096
///
/// The draft has `date` and `time` in UTC. A later `#Fields:` line counts from there on. Columns stand
/// between blanks or tabs, and in quotes where they hold blanks.
protocol W3CFormat: DescribedFormat {
  /// Reads a line of a log that never named its columns.
  func readWithoutHeader(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed)
}

extension W3CFormat {
  func readWithoutHeader(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    throw .layout
  }

  package func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      values.isUTC = true
      if line.count > 0, line[0] == ASCII.number {
        guard isDirective(line) else { throw .layout }
        _ = try shape.read(line, name, map, &context, into: &values)
        return .notAnAccess
      }
      if context.columns(of: name) != nil {
        _ = try shape.read(line, name, map, &context, into: &values)
      } else {
        try readWithoutHeader(line, into: &values)
      }
      // What proxies write for tunnels whose method they do not know.
      if line.bytes(in: values[.method]).equals("unknown") { values.replace(.method, with: .none) }
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  /// `#Fields: …`, `#Start-Date: …`; comments of other logs have no colon behind their first word.
  private func isDirective(_ line: Span<UInt8>) -> Bool {
    var end = 1
    while end < line.count, ASCII.isLetter(line[end]) || line[end] == ASCII.hyphen { end += 1 }
    return end > 1 && end < line.count && line[end] == ASCII.colon
  }
}

/// The names of fields that the draft and most of the products have in common.
enum W3CFields {
  static let moment: [(String, FieldRole)] = [
    ("timestamp", .time), ("x-timestamp-unix", .time), ("date", .date), ("time", .timeOfDay),
  ]

  static let client: [(String, FieldRole)] = [
    ("c-ip", .client), ("c-dns", .client), ("cs-username", .user), ("cs-userdn", .user),
    ("cs-user", .user), ("x-cs-user-authorization-name", .user),
    ("x-cs-user-credential-name", .user), ("x-cs-username-or-ip", .user),
    ("cs(User-Agent)", .userAgent), ("cs-User-Agent", .userAgent), ("c-agent", .userAgent),
  ]

  static let request: [(String, FieldRole)] = [
    ("cs-method", .method), ("cs-bytes", .bytesUp), ("sc-bytes", .bytesDown),
    ("sc-status", .status),
  ]

  static let target: [(String, FieldRole)] = [
    ("cs-host", .host), ("cs(Host)", .host), ("cs-uri-host", .host), ("cs-uri-hostname", .host),
    ("cs-url", .url), ("cs-uri", .url), ("c-url", .url), ("c-uri", .url), ("cs-uri-stem", .url),
    ("cs-uri-path", .path), ("cs-uri-port", .port),
  ]
}

/// What proxies that write in Blue Coat's or Squid's words did with a request.
enum ProxyResult {
  static func outcome(of word: Span<UInt8>) -> Outcome {
    if word.starts(with: "TCP_DENIED") || word.starts(with: "TCP_AUTH") { return .blocked }
    if word.starts(with: "OBSERVED") || word.starts(with: "PROXIED") { return .allowed }
    if word.starts(with: "TCP_ERR") { return .unknown }
    if word.starts(with: "TCP_") || word.starts(with: "TUNNEL") { return .allowed }
    return ActionWords.outcome(of: word)
  }
}
