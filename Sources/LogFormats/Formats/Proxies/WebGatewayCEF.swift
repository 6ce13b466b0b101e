import Access
import Bytes
import Evidence

/// The access log of McAfee Web Gateway, today Skyhigh Secure Web Gateway, in CEF.
///
///     <30>Nov 16 08:30:00 proxy mwg: CEF:0|McAfee|Web Gateway|12.2.7|200|Proxy-Default Allow|2|rt=Nov 16 2026 08:30:00 cat=Access Log dst=192.0.2.80 dhost=www.example.com suser=anna src=10.1.2.3 requestMethod=GET request=https://www.example.com/start app=HTTPS in=712 out=4096 requestClientApplication=Mozilla/5.0 cn1=0 cn1Label=Block Reason
///
/// Lines of the category `Access Log` are accesses, as are those without one. The time is `rt`, in the
/// device's zone or in milliseconds since 1970. Other than in most logs, `in` is what the gateway took in
/// from the client and `out` what it gave out to it. `act` says what was done, else `cn1`, the number of
/// the block page, 0 for none. Referrers (`requestContext`) are not read. The sources of the names stand
/// beside the fixtures.
struct WebGatewayCEF: DescribedFormat {
  let name = "web-gateway-cef"
  let shape = LineShape.cef(["McAfee"])
  let map = FieldMap([
    ("rt", .time), ("src", .client), ("suser", .user), ("dhost", .host), ("request", .url),
    ("dst", .destination), ("requestmethod", .method), ("requestclientapplication", .userAgent),
    ("in", .bytesUp), ("out", .bytesDown), ("act", .action), ("cn1", .detail),
    ("cn1label", .subtype), ("cat", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard line.bytes(in: values[.product]).equals("Web Gateway") else { throw .layout }
    let hasTarget = !values[.url].isEmpty || !values[.host].isEmpty
    let isAudit = line.bytes(in: values[.type]).starts(with: "Audit")
    return hasTarget && !isAudit ? .access(.proxy) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    guard values[.action].isEmpty else {
      return ActionWords.outcome(of: line.bytes(in: values[.action]))
    }
    guard line.bytes(in: values[.subtype]).equals("Block Reason") else { return .unknown }
    return RequestLine.outcome(ofBlock: line.bytes(in: values[.detail]))
  }
}
