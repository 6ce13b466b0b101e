import Access
import Bytes
import Evidence

/// The web log of Forcepoint Web Security, earlier Websense, in CEF, its format for ArcSight.
///
///     <159>Nov 16 08:30:00 10.1.0.9 CEF:0|Forcepoint|Security|8.5.4|76|Transaction permitted|1| act=permitted app=https dvc=10.1.0.9 dst=192.0.2.80 dhost=www.example.com dpt=443 src=10.1.2.3 spt=53124 suser=LDAP://10.1.0.2 OU\=Users,DC\=example/Anna loginID=anna rt=1794814200 in=4096 out=712 requestMethod=GET requestClientApplication=Mozilla/5.0 request=https://www.example.com/start
///
/// Every line is an access. The time is `rt`, in seconds or milliseconds since 1970, else that of the
/// syslog header. `out` is what was sent with the request, the upload. The user is `loginID`, else the
/// whole path in `suser`. Lines of the same vendor's mail and data products are other formats.
/// Documented at https://help.forcepoint.com/websec/en-us/on-prem/85/siem/5EA353E4-BD6A-4DB1-9F1A-BB8AFA6A328E.html.
struct ForcepointCEF: DescribedFormat {
  let name = "forcepoint-cef"
  let shape = LineShape.cef(["Forcepoint", "Websense"])
  let map = FieldMap([
    ("rt", .time), ("src", .client), ("loginid", .user), ("suser", .user), ("dhost", .host),
    ("request", .url), ("dst", .destination), ("dpt", .port), ("requestmethod", .method),
    ("requestclientapplication", .userAgent), ("out", .bytesUp), ("in", .bytesDown),
    ("act", .action),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let product = line.bytes(in: values[.product])
    guard product.equals("Security") || product.equals("Web Security") else { throw .layout }
    return .access(.proxy)
  }
}

/// The same log in LEEF, its format for QRadar.
///
///     <159>Nov 16 08:30:00 10.1.0.9 LEEF:1.0|Forcepoint|Security|8.5.4|transaction:permitted|sev=1	cat=76	usrName=-	loginID=anna	src=10.1.2.3	srcPort=53124	srcBytes=712	dstBytes=4096	dst=192.0.2.80	dstPort=443	method=GET	userAgent=Mozilla/5.0	url=https://www.example.com/start
///
/// What was done stands in the head, behind `transaction:`. The time is that of the syslog header.
/// `srcBytes` is from the client. Documented as for `ForcepointCEF`.
struct ForcepointLEEF: DescribedFormat {
  let name = "forcepoint-leef"
  let shape = LineShape.leef(["Forcepoint", "Websense"])
  let map = FieldMap([
    ("devtime", .time), ("src", .client), ("loginid", .user), ("usrname", .user), ("url", .url),
    ("dst", .destination), ("dstport", .port), ("method", .method), ("useragent", .userAgent),
    ("srcbytes", .bytesUp), ("dstbytes", .bytesDown), ("action", .action),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let event = line.bytes(in: values[.event])
    guard line.bytes(in: values[.product]).equals("Security"),
      event.starts(with: "transaction:")
    else { throw .layout }
    let range = values[.event].range
    values.replace(.action, with: ByteRange(range.lowerBound + 12..<range.upperBound))
    return .access(.proxy)
  }
}

/// The same log as `key=value`, its format for Splunk.
///
///     <159>Nov 16 08:30:00 10.1.0.9 vendor=Forcepoint product=Security product_version=8.5.4 action=permitted severity=1 category=76 user=LDAP://10.1.0.2 OU=Users,DC=example/Anna loginID=anna src_host=10.1.2.3 src_port=53124 dst_host=www.example.com dst_ip=192.0.2.80 dst_port=443 bytes_out=712 bytes_in=4096 http_response=200 http_method=GET http_user_agent=Mozilla/5.0 url=https://www.example.com/start
///
/// Values are not quoted and may hold blanks. The time is that of the syslog header. `bytes_out` is
/// from the client. The user is `loginID`, else `user`, a whole path in the directory. The host is that
/// of the URL. Documented as for `ForcepointCEF`.
struct ForcepointKeyValue: DescribedFormat {
  let name = "forcepoint-key-value"
  let shape = LineShape.keyValue(KeyValueLine(valuesHoldBlanks: true))
  let map = FieldMap([
    ("src_host", .client), ("loginid", .user), ("user", .user), ("url", .url), ("dst_host", .url),
    ("dst_ip", .destination), ("dst_port", .port), ("http_method", .method),
    ("http_user_agent", .userAgent), ("bytes_out", .bytesUp), ("bytes_in", .bytesDown),
    ("action", .action), ("vendor", .product), ("product", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let vendor = line.bytes(in: values[.product])
    guard vendor.starts(with: "Websense") || vendor.starts(with: "Forcepoint"),
      line.bytes(in: values[.type]).equals("Security")
    else { throw .layout }
    // A path in the directory holds `OU=`, which looks like the next field. It ends before `src_host=`.
    let start = values[.user].range.lowerBound
    let end = values[.client].range.lowerBound - "src_host= ".utf8.count
    if line.bytes(in: values[.user]).starts(with: "LDAP:"), end > start {
      values.replace(.user, with: ByteRange(start..<end))
    }
    return .access(.proxy)
  }
}

/// The log that Forcepoint Web Security Cloud exports as comma-separated values.
///
///     "16/11/2026","08:30:00","anna@example.com","Not available","Business","Allowed","None","Default","www.example.com:443/","203.0.113.1","192.0.2.80","10.1.2.3","None","None","Mozilla/5.0","200","Connect"
///
/// The columns are the ones above, unless a header names others: date, time, user, workstation,
/// category, action, risk class, policy, URL, the addresses of the connection, the destination and the
/// source, threat type and name, user agent, status, method. The client is the source, the address
/// inside, else the connection. Dates have the day first. There are no sizes.
/// The sources of the columns stand beside the fixtures.
struct ForcepointCSV: DescribedFormat {
  let name = "forcepoint-csv"
  let shape: LineShape
  let map: FieldMap

  init() {
    let map = FieldMap([
      ("date", .date), ("time", .timeOfDay), ("source_ip", .client), ("source ip", .client),
      ("connection_ip", .client), ("connection ip", .client), ("user", .user), ("url", .url),
      ("destination_ip", .destination), ("destination ip", .destination),
      ("http_request_method", .method), ("request method", .method), ("method", .method),
      ("user_agent_string", .userAgent), ("user agent", .userAgent), ("action", .action),
    ])
    let usual = NamedColumns(
      "date time user workstation category action risk_class policy_name url connection_ip destination_ip source_ip threat_type threat_name user_agent_string http_status_code http_request_method"
        .split(separator: " ").map(String.init), map)
    shape = .namedColumns(
      DelimitedLine(),
      HeaderLine(mark: "", names: ["date", "time", "connection ip", "action"], assumed: usual))
    self.map = map
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let date = line.bytes(in: values[.date])
    guard date.count == 10, date[2] == ASCII.slash, outcome(of: values, in: line) != .unknown else {
      throw .layout
    }
    return .access(.proxy)
  }
}

/// The web log of Forcepoint ONE, earlier Bitglass, as JSON from its API or from a shipper.
///
///     {"time":"16 Nov 2026 07:30:00","ipaddress":"203.0.113.1","email":"anna@example.com","requestdomain":"www.example.com","uri":"/start","url":"www.example.com/start","requestmethod":"POST","requestport":"443","action":"block","uploadedbytes":"712","syslogheader":"<110>1 2026-11-16T07:30:00.000000Z api.bitglass.com NILVALUE NILVALUE swgweb","setransactionid":"1"}
///
/// Every line is an access but the findings of data leak prevention (`swgwebdlp`), which stand beside it.
/// The time is in UTC. The client is `ipaddress`, which the service saw, for it logs no other. There is no
/// size of the answer: `size` is that of a file. The sources of the names stand beside the fixtures.
struct ForcepointOne: DescribedFormat {
  let name = "forcepoint-one"
  let shape = LineShape.json
  let map = FieldMap([
    ("time", .time), ("ipaddress", .client), ("email", .user), ("requestdomain", .host),
    ("url", .url), ("uri", .path), ("destinationip", .destination), ("requestport", .port),
    ("requestmethod", .method), ("useragent", .userAgent), ("uploadedbytes", .bytesUp),
    ("action", .action), ("setransactionid", .product), ("syslogheader", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.client].isEmpty else { throw .layout }
    values.isUTC = true
    return line.bytes(in: values[.type]).holds("swgwebdlp") ? .notAnAccess : .access(.proxy)
  }
}
