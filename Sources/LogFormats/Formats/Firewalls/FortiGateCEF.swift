import Access
import Bytes
import Evidence

/// The logs of Fortinet's FortiGate and FortiProxy in the Common Event Format: `format cef` of `config
/// log syslogd setting`, and what FortiAnalyzer passes on as CEF.
///
///     Nov 16 08:30:00 fw1 CEF: 0|Fortinet|Fortigate|v7.4.3|13312|utm:webfilter ftgd_allow passthrough|2|FTNTFGTeventtime=1794814200250000000 FTNTFGTtz=+0100 FTNTFGTlogid=0317013312 cat=utm:webfilter FTNTFGTeventtype=ftgd_allow duser=anna src=10.1.2.3 dst=192.0.2.80 dpt=443 dhost=www.example.com act=passthrough request=https://www.example.com/ out=712 in=4096
///
/// `cat` is the type and the subtype. The user is `duser`, although CEF means that of the destination;
/// `suser` is read where there is none. `out` is what the client sent. Fields that CEF does not know
/// have the prefix `FTNTFGT`, older `FortinetFortiGate`; FortiAnalyzer writes `ad.` or no prefix. The
/// time is `eventtime`, or FortiAnalyzer's `start`, or the syslog header's. `dhost` of a traffic line
/// is not read: it is what the device finds for an address. All else is as in `FortiGate`. Documented
/// at https://docs.fortinet.com/document/fortigate/7.2.4/fortios-log-message-reference/400992 (web
/// filter log support for CEF).
struct FortiGateCEF: DescribedFormat {
  let name = "fortigate-cef"
  let shape = LineShape.cef(["Fortinet"])
  let map = FieldMap(
    prefixed([("eventtime", .time), ("tz", .zone)]) + [
      ("start", .time), ("src", .client), ("duser", .user), ("suser", .user),
      ("dhost", .host), ("request", .url), ("dst", .destination), ("dpt", .port),
      ("requestClientApplication", .userAgent), ("requestMethod", .method),
      ("out", .bytesUp), ("in", .bytesDown), ("cat", .type),
    ]
      + prefixed([
        ("utmaction", .action), ("qname", .host), ("sni", .host), ("httpmethod", .method),
        ("subtype", .subtype), ("eventtype", .detail), ("unauthuser", .user),
        ("srcmac", .clientHardware), ("vwpvlanid", .vlan),
      ])
      + [("act", .action)] + prefixed([("action", .action)]))

  private static func prefixed(_ fields: [(String, FieldRole)]) -> [(String, FieldRole)] {
    fields.flatMap { name, role in
      ["FTNTFGT", "FortinetFortiGate", "ad.", ""].map { ($0 + name, role) }
    }
  }

  private static let products = ["fortigate", "fortiproxy"].map { Array($0.utf8) }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    // FortiAnalyzer adds the model: `FortiGate-100F`.
    let product = line.bytes(in: values[.product])
    guard
      product.contains(lowercase: Self.products[0], at: 0)
        || product.contains(lowercase: Self.products[1], at: 0)
    else { throw .layout }
    var (type, subtype) = (values[.type], values[.subtype])
    if let colon = line.bytes(in: type).firstIndex(of: ASCII.colon) {
      let range = type.range
      type = ByteRange(range.lowerBound..<range.lowerBound + colon)
      subtype = ByteRange(range.lowerBound + colon + 1..<range.upperBound)
    }
    let isTraffic = line.bytes(in: type).equals("traffic")
    if isTraffic { values.replace(.host, with: .none) }
    return FortinetLog.meaning(
      type: line.bytes(in: type), subtype: line.bytes(in: subtype),
      event: line.bytes(in: values[.detail]), logID: line.bytes(in: values[.event]), values, line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    FortinetLog.outcome(of: values, in: line)
  }
}
