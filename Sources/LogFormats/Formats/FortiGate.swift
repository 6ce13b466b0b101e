import Access
import Bytes
import Evidence

/// The logs of Fortinet's FortiGate and FortiProxy, `format default` of `config log syslogd setting`
/// and the files that the device writes.
///
///     date=2026-11-16 time=08:30:00 devname="FW" logid="0317013312" type="utm" subtype="webfilter" srcip=10.1.2.3 hostname="www.example.com" url="https://www.example.com/" action="passthrough" sentbyte=712 rcvdbyte=0 eventtime=1794814200250000000 tz="+0100"
///
/// An access is a line of the types web filter, DNS, application control, SSL, virus, data leak
/// prevention and traffic that names a host; a traffic line that names none is one to an address if it
/// went to a port of the web. The time is `eventtime`, which counts in seconds up to nanoseconds
/// since 1970, or `date` and `time` with `tz`. `sentbyte` is from the client; only traffic and web
/// filter lines have it. The client is `srcip`, also where the address was translated (`transip`).
/// `qname` is the name a DNS line asks for; queries count, the responses to them do not. `method` of a
/// web filter line is no HTTP method. Documented at
/// https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference.
struct FortiGate: DescribedFormat {
  let name = "fortigate"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("eventtime", .time), ("date", .date), ("time", .timeOfDay), ("tz", .zone),
    ("srcip", .client), ("user", .user), ("unauthuser", .user),
    ("qname", .host), ("hostname", .host), ("url", .url), ("dstip", .destination),
    ("dstport", .port), ("httpmethod", .method), ("agent", .userAgent),
    ("sentbyte", .bytesUp), ("rcvdbyte", .bytesDown),
    ("action", .action), ("utmaction", .action), ("logid", .product), ("type", .type),
    ("subtype", .subtype), ("eventtype", .event), ("proto", .detail),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.type].isEmpty else { throw .layout }
    let type = line.bytes(in: values[.type])
    let subtype = line.bytes(in: values[.subtype])
    if subtype.equals("dns") {
      return line.bytes(in: values[.event]).equals("dns-response") && !isBlocked(values, line)
        ? .notAnAccess : .access(.dns)
    }
    let namesHost = !values[.host].isEmpty
    if subtype.equals("webfilter") || subtype.equals("virus") || subtype.equals("dlp") {
      return .access(.proxy)
    }
    if subtype.equals("app-ctrl") || subtype.equals("ssl") {
      return namesHost ? .access(.tls) : .notAnAccess
    }
    guard type.equals("traffic") else { return .notAnAccess }
    return namesHost || WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }

  private func isBlocked(_ values: FieldValues, _ line: Span<UInt8>) -> Bool {
    outcome(of: values, in: line) == .blocked
  }
}
