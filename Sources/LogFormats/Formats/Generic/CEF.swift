import Access
import Bytes
import Evidence

/// Lines of the Common Event Format of any product that has no format of its own here.
///
///     CEF:0|Vendor|Product|1.0|100|Request|3|rt=1794814200250 src=10.1.2.3 suser=anna request=https://www.example.com/ requestMethod=GET out=712 in=4096 act=allowed
///
/// Only the standard's own keys are read. An access is a line with a client (`src`, `c6a2` or `shost`)
/// and
/// - `request`, a URL, or a path on `dhost`;
/// - `dhost` or `destinationDnsDomain`, if a port of the web, `app` or `requestMethod` shows that it was
///   a web access;
/// - `destinationDnsDomain` or `request` in a line about DNS (`app=DNS` or port 53): a lookup.
///
/// The time is `rt`, `start` or `end`, or that of the syslog header. `out` is from the client, as the
/// standard says. What comes in (`deviceDirection=0`) is no access, nor is what firewalls in front of
/// web servers tell of these, nor a connection that names no host: too many products write other
/// events of that look. Of `dhost` and a whole URL the URL counts. Documented at
/// https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/.
struct CEF: DescribedFormat {
  let name = "cef"
  let shape = LineShape.cef([])
  let isGeneric = true
  let map = FieldMap([
    ("rt", .time), ("start", .time), ("end", .time), ("dtz", .zone),
    ("src", .client), ("c6a2", .client), ("shost", .client),
    ("smac", .clientHardware),
    ("suser", .user), ("duser", .user), ("suid", .user),
    ("request", .url), ("dhost", .host), ("destinationDnsDomain", .detail),
    ("dst", .destination), ("c6a3", .destination), ("dpt", .port),
    ("requestMethod", .method), ("requestClientApplication", .userAgent),
    ("out", .bytesUp), ("in", .bytesDown), ("act", .action), ("app", .type),
    ("deviceDirection", .direction),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let comesIn = line.bytes(in: values[.direction]).equals("0")
    guard !values[.client].isEmpty, !comesIn, !guardsServers(values, line) else {
      return .notAnAccess
    }
    guard GenericAccess.hasTime(values, in: line, &context) else { return .notAnAccess }
    // Some put the whole request line there.
    if line.bytes(in: values[.url]).firstIndex(of: ASCII.space) != nil {
      values.replace(.url, with: .none)
    }
    if line.bytes(in: values[.url]).holds("://") { values.replace(.host, with: .none) }
    return GenericAccess.meaning(of: &values, in: line)
  }

  /// Whether a web application firewall wrote the line: of F5, Imperva, Barracuda, Fortinet or Citrix.
  private func guardsServers(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    let product = line.bytes(in: values[.product])
    return product.equals("ASM") || product.equals("SecureSphere") || product.equals("WAF")
      || product.equals("Fortiweb") || product.equals("FortiWeb")
      || line.bytes(in: values[.event]).equals("APPFW")
  }
}
