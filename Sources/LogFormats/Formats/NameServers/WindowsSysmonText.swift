import Access
import Bytes
import Evidence

/// Event 22 of Sysmon on Windows, a program's DNS query, on one line: as the XML of the event log, or
/// with the event's message, as agents send it through syslog.
///
///     <Event xmlns='…'><System><Provider Name='Microsoft-Windows-Sysmon' Guid='…'/><EventID>22</EventID>…<Computer>pc1</Computer></System><EventData><Data Name='UtcTime'>2026-11-16 07:30:00.250</Data><Data Name='QueryName'>www.example.com</Data><Data Name='User'>EXAMPLE\anna</Data></EventData></Event>
///     <14>Nov 16 08:30:00 pc1 MSWinEventLog	1	Microsoft-Windows-Sysmon/Operational	4711	Mon Nov 16 08:30:00 2026	22	Microsoft-Windows-Sysmon	…	Dns query: UtcTime: 2026-11-16 07:30:00.250 ProcessGuid: {…} QueryName: www.example.com QueryStatus: 0 User: EXAMPLE\anna
///
/// The time is `UtcTime`, which is UTC. Of the XML, the client is the name of the computer; no address
/// is logged. The user is `User`; the account `SYSTEM` is nobody. All other events of Sysmon are no
/// accesses; answers and programs are not read. Documented at
/// https://learn.microsoft.com/sysinternals/downloads/sysmon, "Event ID 22: DNSEvent (DNS query)".
struct WindowsSysmonText: LogFormat {
  let name = "windows-sysmon-dns-text"
  let fields: LogFields = [.client, .user]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      guard let mark = line.position(of: "Microsoft-Windows-Sysmon") else { throw .layout }
      let isXML = mark > 0 && (line[mark - 1] == ASCII.quote || line[mark - 1] == apostrophe)
      var values = FieldValues()
      guard isXML ? try readXML(line, from: mark, into: &values) : readMessage(line, into: &values)
      else { return .notAnAccess }
      let user = line.bytes(in: values[.user])
      if user.contains("SYSTEM", at: user.count - 6) { values.replace(.user, with: .none) }
      let time = try MomentReader.read(
        line.bytes(in: values[.time]), zone: line.extracting(0..<0), isUTC: true, context: &context)
      return try AccessBuilder.build(
        &record, .dns, from: values, in: line, context: &context, time: time)
        ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private let apostrophe = UInt8(ascii: "'")

  // MARK: XML

  /// - Returns: false for other events than queries.
  private func readXML(
    _ line: Span<UInt8>, from start: Int, into values: inout FieldValues
  ) throws(Malformed) -> Bool {
    guard let event = line.position(of: "<EventID", from: start),
      let number = line.firstIndex(of: UInt8(ascii: ">"), from: event)
    else { throw .layout }
    guard line.contains("22<", at: number + 1) else { return false }
    values.take(.client, element("<Computer>", line, number), in: line)
    values.take(.time, data("UtcTime", line, number), in: line)
    values.take(.host, data("QueryName", line, number), in: line)
    values.take(.user, data("User", line, number), in: line)
    return true
  }

  /// What stands behind `tag`, up to the next one.
  private func element(_ tag: StaticString, _ line: Span<UInt8>, _ start: Int) -> ByteRange {
    guard let found = line.position(of: tag, from: start) else { return .none }
    var cursor = ByteCursor(line, at: found + tag.utf8CodeUnitCount)
    return cursor.readToken(endingAt: ASCII.lessThan)
  }

  /// The value of `<Data Name='NAME'>`, in quotes of either kind.
  private func data(_ name: StaticString, _ line: Span<UInt8>, _ start: Int) -> ByteRange {
    var place = start
    while let found = line.position(of: "<Data Name=", from: place) {
      var cursor = ByteCursor(line, at: found + 12)
      if cursor.take(name), cursor.take(ASCII.quote) || cursor.take(apostrophe),
        cursor.take(UInt8(ascii: ">"))
      {
        return cursor.readToken(endingAt: ASCII.lessThan)
      }
      place = found + 12
    }
    return .none
  }

  // MARK: The message

  /// - Returns: false for other events than queries.
  private func readMessage(_ line: Span<UInt8>, into values: inout FieldValues) -> Bool {
    guard let start = line.position(of: "Dns query:") else { return false }
    values.take(.time, phrase("UtcTime: ", "ProcessGuid:", line, start), in: line)
    values.take(.host, phrase("QueryName: ", "QueryStatus:", line, start), in: line)
    values.take(.user, phrase("User: ", "\t", line, start), in: line)
    return true
  }

  /// What stands between `name` and `next`, or the end of the line.
  private func phrase(
    _ name: StaticString, _ next: StaticString, _ line: Span<UInt8>, _ start: Int
  ) -> ByteRange {
    guard let found = line.position(of: name, from: start) else { return .none }
    let value = found + name.utf8CodeUnitCount
    var end = line.position(of: next, from: value) ?? line.count
    while end > value, line[end - 1] == ASCII.space { end -= 1 }
    return ByteRange(value..<end)
  }
}
