import Bytes
import Evidence

/// What the DNS filter of a UniFi gateway refused (ad blocking, content filtering).
///
///     <13>Nov 16 08:30:00 UDM UDM coredns[2464]: {"timestamp":"2026-11-16T07:30:00.250Z","type":"contentFilteringBlock","category":"ANONYMIZERS","domain":"www.example.com","ip":"10.1.2.3","mac":"00:00:5e:00:53:01","src_ip":"10.1.2.3","src_port":53124,"dst_ip":"127.0.0.1","dst_port":1053,"protocol":"udp"}
///
/// Every line is a lookup that was refused; those that were answered are not logged. The time is
/// `timestamp`, the client `src_ip` or `ip`, its hardware address `mac`, the host `domain`. The product documents which logs it
/// sends at https://help.ui.com/hc/en-us/articles/33349041044119-UniFi-System-Logs-SIEM-Integration.
struct UniFiDNS: DescribedFormat {
  let name = "unifi-dns"
  let shape = LineShape.json
  let map = FieldMap([
    ("timestamp", .time), ("src_ip", .client), ("ip", .client), ("domain", .host),
    ("type", .type), ("category", .subtype), ("mac", .clientHardware),
  ])
  let fields: LogFields = [.client, .clientHardware, .outcome]

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let type = line.bytes(in: values[.type])
    guard !values[.host].isEmpty, type.equals("dnsAdBlock") || type.equals("contentFilteringBlock")
    else { throw .layout }
    return .access(.dns)
  }

  /// The line says it by its being there.
  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome { .blocked }
}

/// The events of UniFi Network as CEF, "Activity Logging" of version 9 and later.
///
///     Nov 16 08:30:00 UDM CEF:0|Ubiquiti|UniFi Network|10.1.85|203|Blocked by Firewall|4|UNIFIcategory=Security UNIFIhost=UDM proto=TCP spt=53124 dpt=443 act=blocked UNIFIdirection=outgoing dst=198.51.100.7 UNIFIsrcClientIp=10.1.2.3 UNIFIdstDomain=www.example.com UNIFIbytesSent=712 UNIFIbytesReceived=0 UNIFIutcTime=2026-11-16T07:30:00.250Z msg=A client was blocked.
///
/// An access is an event of the firewall or of intrusion prevention about traffic that is not
/// incoming, which names a domain or leads to a port of the web. Events about clients, devices and
/// administrators are none. Time is `UNIFIutcTime`, or the header's. The client is `src` or
/// `UNIFIsrcClientIp`, its hardware address `UNIFIsrcClientMac`. Documented at
/// https://help.ui.com/hc/en-us/articles/33349041044119-UniFi-System-Logs-SIEM-Integration.
struct UniFiCEF: DescribedFormat {
  let name = "unifi-cef"
  let shape = LineShape.cef(["Ubiquiti"])
  let map = FieldMap([
    ("UNIFIutcTime", .time), ("UNIFIsrcClientIp", .client), ("src", .client),
    ("UNIFIsrcClientMac", .clientHardware), ("UNIFIdstDomain", .host), ("dst", .destination),
    ("dpt", .port), ("act", .action),
    ("UNIFIbytesSent", .bytesUp), ("UNIFIbytesReceived", .bytesDown),
    ("UNIFIdirection", .direction), ("UNIFIcategory", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let direction = line.bytes(in: values[.direction])
    guard line.bytes(in: values[.type]).equals("Security"), !values[.client].isEmpty,
      !values[.destination].isEmpty, !direction.equals("incoming"), !direction.equals("local"),
      !values[.host].isEmpty || WebPort.contains(values[.port], line)
    else { return .notAnAccess }
    return .access(.tls)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    if values[.action].isEmpty, line.bytes(in: values[.remark]).holds("Blocked") {
      return .blocked
    }
    return ActionWords.outcome(of: line.bytes(in: values[.action]))
  }
}

/// The firewall of UniFi gateways, the kernel's packet log with the names of rules.
///
///     <4>Nov 16 08:30:00 UDM [LAN_WAN-D-20000] DESCR="Block" IN=br0 OUT=eth8 MAC=00:00:5e:00:53:02:00:00:5e:00:53:01:08:00 SRC=10.1.2.3 DST=198.51.100.7 LEN=52 PROTO=TCP SPT=53124 DPT=443 SYN URGP=0
///     <4>Nov 16 08:30:00 UDM kernel: [WAN_IN-default-D]IN=eth8 OUT=br0 SRC=198.51.100.7 DST=10.1.2.3 LEN=40 PROTO=TCP SPT=443 DPT=53124 RST
///
/// An access is the first packet of a connection that is passed on, to a port of the web: it names an
/// address only. The name of the rule holds what was done: `A` or `RET` for allowed, `D` and `R` for
/// refused. The time is the header's. The client's hardware address and VLAN stand in the frame's
/// header: see `NetfilterLog`. Documented at
/// https://help.ui.com/hc/en-us/articles/33349041044119-UniFi-System-Logs-SIEM-Integration.
struct UniFiFirewall: PhraseFormat {
  let name = "unifi-firewall"
  let fields: LogFields = [.client, .clientHardware, .vlan, .outcome]

  private static let map = FieldMap(
    [
      ("SRC", .client), ("DST", .destination), ("DPT", .port), ("PROTO", .type),
      ("OUT", .direction),
    ] + NetfilterLog.fields)
  private static let columns = KeyValueLine()

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let input = line.position(of: "IN="), let action = action(line, before: input) else {
      throw .layout
    }
    Self.columns.read(line, from: input, Self.map, into: &values)
    NetfilterLog.takeSender(&values, line)
    guard !values[.client].isEmpty, !values[.destination].isEmpty else { throw .layout }
    values.replace(.action, with: action)
    let protocolName = line.bytes(in: values[.type])
    let isFirst = protocolName.equals("TCP") ? line.holds(" SYN") : protocolName.equals("UDP")
    guard isFirst, !values[.direction].isEmpty, WebPort.contains(values[.port], line) else {
      return nil
    }
    return .tls
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let letter = line.bytes(in: values[.action])
    return letter.equals("D") || letter.equals("R") ? .blocked : .allowed
  }

  /// The part between hyphens of `[LAN_IN-A-2000]` that is `A`, `D`, `R` or `RET`.
  private func action(_ line: Span<UInt8>, before input: Int) -> ByteRange? {
    guard let close = line.extracting(0..<input).lastIndex(of: ASCII.closingBracket),
      let open = line.extracting(0..<close).lastIndex(of: ASCII.openingBracket)
    else { return nil }
    var start = open + 1
    while start < close {
      let end = min(line.wordEnd(ASCII.hyphen, from: start), close)
      let part = line.extracting(start..<end)
      if part.equals("A") || part.equals("D") || part.equals("R") || part.equals("RET") {
        return ByteRange(start..<end)
      }
      start = end + 1
    }
    return nil
  }
}
