import Access
import Bytes
import Evidence

/// The lines of CoreDNS's `log` plugin in its common and its combined format, plain, behind the time
/// that older versions, container runtimes and syslog put before them, or as a member of a JSON
/// object that a log collector wrote.
///
///     [INFO] 10.1.2.3:53124 - 4711 "A IN www.example.com. udp 45 false 1232" NOERROR qr,rd,ra 88 0.000150566s
///     2026-11-16T07:30:00.25Z stdout F [INFO] 10.1.2.3:53124 - 4711 "A IN www.example.com. udp 45 false 1232" NOERROR qr,rd,ra 88 0.000150566s "0"
///     10.1.2.3:53124 - [16/Nov/2026:08:30:00 +0100] 4711 "A IN www.example.com. udp 45 false 1232" NOERROR qr,rd,ra 88 0.000150566s
///     {"log":"[INFO] 10.1.2.3:53124 - 4711 \"A IN www.example.com. udp 45 false 1232\" NOERROR qr,rd,ra 88 0.000150566s\n","time":"2026-11-16T07:30:00.25Z"}
///
/// CoreDNS itself writes no time but in its first versions, which write no level; without one before the line or beside it the record has none. The
/// client is the address before the port. Of the numbers, the one inside the quotes is the size of
/// the query, which is upload, and the one behind the flags is that of the answer. `REFUSED` is a
/// refusal, `NOERROR` an answer; from other codes nothing can be told. Lines of other plugins are no
/// accesses, and log formats that an administrator made up cannot be read. Documented at
/// https://coredns.io/plugins/log.
struct CoreDNS: LogFormat {
  let name = "coredns"
  let fields: LogFields = [.client, .bytesUp, .bytesDown, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      if line.count > 0, line[0] == UInt8(ascii: "{") {
        return try unwrap(line, &context, into: &record)
      }
      return try message(line, &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  private func message(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    if let old = try oldQuery(line, &context) {
      return try access(old.query, old.time, line, into: &record) ? .access : .notAnAccess
    }
    if CoreDNSRemark.matches(line) { return .notAnAccess }
    let mark = try mark(line, from: 0)
    guard let query = try query(line, from: mark.end) else { return .notAnAccess }
    let time = try time(before: mark.start, line, &context)
    return try access(query, time, line, into: &record) ? .access : .notAnAccess
  }

  // MARK: JSON

  private static let members = FieldMap([
    ("log", .detail), ("message", .detail), ("time", .time), ("@timestamp", .time),
    ("timestamp", .time), ("date", .time),
  ])

  private func unwrap(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    var values = FieldValues()
    try JSONFields.read(line, from: 0, Self.members, into: &values)
    guard line.bytes(in: values[.detail]).firstIndex(of: ASCII.openingBracket) != nil else {
      throw .layout
    }
    let moment = try time(in: values, line, &context)
    let escapes = values.escapes(of: .detail)
    let text = context.addText(to: line) { text in
      escapes.decode(line.bytes(in: values[.detail]), into: &text)
    }
    return try context.withBytes(of: line) { bytes throws(Malformed) in
      let mark = try mark(bytes, from: text.range.lowerBound)
      guard let query = try query(bytes, from: mark.end) else { return .notAnAccess }
      return try access(query, moment, bytes, into: &record) ? .access : .notAnAccess
    }
  }

  private func time(
    in values: FieldValues, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    let field = line.bytes(in: values[.time])
    guard field.count > 0 else { return nil }
    return try MomentReader.read(field, zone: field.extracting(0..<0), context: &context)
  }

  // MARK: Before the message

  /// Finds the level, `[INFO]`, behind which the message stands.
  private func mark(
    _ line: Span<UInt8>, from start: Int
  ) throws(Malformed) -> (start: Int, end: Int) {
    var cursor = ByteCursor(line, at: start)
    for _ in 0..<8 {
      let word = cursor.readWord()
      if CoreDNSRemark.isLevel(line.bytes(in: word)) {
        return (word.range.lowerBound, cursor.position)
      }
    }
    throw .layout
  }

  /// ISO 8601 or `2026/11/16 08:30:00`, or that of a syslog header; nil when the line has none.
  private func time(
    before end: Int, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    guard end > 0 else { return nil }
    guard ASCII.isDigit(line[0]) else {
      return SyslogHeader.time(of: line, clock: &context.clock)
    }
    return try MomentReader.read(
      line.extracting(0..<end), zone: line.extracting(0..<0), context: &context)
  }

  // MARK: The message

  private struct Query {
    let client: ByteRange
    let name: ByteRange
    let up: UInt64?
    let down: UInt64?
    let outcome: Outcome
  }

  /// `CLIENT:PORT - ID "TYPE CLASS NAME PROTOCOL SIZE DO BUFFER" CODE FLAGS SIZE DURATION`; nil for
  /// what another plugin wrote.
  private func query(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> Query? {
    var cursor = ByteCursor(line, at: start)
    let first = cursor.readWord()
    if line.bytes(in: first).starts(with: "plugin/") { return nil }
    let client = try EndPoint.address(in: first, line)
    guard cursor.take(" - "), (try? cursor.readDecimal()) != nil, cursor.take(" \"") else {
      throw .layout
    }
    return try question(&cursor, client, line)
  }

  /// `CLIENT:PORT - [16/Nov/2026:08:30:00 +0100] ID "…" …`, as versions up to 1.2 write it, the first
  /// of them without port and number; nil for any other line.
  private func oldQuery(
    _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> (query: Query, time: Timestamp)? {
    var cursor = ByteCursor(line)
    let first = cursor.readWord()
    guard cursor.take(" - ["), let client = try? EndPoint.address(in: first, line) else {
      return nil
    }
    let field = line.bytes(in: cursor.readToken(endingAt: ASCII.closingBracket))
    guard cursor.take("] ") else { return nil }
    if cursor.next != ASCII.quote { _ = cursor.readToken(endingAt: ASCII.quote) }
    guard cursor.take(ASCII.quote) else { return nil }
    // A request of the web has a method and a path here, and no class.
    var probe = cursor
    _ = probe.readWord()
    guard line.bytes(in: probe.readWord()).equals("IN") else { return nil }
    let query = try question(&cursor, client, line)
    let time = try MomentReader.read(field, zone: field.extracting(0..<0), context: &context)
    return (query, time)
  }

  /// `TYPE CLASS NAME PROTOCOL SIZE DO BUFFER" CODE FLAGS SIZE DURATION`.
  private func question(
    _ cursor: inout ByteCursor, _ client: ByteRange, _ line: Span<UInt8>
  ) throws(Malformed) -> Query {
    _ = cursor.readWord()
    _ = cursor.readWord()
    let name = cursor.readWord()
    _ = cursor.readWord()
    let up = number(cursor.readWord(), line)
    _ = cursor.readToken(endingAt: ASCII.quote)
    guard cursor.take(ASCII.quote) else { throw .truncated }
    let code = cursor.readWord()
    guard !code.isEmpty else { throw .truncated }
    _ = cursor.readWord()
    let down = number(cursor.readWord(), line)
    return Query(
      client: client, name: name, up: up, down: down, outcome: outcome(line.bytes(in: code)))
  }

  private func access(
    _ query: Query, _ time: Timestamp?, _ line: Span<UInt8>, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    guard
      try NameLookup.start(
        &record, name: query.name, client: query.client, time: time, in: line)
    else { return false }
    record.bytesUp = query.up
    record.bytesDown = query.down
    record.outcome = query.outcome
    return true
  }

  private func outcome(_ code: Span<UInt8>) -> Outcome {
    if code.equals("NOERROR") { return .allowed }
    return code.equals("REFUSED") ? .blocked : .unknown
  }

  private func number(_ word: ByteRange, _ line: Span<UInt8>) -> UInt64? {
    var cursor = ByteCursor(line.bytes(in: word))
    guard let number = try? cursor.readDecimal(), cursor.isAtEnd else { return nil }
    return number
  }
}
