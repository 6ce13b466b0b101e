import Access
import Bytes
import Evidence

/// The feeds of Zscaler Internet Access in CEF, as Zscaler's templates for Microsoft Sentinel and
/// ArcSight write them.
///
///     Nov 16 08:30:00 zscaler-nss CEF:0|Zscaler|NSSWeblog|5.7|Allowed|Allowed|3|act=Allowed app=HTTPS dhost=www.example.com dst=192.0.2.80 src=10.1.2.3 in=4096 out=712 request=www.example.com/start rt=Nov 16 2026 08:30:00 requestClientApplication=Mozilla/5.0 requestMethod=GET suser=anna@example.com
///
/// Accesses are those of `Zscaler`; the product in the head tells which log a line is of. A DNS line
/// has the name asked for in `cs5`, what was done with the query in `cs2` and with the answer in
/// `cs3`. `out` counts from the client. The time is `rt`, else that of the syslog header. Documented
/// at https://github.com/zscaler/microsoft-resources, microsoft-sentinel.
struct ZscalerCEF: DescribedFormat {
  let name = "zscaler-cef"
  let shape = LineShape.cef(["Zscaler"])
  let map = FieldMap([
    ("rt", .time), ("src", .client), ("sourcetranslatedaddress", .client), ("suser", .user),
    ("dhost", .host), ("request", .url), ("destinationtranslatedaddress", .destination),
    ("dst", .destination), ("dpt", .port), ("requestmethod", .method),
    ("requestclientapplication", .userAgent), ("out", .bytesUp), ("in", .bytesDown),
    ("act", .action), ("cs2", .subtype), ("cs3", .type), ("cs5", .direction),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let log = log(line.bytes(in: values[.product]))
    // The custom strings mean something else in every log.
    let (second, third, fifth) = (values[.subtype], values[.type], values[.direction])
    for role in [FieldRole.direction, .remark] { values.replace(role, with: .none) }
    if log == .dns {
      values.replace(.host, with: fifth)
      values.replace(.action, with: second)
      values.replace(.detail, with: third)
    }
    values.replace(.event, with: log == .firewall ? second : .none)
    return ZscalerFeed.meaning(of: log, &values, line, &context)
  }

  private func log(_ product: Span<UInt8>) -> ZscalerFeed.Log {
    if product.starts(with: "NSSWeb") || product.equals("NSS") { return .web }
    if product.starts(with: "NSSDNS") { return .dns }
    return product.starts(with: "NSSFW") ? .firewall : .other
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ZscalerFeed.outcome(values, line)
  }
}

/// The web feed of Zscaler Internet Access in LEEF, as its template for QRadar writes it.
///
///     Nov 16 08:30:00 zscaler-nss: LEEF:1.0|Zscaler|NSS|4.1|Allowed|cat=Allowed	devTime=Nov 16 2026 08:30:00 GMT	src=10.1.2.3	dst=192.0.2.80	usrName=anna	srcBytes=712	dstBytes=4096	url=www.example.com/start	hostname=www.example.com	requestmethod=GET
///
/// Every line of the product `NSS` is an access. The time is `devTime`, the action `cat`. `srcBytes`
/// counts from the client. The fields are those of
/// https://help.zscaler.com/zia/nss-feed-output-format-web-logs.
struct ZscalerLEEF: DescribedFormat {
  let name = "zscaler-leef"
  let shape = LineShape.leef(["Zscaler"])
  let map = FieldMap([
    ("devtime", .time), ("src", .client), ("srcpostnat", .client), ("usrname", .user),
    ("hostname", .host), ("url", .url), ("dst", .destination), ("dstport", .port),
    ("requestmethod", .method), ("reqmethod", .method), ("useragent", .userAgent),
    ("srcbytes", .bytesUp), ("dstbytes", .bytesDown), ("cat", .action), ("action", .action),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let log: ZscalerFeed.Log = line.bytes(in: values[.product]).equals("NSS") ? .web : .other
    for role in [FieldRole.event, .remark] { values.replace(role, with: .none) }
    return ZscalerFeed.meaning(of: log, &values, line, &context)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ZscalerFeed.outcome(values, line)
  }
}
