import Bytes
import Evidence

/// The syslog of SonicWall firewalls (SonicOS 6.5 and later) in the format "ArcSight", which is CEF.
///
///     CEF:0|SonicWall|NSa 2700|7.0.1-5161|97|Syslog Website Accessed|4|cat=1024 gcat=2 src=10.1.2.3 spt=53124 deviceInboundInterface=X0 cs3Label=LAN cs1Label=192.0.2.1 snpt=47621 dst=198.51.100.7 dpt=443 cs4Label=WAN susr="anna" proto=tcp/https out=712 in=14226 request=www.example.com/ fw_action="NA"
///
/// The number of the event stands in the head, and means what it does in the syslog: see `SonicWall`
/// for which events are accesses. The time is the header's, if there is one. `request` is host and
/// path. `out` is from the client, whose hardware address is `smac`. `cs3Label` is the zone of the source: what is from `WAN` comes in.
/// Translated addresses (`cs1Label`) are not read. Documented in the "SonicOS Log Events Reference
/// Guide", https://www.sonicwall.com/techdocs/pdf/sonicos-6-5-1-log-events-reference-guide.pdf.
struct SonicWallCEF: DescribedFormat {
  let name = "sonicwall-cef"
  let shape = LineShape.cef(["SonicWall", "SonicWALL"])
  let map = FieldMap([
    ("src", .client), ("smac", .clientHardware), ("susr", .user), ("suser", .user),
    ("request", .url),
    ("dst", .destination), ("dpt", .port), ("out", .bytesUp), ("in", .bytesDown),
    ("fw_action", .action), ("cs3Label", .direction), ("gcat", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let event = line.bytes(in: values[.event])
    if SonicWall.isWebSite(event) { return values[.url].isEmpty ? .notAnAccess : .access(.proxy) }
    values.drop(.url)
    let isConnection = SonicWall.isEndOfConnection(
      event, from: line.bytes(in: values[.direction]), to: values[.port], line)
    return isConnection ? .access(.tls) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    SonicWall.outcome(
      event: line.bytes(in: values[.event]), action: line.bytes(in: values[.action]))
  }
}
