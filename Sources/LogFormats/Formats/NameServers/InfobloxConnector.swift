import Access
import Bytes
import Evidence

/// The DNS log of Infoblox's Data Connector, CEF through syslog: BloxOne, Universal DDI and NIOS behind it.
///
///     <134>1 2026-11-16T07:30:00Z ns1 dataconnector - DNS-RESPONSE - CEF:0|Infoblox|Data Connector|2.1.3|DNS Response|DNS Response IN A NOERROR|1|dst=10.1.0.1 src=10.1.2.3 spt=53124 suser=anna destinationDnsDomain=www.example.com. InfobloxDNSRCode=NOERROR
///
/// The events `DNS Query` and `DNS Response` are accesses; the cloud sends responses only, NIOS what its
/// administrator chose, and a lookup counts twice where that is both. The time is the syslog header's,
/// in the zone that it says. Taken are the client `src`, the user `suser` and the name `destinationDnsDomain`. The code `REFUSED` is a refusal,
/// `NOERROR` is none. RPZ events are refusals of the lookup logged beside them, unless their policy lets
/// it pass or only logs it. Leases and events of services are no accesses. Documented at
/// https://docs.infoblox.com/space/BloxOneThreatDefense/35406922 and, for RPZ, at
/// https://docs.infoblox.com/space/BloxOneThreatDefense/35438586.
struct InfobloxConnector: LogFormat {
  let name = "infoblox-data-connector"
  let fields: LogFields = [.client, .user, .outcome]

  private let map = FieldMap([
    ("src", .client), ("suser", .user), ("destinationDnsDomain", .host),
    ("InfobloxDNSRCode", .status), ("InfobloxB1PolicyAction", .action), ("act", .subtype),
  ])

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let head = try ExtensionLine.head(line)
      guard head.isCEF, line.bytes(in: head.vendor).equals("Infoblox"),
        line.bytes(in: head.product).equals("Data Connector")
      else { throw .layout }
      var values = FieldValues()
      head.fields.read(line, from: head.start, map, into: &values)
      let event = line.bytes(in: head.event)
      if event.starts(with: "RPZ") { return policy(values, line, &context, into: &record) }
      guard event.equals("DNS Query") || event.equals("DNS Response"),
        try AccessBuilder.build(&record, .dns, from: values, in: line, context: &context)
      else { return .notAnAccess }
      let code = line.bytes(in: values[.status])
      record.outcome =
        code.equals("REFUSED") ? .blocked : code.equals("NOERROR") ? .allowed : .unknown
      return .access
    } catch {
      return .malformed(error)
    }
  }

  private func policy(
    _ values: FieldValues, _ line: Span<UInt8>, _ context: inout LogContext,
    into record: inout AccessRecord
  ) -> Decoded {
    let action = line.bytes(in: values[.action])
    let rewrite = line.bytes(in: values[.subtype])
    guard !values[.host].isEmpty, !rewrite.equals("PASSTHRU"), !action.equals("Log"),
      !action.starts(with: "Allow")
    else { return .notAnAccess }
    return NameLookup.refuse(
      &record, name: values[.host].range, client: values[.client],
      time: SyslogHeader.time(of: line, clock: &context.clock), in: line)
  }
}
