import Access
import Bytes
import Evidence

/// Any log in the W3C Extended Log File Format whose `#Fields:` line names a field for the host: of
/// IIS (with Application Request Routing too), and of proxies that no other format knows.
///
///     #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs-host sc-status sc-bytes cs-bytes
///     2026-11-16 07:30:00 10.1.0.1 GET /start - 443 EXAMPLE\anna 10.1.2.3 Mozilla/5.0+(X11) www.example.com 200 4096 712
///
/// `date` and `time` are in UTC. The client is `c-ip`, the host `cs-host`, `cs(Host)` or one of their
/// relatives, or that of a whole URL; `cs-bytes` come from the client. A web server's own host name is
/// what its visitors asked for: such lines are read like any other. What became of the request is known
/// where a field for it is. Not read are the query, forwarded addresses, and logs that name no field for
/// the host. Documented at https://www.w3.org/TR/WD-logfile.html and
/// https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging.
struct W3CLog: W3CFormat {
  let name = "w3c"
  let shape = LineShape.namedColumns(
    DelimitedLine(delimiter: ASCII.space, joinsDelimiters: true),
    HeaderLine(
      mark: "#Fields:", remark: "#",
      oneOf: [
        "cs-host", "cs(host)", "cs-uri-host", "cs-uri-hostname", "cs-url", "cs-uri", "c-url",
        "c-uri", "r-dns", "s-hostname",
      ], noneOf: CiscoWSAW3C.marks + BlueCoat.marks + MicrosoftISA.marks))
  let map = FieldMap(
    W3CFields.moment + W3CFields.client + W3CFields.request + W3CFields.target + [
      ("r-dns", .host), ("s-hostname", .host), ("r-port", .port), ("s-port", .port),
      ("action", .action), ("cs-action", .action), ("sc-action", .action), ("x-action", .action),
    ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ProxyResult.outcome(of: line.bytes(in: values[.action]))
  }
}
