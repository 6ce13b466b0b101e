import Access
import Bytes
import Evidence

/// The logs of Palo Alto Networks' firewalls in the Common Event Format, from the device with the
/// vendor's custom log format (product PAN-OS), or from Strata Logging Service, formerly Cortex Data
/// Lake (product LF).
///
///     CEF:0|Palo Alto Networks|PAN-OS|11.1.2|url|THREAT|1|rt=Nov 16 2026 07:30:00 GMT src=10.1.2.3 dst=192.0.2.80 suser=example\\anna spt=53124 dpt=443 act=alert request="www.example.com/" requestMethod=get
///     CEF:0|Palo Alto Networks|LF|2.0|TRAFFIC|end|3|dtz=UTC rt=Nov 16 2026 07:31:00 start=Nov 16 2026 07:30:00 src=10.1.2.3 dst=192.0.2.80 dpt=443 act=allow out=5651 in=6852
///
/// Type and subtype stand in the head, in either order. The time is `start`, when it was generated,
/// else `rt`; it says its zone, or `dtz` does. In lines from the device `in` is what the client sent
/// and `out` what it received; in those from the service it is the other way round. Which lines are
/// accesses: see `PaloAltoLog`. Documented at https://docs.paloaltonetworks.com/resources/cef and
/// https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs/network-url-log/network-url-cef-fields.
struct PaloAltoCEF: DescribedFormat {
  let name = "palo-alto-cef"
  let shape = LineShape.cef(["Palo Alto Networks"])
  let map = FieldMap([
    ("start", .time), ("rt", .time), ("dtz", .zone), ("src", .client),
    ("PanOSSourceDeviceMac", .clientHardware), ("suser0", .user),
    ("suser", .user), ("request", .url), ("dst", .destination), ("dpt", .port),
    ("requestMethod", .method), ("requestClientApplication", .userAgent), ("act", .action),
    ("out", .bytesUp), ("in", .bytesDown), ("PanOSX-Forwarded-ForIP", .detail),
    ("PanOSX-Forwarded-For", .detail), ("PanOSXForwarderfor", .detail),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let product = line.bytes(in: values[.product])
    guard product.equals("PAN-OS") || product.equals("LF") else { throw .layout }
    if product.equals("PAN-OS") {
      let (sent, received) = (values[.bytesDown], values[.bytesUp])
      values.replace(.bytesUp, with: sent)
      values.replace(.bytesDown, with: received)
    }
    let (first, second) = (line.bytes(in: values[.event]), line.bytes(in: values[.remark]))
    return PaloAltoLog.hasAccesses(first)
      ? PaloAltoLog.meaning(type: first, subtype: second, &values, line)
      : PaloAltoLog.meaning(type: second, subtype: first, &values, line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    PaloAltoLog.outcome(of: line.bytes(in: values[.action]))
  }
}
