import Access
import Bytes
import Evidence

/// The DNS log of Infoblox NIOS, through syslog: the categories `queries`, `responses` and `rpz`.
///
///     <30>Nov 16 08:30:00 ns1 named[812]: 16-Nov-2026 08:30:00.250 client 10.1.2.3#53124: UDP: query: www.example.com IN A response: NOERROR + www.example.com. 300 IN A 192.0.2.80;
///     <30>Nov 16 08:30:00 ns1 named[812]: CEF:0|Infoblox|NIOS|9.0.3|RPZ-QNAME|NXDOMAIN|7|app=DNS dst=10.1.0.1 src=10.1.2.3 spt=53124 view=_default qtype=A msg="rpz QNAME NXDOMAIN rewrite www.example.com [A] via www.example.com.rpz.example"
///
/// NIOS runs BIND's `named`, and its other lines are those of `Bind`. A response stands on one line with
/// its query and is an access. Its own time is taken before the syslog header's; either is local where no
/// zone stands there. The client ends at `#`. The code `REFUSED` is a refusal, `NOERROR` is none; the
/// other codes do not say whether the server refused. An RPZ line is a refusal of the query logged beside
/// it, unless its policy lets the query pass. Answers are not read. Where NIOS logs queries and responses
/// both, a lookup has two lines that do not know of each other and counts twice. Documented at
/// https://infoblox-docs.atlassian.net/wiki/x/JQcvAg ("Capturing DNS Queries and Responses") and, for
/// RPZ, at https://docs.infoblox.com/display/nios83/Verifying+RPZ+Configuration.
struct Infoblox: LogFormat {
  let name = "infoblox-nios"
  let fields: LogFields = [.client, .outcome]

  private let policyFields = FieldMap([("src", .client), ("msg", .detail)])

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let start = messageStart(line, &context)
      if line.contains("CEF:", at: start) { return try policy(line, &context, into: &record) }
      if let decoded = try response(from: start, line, &context, into: &record) { return decoded }
    } catch {
      return .malformed(error)
    }
    return Bind().decode(line, context: &context, into: &record)
  }

  /// Behind `named[812]: ` and a category such as `infoblox-responses: `. Relays put more than one host
  /// name before the program, so its name is looked for; in a header of RFC 5424 it has no colon.
  private func messageStart(_ line: Span<UInt8>, _ context: inout LogContext) -> Int {
    var start = 0
    var cursor = ByteCursor(line)
    for _ in 0..<10 where !cursor.isAtEnd {
      let range = cursor.readWord()
      let word = line.bytes(in: range)
      if word.starts(with: "CEF:") { return range.range.lowerBound }
      if word.equals("named"), let header = try? SyslogHeader(line, clock: &context.clock) {
        start = header.message
        break
      }
      guard word.starts(with: "named[") || word.equals("named:") else { continue }
      cursor.skip(ASCII.space)
      start = cursor.position
      break
    }
    return line.contains("CEF:", at: start) ? start : behindCategory(line, from: start)
  }

  private func behindCategory(_ line: Span<UInt8>, from start: Int) -> Int {
    var cursor = ByteCursor(line, at: start)
    let label = line.bytes(in: cursor.readWord())
    guard label.count > 1, label[label.count - 1] == ASCII.colon, ASCII.isLetter(label[0]) else {
      return start
    }
    cursor.skip(ASCII.space)
    return cursor.position
  }

  // MARK: Responses

  /// `[TIME] client [@POINTER] ADDRESS#PORT … query: NAME CLASS TYPE response: CODE …`; nil for a line
  /// that is no response.
  private func response(
    from start: Int, _ line: Span<UInt8>, _ context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded? {
    var cursor = ByteCursor(line, at: start)
    guard let time = try ownTime(&cursor, line, &context) else { return nil }
    guard line.bytes(in: cursor.readWord()).equals("client") else { return nil }
    guard let client = client(&cursor, line), let name = question(&cursor, line) else { return nil }
    guard line.bytes(in: cursor.readWord()).equals("response:") else { return nil }
    let code = line.bytes(in: cursor.readWord())
    guard code.count > 0 else { throw .truncated }
    let moment = time.isOwn ? time.value : SyslogHeader.time(of: line, clock: &context.clock)
    guard try NameLookup.start(&record, name: name, client: client, time: moment, in: line) else {
      return .notAnAccess
    }
    record.outcome =
      code.equals("REFUSED") ? .blocked : code.equals("NOERROR") ? .allowed : .unknown
    return .access
  }

  private struct OwnTime {
    var value: Timestamp?
    var isOwn: Bool { value != nil }
  }

  /// `16-Nov-2026 08:30:00.250`; nil for a line that begins with neither a time nor `client`.
  private func ownTime(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> OwnTime? {
    guard let first = cursor.next else { return nil }
    guard ASCII.isDigit(first) else { return OwnTime() }
    guard cursor.next(behind: 2) == ASCII.hyphen else { return nil }
    let date = cursor.readWord().range.lowerBound
    let end = cursor.readWord().range.upperBound
    let field = line.extracting(date..<max(date, end))
    return OwnTime(
      value: try MomentReader.read(field, zone: line.extracting(0..<0), context: &context))
  }

  /// `[@POINTER] ADDRESS#PORT`.
  private func client(_ cursor: inout ByteCursor, _ line: Span<UInt8>) -> ByteRange? {
    var word = cursor.readWord()
    if line.bytes(in: word).starts(with: "@") { word = cursor.readWord() }
    guard let mark = line.bytes(in: word).firstIndex(of: ASCII.number) else { return nil }
    let client = ByteRange(word.range.lowerBound..<word.range.lowerBound + mark)
    return IPAddress(line.bytes(in: client)) == nil ? nil : client
  }

  /// The name behind `query:`, its class and type taken too. Before it stand, at most, the name in
  /// brackets, `view`, its name and the protocol.
  private func question(_ cursor: inout ByteCursor, _ line: Span<UInt8>) -> ByteRange? {
    for _ in 0..<6 {
      guard line.bytes(in: cursor.readWord()).equals("query:") else { continue }
      let name = cursor.readWord()
      _ = cursor.readWord()
      _ = cursor.readWord()
      return name
    }
    return nil
  }

  // MARK: Response policy zones

  private func policy(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    let head = try ExtensionLine.head(line)
    guard line.bytes(in: head.vendor).equals("Infoblox"),
      line.bytes(in: head.product).starts(with: "NIOS")
    else { throw .layout }
    var values = FieldValues()
    head.fields.read(line, from: head.start, policyFields, into: &values)
    guard line.bytes(in: head.event).starts(with: "RPZ"),
      let name = rewritten(line.bytes(in: values[.detail]), at: values[.detail].range.lowerBound)
    else { return .notAnAccess }
    let time = SyslogHeader.time(of: line, clock: &context.clock)
    return NameLookup.refuse(
      &record, name: name.range, client: values[.client], time: time, in: line)
  }

  /// The name in `rpz QNAME NXDOMAIN rewrite NAME [A] via …`; nil where the policy lets it pass.
  private func rewritten(_ message: Span<UInt8>, at start: Int) -> ByteRange? {
    var cursor = ByteCursor(message)
    for _ in 0..<5 {
      let word = message.bytes(in: cursor.readWord())
      if word.equals("PASSTHRU") || word.equals("Passthru") { return nil }
      guard word.equals("rewrite") else { continue }
      let name = cursor.readWord()
      let end = message.bytes(in: name).firstIndex(of: ASCII.slash) ?? name.count
      return ByteRange(name.range.lowerBound..<name.range.lowerBound + end).shifted(by: start)
    }
    return nil
  }
}
