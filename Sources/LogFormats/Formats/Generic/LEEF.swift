import Access
import Bytes
import Evidence

/// Lines of the Log Event Extended Format, versions 1 and 2, of any product that has no format of its
/// own here.
///
///     LEEF:2.0|Vendor|Product|1.0|100|^|devTime=Nov 16 2026 08:30:00^src=10.1.2.3^usrName=anna^url=https://www.example.com/^srcBytes=712^dstBytes=4096^action=allowed
///
/// The standard's keys are read, and the names that products add for what it lacks: the host
/// (`dstHost`, `dhost`, `sni`, `fqdn` …), method, browser and action. An access is a line with a
/// client and a URL, or with a host, if a port of the web, the protocol or a method shows that it was a
/// web access, or with the name that was looked up (`query`, `qname`, `dnsQuery`).
///
/// The time is `devTime`, told from its look; where day and month could be either, `devTimeFormat`
/// decides. It is that of the syslog header otherwise. `srcBytes` are from the client; `srcPreNAT` is
/// its address before translation. `domain` is a domain of users and is not read. Documented at
/// https://www.ibm.com/docs/en/dsm?topic=leef-predefined-event-attributes.
struct LEEF: DescribedFormat {
  let name = "leef"
  let shape = LineShape.leef([])
  let isGeneric = true
  let map = FieldMap([
    ("devTime", .time), ("devTimeFormat", .subtype),
    ("srcPreNAT", .client), ("src", .client), ("identSrc", .client),
    ("srcMAC", .clientHardware),
    ("usrName", .user), ("accountName", .user), ("user", .user),
    ("url", .url), ("requestUrl", .url), ("uri", .url),
    ("dstHost", .host), ("dhost", .host), ("dstHostName", .host), ("destHost", .host),
    ("dstName", .host), ("sni", .host), ("serverName", .host), ("fqdn", .host),
    ("query", .detail), ("qname", .detail), ("dnsQuery", .detail), ("queryName", .detail),
    ("dst", .destination), ("dstPort", .port),
    ("method", .method), ("requestMethod", .method), ("httpMethod", .method),
    ("userAgent", .userAgent), ("srcBytes", .bytesUp), ("dstBytes", .bytesDown),
    ("action", .action), ("act", .action), ("disposition", .action), ("verdict", .action),
    ("app", .type), ("application", .type), ("service", .type), ("proto", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.client].isEmpty else { return .notAnAccess }
    let format = line.bytes(in: values[.subtype])
    if format.starts(with: "MM/") { context.dateOrder = .monthFirst }
    if format.starts(with: "dd/") { context.dateOrder = .dayFirst }
    guard GenericAccess.hasTime(values, in: line, &context) else { return .notAnAccess }
    return GenericAccess.meaning(of: &values, in: line, detailIsQuery: true)
  }
}
