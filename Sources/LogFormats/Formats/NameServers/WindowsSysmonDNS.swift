import Access
import Bytes
import Evidence

/// Event 22 of Sysmon on Windows, a program's DNS query, as JSON: flat as NXLog writes it, nested as
/// Winlogbeat does since its first versions, with and without its Sysmon module, as Wazuh does, and as
/// programs do that turn the XML of an event log into JSON (`Event`).
///
///     {"EventTime":"2026-11-16 08:30:00","Hostname":"pc1.example.com","EventID":22,"SourceName":"Microsoft-Windows-Sysmon","UtcTime":"2026-11-16 07:30:00.250","QueryName":"www.example.com","User":"EXAMPLE\\anna"}
///     {"@timestamp":"2026-11-16T07:30:00.300Z","winlog":{"provider_name":"Microsoft-Windows-Sysmon","event_id":"22","computer_name":"pc1","event_data":{"UtcTime":"2026-11-16 07:30:00.250","QueryName":"www.example.com","User":"EXAMPLE\\anna"}}}
///
/// The time is `UtcTime`, in UTC without saying so, or `@timestamp`. The client is the name of the
/// computer that sent the event, since no address is logged. The user is `User`, which Sysmon knows
/// from version 13 on, or NXLog's `AccountName`; the account `SYSTEM`, under which Sysmon itself
/// runs, is nobody. All other events of Sysmon are no accesses; answers and programs are not read.
/// Documented at
/// https://learn.microsoft.com/sysinternals/downloads/sysmon, "Event ID 22: DNSEvent (DNS query)".
struct WindowsSysmonDNS: LogFormat {
  let name = "windows-sysmon-dns"
  let fields: LogFields = [.client, .user]

  private static let map = FieldMap([
    ("SourceName", .product), ("ProviderName", .product), ("source_name", .product),
    ("winlog.provider_name", .product), ("event.provider", .product),
    ("data.win.system.providerName", .product), ("Event.System.Provider.Name", .product),
    ("Event.System.Provider.#attributes.Name", .product),
    ("EventID", .event), ("event_id", .event), ("winlog.event_id", .event),
    ("event.code", .event), ("data.win.system.eventID", .event), ("Event.System.EventID", .event),
    ("Event.System.EventID.#text", .event),
    ("UtcTime", .date), ("event_data.UtcTime", .date), ("winlog.event_data.UtcTime", .date),
    ("data.win.eventdata.utcTime", .date), ("Event.EventData.UtcTime", .date),
    ("@timestamp", .time), ("timestamp", .time),
    ("QueryName", .host), ("event_data.QueryName", .host),
    ("winlog.event_data.QueryName", .host), ("dns.question.name", .host),
    ("data.win.eventdata.queryName", .host), ("Event.EventData.QueryName", .host),
    ("User", .user), ("event_data.User", .user), ("winlog.event_data.User", .user),
    ("data.win.eventdata.user", .user), ("Event.EventData.User", .user), ("user.name", .user),
    ("AccountName", .user),
    ("Computer", .client), ("Hostname", .client), ("computer_name", .client),
    ("winlog.computer_name", .client), ("data.win.system.computer", .client),
    ("Event.System.Computer", .client),
  ])

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      guard let start = JSONFields.start(line) else { throw .layout }
      var values = FieldValues()
      try JSONFields.read(line, from: start, Self.map, into: &values)
      guard line.bytes(in: values[.product]).equals("Microsoft-Windows-Sysmon") else {
        throw .layout
      }
      guard line.bytes(in: values[.event]).equals("22") else { return .notAnAccess }
      return try query(values, line, &context, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func query(
    _ values: FieldValues, _ line: Span<UInt8>, _ context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    let moment = values[.date].isEmpty ? values[.time] : values[.date]
    guard !moment.isEmpty else { throw .time }
    let time = try MomentReader.read(
      line.bytes(in: moment), zone: line.extracting(0..<0), isUTC: true, context: &context)
    var known = values
    known.replace(.time, with: .none)
    if line.bytes(in: known[.user]).equals("SYSTEM") { known.replace(.user, with: .none) }
    guard
      try AccessBuilder.build(&record, .dns, from: known, in: line, context: &context)
    else { return false }
    record.time = time
    return true
  }
}
