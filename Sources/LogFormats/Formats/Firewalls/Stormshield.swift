import Bytes
import Evidence

/// The audit logs of Stormshield Network Security, as files or through syslog.
///
///     id=firewall time="2026-11-16 08:30:00" fw="SN310A00000000" tz=+0100 startime="2026-11-16 08:29:59" pri=5 proto=http src=10.1.2.3 srcport=53124 dst=198.51.100.7 dstport=80 dstname=www.example.com user="anna" sent=98 rcvd=766 duration=0.01 action=pass op=GET result=200 arg="/" logtype="web"
///
/// An access is a line of the logs `web` and `ssl` (the proxies), `plugin` (protocol analysis) and
/// `connection` (connections without analysis), which name a host or lead to a port of the web, and a
/// line of `filter` that a rule refused. The files of the device do not name the log (`logtype`): there
/// a line that went to a port of the web is one if it has a duration or was refused, and is no alarm.
/// Time is `time` in the zone `tz`. The client is `src`, not the
/// translated `modsrc`. `sent` is from the client. `dstname` may be the name of an object in the
/// firewall's configuration: only one with a dot is a host. `arg` is read as the path in `web` and
/// `plugin`; in `ssl` it tells of certificates. Documented at
/// https://documentation.stormshield.eu/SNS/v4/en/Content/Description_of_Audit_logs/Understand_log_files.htm.
struct Stormshield: DescribedFormat {
  let name = "stormshield"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("time", .time), ("tz", .zone), ("src", .client), ("user", .user), ("dstname", .host),
    ("dst", .destination), ("dstport", .port), ("op", .method), ("arg", .url),
    ("sent", .bytesUp), ("rcvd", .bytesDown), ("action", .action), ("logtype", .type),
    ("fw", .product), ("proto", .subtype), ("startime", .remark), ("duration", .detail),
    ("alarmid", .status),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty else { throw .layout }
    dropObjectName(&values, line)
    guard !values[.type].isEmpty else { return try meaningInFile(of: &values, in: line) }
    let type = line.bytes(in: values[.type])
    let isWeb = type.equals("web") || type.equals("plugin") && !values[.method].isEmpty
    // A path, or a whole URL; `arg` of other logs is neither.
    if !isWeb || !isTarget(line.bytes(in: values[.url])) { values.drop(.url) }
    if isWeb, !values[.host].isEmpty || !values[.destination].isEmpty { return .access(.proxy) }
    let isConnection =
      type.equals("ssl") || type.equals("plugin") || type.equals("connection")
      || type.equals("filter") && outcome(of: values, in: line) == .blocked
    guard isConnection, !values[.host].isEmpty || WebPort.contains(values[.port], line) else {
      return .notAnAccess
    }
    return .access(.tls)
  }

  /// A file holds one log, and its lines do not say which: sessions have a duration, those that the
  /// proxy or protocol analysis took apart have an operation, and alarms have a number.
  private func meaningInFile(
    of values: inout FieldValues, in line: Span<UInt8>
  ) throws(Malformed) -> LineMeaning {
    guard !values[.remark].isEmpty, !values[.zone].isEmpty else { throw .layout }
    let isWeb =
      line.bytes(in: values[.subtype]).starts(with: "http") && !values[.method].isEmpty
    if !isWeb || !isTarget(line.bytes(in: values[.url])) { values.drop(.url) }
    // The packet filter writes a duration too, but counts nothing.
    let isSession = !values[.detail].isEmpty && !line.bytes(in: values[.bytesUp]).equals("0")
    guard values[.status].isEmpty, isSession || outcome(of: values, in: line) == .blocked,
      WebPort.contains(values[.port], line)
    else { return .notAnAccess }
    return .access(isWeb ? .proxy : .tls)
  }

  private func dropObjectName(_ values: inout FieldValues, _ line: Span<UInt8>) {
    let host = line.bytes(in: values[.host])
    if host.firstIndex(of: ASCII.dot) == nil || host.starts(with: "host_") { values.drop(.host) }
  }

  private func isTarget(_ argument: Span<UInt8>) -> Bool {
    argument.starts(with: "/") || argument.starts(with: "http://")
      || argument.starts(with: "https://")
  }
}
