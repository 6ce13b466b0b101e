import Access
import Bytes
import Evidence

/// The query log of Unbound, `log-queries: yes`, in its own file or through syslog; also of OPNsense
/// and pfSense.
///
///     [1794814200] unbound[311:0] info: 10.1.2.3 www.example.com. A IN
///     Nov 16 08:30:00 unbound[311:0] query: 10.1.2.3 www.example.com. A IN
///     2026-11-16T08:30:00+01:00 gateway unbound[311]: [311:0] info: 10.1.2.3 www.example.com. A IN
///     [1794814200] unbound[311:0] reply: 10.1.2.3 www.example.com. A IN NOERROR 0.017445 0 51
///
/// The time is in seconds since 1970, that of `log-time-ascii` or `log-time-iso`, or the syslog
/// header's; a line that came without any has none. Replies (`log-replies`) tell of the same lookup
/// again; in a log without queries they are the accesses. Of a reply the code `REFUSED` is a refusal,
/// `NOERROR` is none. What local zones do with a query (`log-local-actions`) belongs to the query
/// before it, and some of it is a refusal. Documented at
/// https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html, "log-queries".
struct Unbound: LogFormat {
  let name = "unbound"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let (time, start) = try readHeader(line, clock: &context.clock)
      return try message(from: start, line, time, &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  /// The time, where one stands before the message, and where the message's level does.
  private func readHeader(
    _ line: Span<UInt8>, clock: inout LogClock
  ) throws(Malformed) -> (time: Timestamp?, start: Int) {
    var cursor = ByteCursor(line)
    guard cursor.next == ASCII.openingBracket else {
      let header = try ProgramHeader(line, clock: &clock) { $0.equals("unbound") }
      var message = ByteCursor(line, at: header.message)
      // Behind syslog the process and the thread stand once more.
      if message.next == ASCII.openingBracket { _ = message.readWord() }
      return (header.time, message.position)
    }
    // `[seconds] unbound[process:thread]`, or `[process:thread]` of a line that lost its head.
    let bracket = cursor.readWord()
    var inner = ByteCursor(line.bytes(in: bracket), at: 1)
    let time = try? inner.readEpoch()
    guard inner.next == ASCII.closingBracket, let time else {
      guard inner.next == ASCII.colon else { throw .layout }
      return (nil, cursor.position)
    }
    guard line.bytes(in: cursor.readWord()).starts(with: "unbound[") else { throw .layout }
    return (time, cursor.position)
  }

  private func message(
    from start: Int, _ line: Span<UInt8>, _ time: Timestamp?, _ context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    var cursor = ByteCursor(line, at: start)
    let level = line.bytes(in: cursor.readWord())
    guard level.count > 1, level[level.count - 1] == ASCII.colon else { throw .layout }
    guard level.equals("info:") || level.equals("query:") || level.equals("reply:") else {
      return .notAnAccess
    }
    let first = cursor.readWord()
    guard IPAddress(line.bytes(in: first)) != nil else {
      return localAction(&cursor, line, first, time, into: &record)
    }
    let name = cursor.readWord()
    guard !cursor.readWord().isEmpty, !cursor.readWord().isEmpty else { throw .truncated }
    // A reply has its code and more behind the class.
    let code = line.bytes(in: cursor.readWord())
    if code.count == 0 { context.logsQueries = true }
    guard code.count == 0 || !context.logsQueries,
      try NameLookup.start(&record, name: name, client: first, time: time, in: line)
    else { return .notAnAccess }
    record.outcome =
      code.equals("REFUSED") ? .blocked : code.equals("NOERROR") ? .allowed : .unknown
    return .access
  }

  /// `ZONE TYPE CLIENT@PORT NAME …`, the zone left away by some versions.
  private func localAction(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ first: ByteRange, _ time: Timestamp?,
    into record: inout AccessRecord
  ) -> Decoded {
    var type = first
    for _ in 0..<2 {
      let word = cursor.readWord()
      if let at = line.bytes(in: word).firstIndex(of: ASCII.at) {
        let client = ByteRange(word.range.lowerBound..<word.range.lowerBound + at)
        guard IPAddress(line.bytes(in: client)) != nil, isRefusal(line.bytes(in: type)) else {
          return .notAnAccess
        }
        return NameLookup.refuse(
          &record, name: cursor.readWord().range, client: client, time: time, in: line)
      }
      type = word
    }
    return .notAnAccess
  }

  /// The types of local zones that answer with nothing.
  private func isRefusal(_ type: Span<UInt8>) -> Bool {
    type.equals("deny") || type.equals("refuse") || type.equals("static")
      || type.equals("always_refuse") || type.equals("always_deny")
      || type.equals("always_nxdomain") || type.equals("always_nodata")
      || type.equals("always_null") || type.equals("inform_deny")
  }
}
