import Access
import Bytes
import Evidence

/// The names of fields that many products use for the same, and the few of them that decide whether
/// a line tells of an access.
///
/// They come from the common models into which logs are brought (Splunk's Common Information Model,
/// Microsoft's ASIM, Graylog's schema, the keys of CEF and LEEF, the W3C's extended log format) and
/// from the German words of exports. Names that mean the one direction here and the other there, as
/// `bytes_sent` does for firewalls and web servers, are not among them.
enum WellKnownNames {
  /// Words with blanks between; what stands there instead in a log is `joiners`.
  private static let words: [(FieldRole, [String])] = [
    (
      .time,
      [
        "timestamp", "@timestamp", "event time", "date time", "time stamp", "event timestamp",
        "event start time", "time generated", "log time", "start time", "request time", "_time",
        "time", "ts", "zeitstempel", "zeit",
      ]
    ),
    (.date, ["date", "datum"]),
    (.timeOfDay, ["uhrzeit", "time of day"]),
    (.zone, ["tz", "time zone"]),
    (
      .client,
      [
        "client ip", "src ip", "source ip", "client ip address", "source ip address",
        "src ip addr", "src ip address", "client address", "source address", "src addr",
        "client addr", "c ip", "remote addr", "remote ip", "internal ip", "user ip", "quell ip",
        "src", "client", "source",
      ]
    ),
    (
      .clientHardware,
      [
        "client mac", "src mac", "source mac", "client mac address", "src mac address",
        "source mac address",
      ]
    ),
    (.vlan, ["client vlan", "src vlan", "source vlan", "vlan id", "vlan"]),
    (
      .user,
      [
        "user name", "user", "src user", "source user", "src user name", "client user",
        "cs username", "user principal name", "login name", "login", "usr name", "usr",
        "benutzername", "benutzer",
      ]
    ),
    (
      .host,
      [
        "sni", "tls sni", "dst host", "dest host", "destination host",
        "dst host name", "dest host name", "destination host name", "dst domain", "dest domain",
        "destination domain", "dst name", "dest name", "destination name", "dst fqdn", "dest fqdn",
        "destination fqdn", "fqdn",
        "target host", "requested host", "request host", "http host", "url host", "url domain",
        "cs host", "cs uri host", "dhost", "site", "website", "zielhost", "authority",
      ]
    ),
    (.remark, ["host", "host name", "server name", "domain", "domain name"]),
    (
      .detail,
      [
        "query", "qname", "dns query", "query name", "dns query name", "dns question name",
        "rrname",
      ]
    ),
    (
      .url,
      [
        "url", "request url", "full url", "requested url", "http url", "target url",
        "destination url", "url full", "url original", "cs uri", "request uri", "uri",
      ]
    ),
    (.path, ["uri path", "url path", "request path", "cs uri stem"]),
    (
      .destination,
      [
        "dst ip", "dest ip", "destination ip", "dst ip addr", "destination ip address",
        "destination address", "dst addr", "server ip", "ziel ip", "dst", "dest", "destination",
      ]
    ),
    (
      .port,
      ["dst port", "dest port", "destination port", "dst port number", "server port", "dpt"]
    ),
    (.method, ["method", "http method", "request method", "http request method", "cs method"]),
    (
      .userAgent,
      ["user agent", "http user agent", "cs user agent", "request client application"]
    ),
    (
      .bytesUp,
      [
        "src bytes", "source bytes", "client bytes", "request bytes", "request size", "cs bytes",
        "upload bytes", "bytes uploaded", "bytes to server",
      ]
    ),
    (
      .bytesDown,
      [
        "dst bytes", "dest bytes", "destination bytes", "server bytes", "response bytes",
        "response size", "sc bytes", "download bytes", "bytes downloaded", "bytes to client",
      ]
    ),
    (.action, ["action", "act", "verdict", "disposition", "dvc action", "decision", "aktion"]),
    (.type, ["app", "application", "protocol", "proto", "service"]),
    (.direction, ["direction"]),
  ]

  /// Every name in every way of writing it, in the order of trust.
  static func fields(joiners: [String]) -> [(String, FieldRole)] {
    words.flatMap { role, names in
      names.flatMap { name in
        let spellings = joiners.map { joiner in
          name.split(separator: " ").joined(separator: joiner)
        }
        return name.contains(" ") ? spellings.map { ($0, role) } : [(name, role)]
      }
    }
  }

  /// What a line tells whose fields have such names.
  ///
  /// - Throws: `layout` for a line that lacks a time, a client, or what was asked for: it may be of
  ///   anything.
  static func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    joinTime(&values, line)
    dropOtherMethod(&values, line)
    guard !values[.client].isEmpty, GenericAccess.hasTime(values, in: line, &context) else {
      throw .layout
    }
    takeWeakHost(&values, line)
    let asksFor =
      !values[.host].isEmpty || !values[.url].isEmpty || !values[.detail].isEmpty
    guard asksFor, isMachine(values[.client], line) else { throw .layout }
    let direction = line.bytes(in: values[.direction])
    if direction.equals("inbound") || direction.equals("in") { return .notAnAccess }
    let meaning = GenericAccess.meaning(of: &values, in: line, detailIsQuery: true)
    // A host alone is enough here: its name said that it was the one asked for.
    if case .notAnAccess = meaning, !values[.host].isEmpty, values[.port].isEmpty {
      return .access(.tls)
    }
    return meaning
  }

  /// `time` beside a date is the time of day.
  private static func joinTime(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let time = line.bytes(in: values[.time])
    guard !values[.date].isEmpty, let colon = time.firstIndex(of: ASCII.colon), colon <= 2 else {
      return
    }
    values.replace(.timeOfDay, with: values[.time])
    values.replace(.time, with: .none)
  }

  /// `method` may be anything; those of HTTP are capitals.
  private static func dropOtherMethod(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let method = line.bytes(in: values[.method])
    for index in method.indices where !ASCII.isUppercase(method[index]) {
      return values.replace(.method, with: .none)
    }
  }

  /// `host` may be the machine that wrote the line: it counts only beside what a request has. A
  /// destination that is no address is a host.
  private static func takeWeakHost(_ values: inout FieldValues, _ line: Span<UInt8>) {
    guard values[.host].isEmpty, values[.detail].isEmpty else { return }
    let url = line.bytes(in: values[.url])
    guard url.count == 0 || GenericAccess.isPath(url) else { return }
    let hasRequest = url.count > 0 || !values[.path].isEmpty || !values[.method].isEmpty
    if hasRequest, !values[.remark].isEmpty {
      values.replace(.host, with: values[.remark], escapes: values.escapes(of: .remark))
      return
    }
    let destination = line.bytes(in: values[.destination])
    guard destination.firstIndex(of: ASCII.dot) != nil, IPAddress(destination) == nil,
      !ASCII.isDigit(destination[destination.count - 1])
    else { return }
    values.replace(
      .host, with: values[.destination], escapes: values.escapes(of: .destination))
  }

  /// Addresses and names of machines hold no blanks. `source` may be the file or the port that a log
  /// came from: `/var/log/access.log`, `udp:514`.
  private static func isMachine(_ range: ByteRange, _ line: Span<UInt8>) -> Bool {
    let text = line.bytes(in: range)
    let (start, end) = (range.range.lowerBound, range.range.upperBound)
    if start < end, line.hostNameEnd(from: start, limit: end) == end { return true }
    guard text.count > 0, text.firstIndex(of: ASCII.space) == nil,
      text.firstIndex(of: ASCII.backslash) == nil
    else { return false }
    let first = text[0]
    let mayHoldColon =
      ASCII.hexValue(first) != nil || first == ASCII.openingBracket
      || first == ASCII.colon
    return first != ASCII.slash && (mayHoldColon || text.firstIndex(of: ASCII.colon) == nil)
  }
}
