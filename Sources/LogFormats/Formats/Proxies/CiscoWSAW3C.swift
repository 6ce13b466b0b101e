import Access
import Bytes
import Evidence

/// The W3C access log of Cisco's Secure Web Appliance.
///
///     #Fields: timestamp x-elapsed-time c-ip x-resultcode-httpstatus sc-bytes cs-method cs-url cs-username x-hierarchy-origin cs-mime-type x-acltag
///     1794814200.250 97 10.1.2.3 TCP_MISS/200 8187 GET http://www.example.com/ "EXAMPLE\anna@realm" DIRECT/www.example.com text/html DEFAULT_CASE_12-Policy-Identity-NONE-NONE-NONE-DefaultGroup-NONE
///
/// The mark of the format is a field that holds the decision tag or the result. Administrators choose
/// the fields; lines that come through syslog without their header are read in the order of the second
/// document below. The time is `timestamp`, in seconds since 1970, or `date` and `time`. The host is
/// that of `cs-url` or `cs-uri`; `s-computerName`, the destination's name, is taken where the URL has an
/// address or is missing. Tags mean what they mean in the other log of this product. Not read are
/// `s-hostname`, the server that answered, and `x-suspect-user-agent`. Documented at
/// https://www.cisco.com/c/en/us/td/docs/security/wsa/wsa-14-6/user-guide/swa-userguide-14-6/m-monitoring-troubleshooting.html
/// and https://docs.splunk.com/Documentation/AddOns/released/CiscoWSA/Customizelogandfieldextraction.
struct CiscoWSAW3C: W3CFormat {
  let name = "cisco-wsa-w3c"
  let shape = LineShape.namedColumns(
    DelimitedLine(delimiter: ASCII.space, joinsDelimiters: true),
    HeaderLine(
      mark: "#Fields:", remark: "#",
      oneOf: CiscoWSAW3C.marks))
  static let marks = [
    "x-acltag", "x-resultcode-httpstatus", "sc-result-code", "x-hierarchy-origin",
  ]
  let map: FieldMap
  private let assumed: NamedColumns

  init() {
    map = FieldMap(
      W3CFields.moment + W3CFields.client + W3CFields.request + W3CFields.target + [
        ("s-computerName", .host), ("s-port", .port), ("sc-body-size", .bytesDown),
        ("x-acltag", .action), ("x-resultcode-httpstatus", .event), ("sc-result-code", .event),
      ])
    assumed = NamedColumns(
      [
        "timestamp", "x-elapsed-time", "cs(Referer)", "c-ip", "x-resultcode-httpstatus",
        "sc-bytes", "cs-method", "cs-url", "s-hostname", "cs-uri", "cs-username", "cs-mime-type",
        "x-acltag", "cs(X-Forwarded-For)", "c-port", "s-computerName", "s-port",
      ], map)
  }

  func readWithoutHeader(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    guard let start = Anchor.epoch(in: line) else { throw .layout }
    let columns = DelimitedLine(delimiter: ASCII.space, joinsDelimiters: true)
    let count = assumed.read(line, from: start, as: columns, into: &values)
    let tag = line.bytes(in: values[.action])
    guard count >= assumed.count, tag.firstIndex(of: ASCII.hyphen) != nil,
      ASCII.isUppercase(tag[0]),
      line.bytes(in: values[.event]).firstIndex(of: ASCII.slash) != nil
    else { throw .layout }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let inURL = try? HostName(inTarget: values[.url], of: line, isTunnel: true)
    if let inURL, !inURL.isAddress { values.replace(.host, with: .none) }
    return .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    DecisionTag.outcome(
      of: line.bytes(in: values[.action]), result: line.bytes(in: values[.event]))
  }
}
