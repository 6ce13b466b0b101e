import Access
import Bytes
import Evidence

/// The questions that PowerDNS logs: the Recursor with `quiet=no` (`logging.quiet: false`) and the
/// Authoritative Server with `log-dns-queries=yes`.
///
///     Nov 16 08:30:00 ns1 pdns_recursor[812]: msg="Question" subsystem="syncres" level="0" prio="Info" tid="2" ts="1794814200.250" ecs="" mtid="2" proto="udp" qname="www.example.com" qtype="A" remote="10.1.2.3:53124"
///     Nov 16 08:30:00 ns1 pdns_recursor[812]: 3 [4711/2] question for 'www.example.com|A' from 10.1.2.3:53124
///     Nov 16 08:30:00 Remote 10.1.2.3 wants 'www.example.com|A', do = 0, bufsize = 1232: packetcache MISS
///
/// The first form is structured logging, as key=value or as a JSON object. In it accesses are the
/// messages `Question` and those of questions answered from the packet cache, which have no
/// `Question` before them; in the second form the latter do not name the host and tell nothing. The
/// time is `ts`, in seconds since 1970, or stands before the message, in local time and without a
/// year; some lines have none. The client is `source`, which knows what a proxy says of it, or
/// `remote`, or stands behind `from` and `Remote`. Answers and all other messages are no accesses.
/// Client subnets (`ecs`, behind `<-`) are not read. Documented at
/// https://docs.powerdns.com/recursor/running.html and
/// https://docs.powerdns.com/authoritative/settings.html.
struct PowerDNS: LogFormat {
  let name = "powerdns"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      if let start = JSONFields.start(line) {
        try JSONFields.read(line, from: start, Self.map, into: &values)
      } else {
        KeyValueLine().read(line, from: 0, Self.map, into: &values)
      }
      if values[.product].isEmpty { return try message(line, &context, into: &record) }
      return try structured(values, line, &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  // MARK: Structured logging

  private static let map = FieldMap([
    ("msg", .event), ("message", .event), ("subsystem", .product), ("tid", .type), ("ts", .time),
    ("timestamp", .time), ("__REALTIME_TIMESTAMP", .time), ("qname", .host), ("source", .client),
    ("remote", .client),
  ])

  private func structured(
    _ values: FieldValues, _ line: Span<UInt8>, _ context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    // The number of the thread stands in no other program's lines of this kind.
    guard !values[.event].isEmpty, !values[.type].isEmpty else { throw .layout }
    let event = line.bytes(in: values[.event])
    guard
      event.equals("Question") || event.equals("Question answered from packet cache")
        || event.equals("TCP question answered from packet cache")
    else { return .notAnAccess }
    guard !values[.client].isEmpty else { throw .truncated }
    return try AccessBuilder.build(&record, .dns, from: values, in: line, context: &context)
      ? .access : .notAnAccess
  }

  // MARK: Messages in words

  private func message(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    let header = try? SyslogHeader(line, clock: &context.clock)
    let isOwn = header.map { isProgram(line.bytes(in: $0.program)) } ?? false
    let start = isOwn ? header?.message ?? 0 : 0
    guard let question = try question(line, from: start) else {
      guard isOwn || speaksOfAnswer(line) else { throw .layout }
      return .notAnAccess
    }
    let time = header?.time ?? SyslogHeader.time(of: line, clock: &context.clock)
    return try NameLookup.start(
      &record, name: question.name, client: question.client, time: time, in: line)
      ? .access : .notAnAccess
  }

  private func isProgram(_ name: Span<UInt8>) -> Bool {
    name.equals("pdns_recursor") || name.equals("pdns-recursor") || name.equals("pdns_server")
      || name.equals("pdns")
  }

  private struct Question {
    let name: ByteRange
    let client: ByteRange
  }

  /// Finds `question for 'NAME|TYPE' from CLIENT` or `Remote CLIENT wants 'NAME|TYPE'`.
  private func question(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> Question? {
    var cursor = ByteCursor(line, at: start)
    // Before the words stand at most a time, a thread, a task and the protocol.
    for _ in 0..<10 {
      let word = line.bytes(in: cursor.readWord())
      if word.equals("question"), cursor.take(" for '") {
        let name = try quotedName(&cursor)
        guard cursor.take(" from ") else { throw .truncated }
        return Question(name: name, client: try EndPoint.address(in: cursor.readWord(), line))
      }
      if word.equals("Remote") {
        let client = cursor.readWord()
        guard cursor.take(" wants '") else { return nil }
        return Question(name: try quotedName(&cursor), client: try address(client, line))
      }
    }
    return nil
  }

  /// `NAME|TYPE'`.
  private func quotedName(_ cursor: inout ByteCursor) throws(Malformed) -> ByteRange {
    let name = cursor.readToken(endingAt: UInt8(ascii: "|"))
    guard cursor.take(UInt8(ascii: "|")) else { throw .truncated }
    _ = cursor.readToken(endingAt: UInt8(ascii: "'"))
    guard cursor.take(UInt8(ascii: "'")) else { throw .truncated }
    return name
  }

  /// The address before a client subnet: `10.1.2.3<-192.0.2.0/24`.
  private func address(_ word: ByteRange, _ line: Span<UInt8>) throws(Malformed) -> ByteRange {
    guard let mark = line.bytes(in: word).firstIndex(of: ASCII.lessThan) else {
      return try EndPoint.address(in: word, line)
    }
    let start = word.range.lowerBound
    return try EndPoint.address(in: ByteRange(start..<start + mark), line)
  }

  /// Whether a line without the program's name is one of those that follow a question.
  private func speaksOfAnswer(_ line: Span<UInt8>) -> Bool {
    var cursor = ByteCursor(line)
    for _ in 0..<10 {
      let word = line.bytes(in: cursor.readWord())
      if word.equals("answer") { return cursor.take(" to question '") }
      if word.equals("question") { return cursor.take(" answered from packet cache tag=") }
    }
    return false
  }
}
