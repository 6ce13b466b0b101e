import Access
import Bytes
import Evidence

/// The logs of Fortinet's FortiGate and FortiProxy: `format default`, `csv`, `rfc5424` and `json` of
/// `config log syslogd setting`, the files that the device writes, and what FortiAnalyzer passes on.
///
///     date=2026-11-16 time=08:30:00 devname="FW" logid="0317013312" type="utm" subtype="webfilter" srcip=10.1.2.3 hostname="www.example.com" url="https://www.example.com/" action="passthrough" sentbyte=712 rcvdbyte=0 eventtime=1794814200250000000 tz="+0100"
///     date=2026-11-16,time=08:30:00,logid="0317013312",type="utm",subtype="webfilter",srcip=10.1.2.3,hostname="www.example.com",action="passthrough"
///     {"date":"2026-11-16","time":"08:30:00","logid":"0317013312","type":"utm","subtype":"webfilter","srcip":"10.1.2.3","hostname":"www.example.com","action":"passthrough"}
///
/// The time is `eventtime`, which counts in seconds up to nanoseconds since 1970, or `date` and `time`
/// with `tz`, or the syslog header's. The client is `srcip`, also where the address was translated
/// (`transip`); its hardware address is `srcmac`, of traffic mostly, and its VLAN `vwpvlanid`, of virtual
/// wire pairs. `sentbyte` is from the client; only traffic and web filter lines have it. `url` may be
/// a path alone. `method` of a web filter line is no HTTP method. FortiOS 4 writes `log_id`, `src`,
/// `dst`, `sent`, `rcvd` and `status` for `logid`, `srcip`, `dstip`, `sentbyte`, `rcvdbyte` and
/// `action`. Which lines are accesses: see `FortinetLog`. `dstname` is not read: it is what the
/// device finds for an address, not what was asked for. Documented at
/// https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference and
/// https://docs.fortinet.com/document/fortiproxy/7.4.2/log-message-reference/99.
struct FortiGate: DescribedFormat {
  let name: String
  let shape: LineShape
  let map = FieldMap([
    ("eventtime", .time), ("date", .date), ("time", .timeOfDay), ("tz", .zone),
    ("srcip", .client), ("src", .client), ("srcmac", .clientHardware),
    ("vwpvlanid", .vlan), ("user", .user), ("unauthuser", .user),
    ("qname", .host), ("hostname", .host), ("sni", .host), ("url", .url),
    ("dstip", .destination), ("dst", .destination), ("dstport", .port), ("dst_port", .port),
    ("httpmethod", .method), ("agent", .userAgent),
    ("sentbyte", .bytesUp), ("sent", .bytesUp), ("rcvdbyte", .bytesDown), ("rcvd", .bytesDown),
    // What inspection did with a session says more than how the session ended.
    ("utmaction", .action), ("action", .action), ("status", .action),
    ("statuscode", .status), ("resptype", .remark),
    ("logid", .product), ("log_id", .product), ("type", .type), ("subtype", .subtype),
    ("eventtype", .event),
  ])

  init() {
    name = "fortigate"
    shape = .keyValue(KeyValueLine())
  }

  /// `format csv`: the same fields with commas between them.
  static let csv = FortiGate(
    name: "fortigate-csv", shape: .keyValue(KeyValueLine(separator: UInt8(ascii: ","))))

  /// `format json`: the same fields as an object.
  static let json = FortiGate(name: "fortigate-json", shape: .json)

  private init(name: String, shape: LineShape) {
    self.name = name
    self.shape = shape
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard isLogID(line.bytes(in: values[.product])), !values[.type].isEmpty else { throw .layout }
    return FortinetLog.meaning(
      type: line.bytes(in: values[.type]), subtype: line.bytes(in: values[.subtype]),
      event: line.bytes(in: values[.event]), logID: line.bytes(in: values[.product]), values, line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    FortinetLog.outcome(of: values, in: line)
  }

  /// Ten digits; leading zeros may be missing.
  private func isLogID(_ field: Span<UInt8>) -> Bool {
    guard (4...10).contains(field.count) else { return false }
    for index in field.indices where !ASCII.isDigit(field[index]) { return false }
    return true
  }
}
