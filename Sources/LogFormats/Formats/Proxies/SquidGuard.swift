import Access
import Bytes
import Evidence

/// The log of squidGuard's destination groups, the filter behind Squid, also of pfSense and OPNsense.
///
///     2026-11-16 08:30:00 [31277] Request(default/ai/-) https://www.example.com/start 10.1.2.3/- anna GET REDIRECT
///
/// Fields: local time, process, source group/destination group/rewrite, URL or `host:port`, client/its
/// name, user, method, action. Without `verboselog` only refused requests are logged, and old versions do
/// not write the action, so that all but `PASS` is refused. Sizes are not logged. The lines about the
/// program itself in the same file are no accesses. Documented at
/// https://sources.debian.org/src/squidguard/1.2.0-5/CONFIGURATION ("log", "verboselog").
struct SquidGuard: LogFormat {
  let name = "squidguard"
  let fields: LogFields = [.client, .user, .path, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var cursor = ByteCursor(line)
      if cursor.next.map(ASCII.isDigit) != true {
        guard let start = Anchor.dateAndTime(in: line) else { throw .layout }
        cursor.advance(by: start)
      }
      let time = try cursor.readISOTime(clock: &context.clock)
      let process = line.bytes(in: cursor.readWord())
      guard process.count > 2, process[0] == ASCII.openingBracket, ASCII.isDigit(process[1]),
        process[process.count - 1] == ASCII.closingBracket
      else { throw .layout }
      cursor.skip(ASCII.space)
      guard cursor.take("Request(") else {
        return line.contains("squidGuard", at: cursor.position)
          || line.contains("init ", at: cursor.position) ? .notAnAccess : .malformed(.layout)
      }
      return try request(&cursor, line, time, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func request(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ time: Timestamp,
    into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    _ = cursor.readToken(endingAt: UInt8(ascii: ")"))
    _ = cursor.take(UInt8(ascii: ")"))
    let target = cursor.readWord()
    let client = cursor.readWord()
    let user = cursor.readWord()
    let method = cursor.readWord()
    guard !method.isEmpty else { throw .truncated }
    let request = GuardRequest(
      time: time, target: target, client: client, user: user, method: method)
    guard try request.fill(&record, line) else { return false }
    record.outcome = line.bytes(in: cursor.readWord()).starts(with: "PASS") ? .allowed : .blocked
    return true
  }
}

/// The log of ufdbGuard, another filter behind Squid.
///
///     2026-11-16 08:30:00 [31277] BLOCK anna 10.1.2.3 allusers ai https://www.example.com/start GET
///
/// Fields: local time, process, action, user, client, source group, category, URL or `host:port`, method.
/// `BLOCK` is refused, `PASS` and the blocks that are only tested are not. Passed requests are logged only
/// if that was asked for. Sizes are not logged. The lines about the program itself in the same file are no
/// accesses. The sources of the fields stand beside the fixtures.
struct UfdbGuard: LogFormat {
  let name = "ufdbguard"
  let fields: LogFields = [.client, .user, .path, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var cursor = ByteCursor(line)
      let time = try cursor.readISOTime(clock: &context.clock)
      let process = line.bytes(in: cursor.readWord())
      guard process.count > 2, process[0] == ASCII.openingBracket, ASCII.isDigit(process[1]) else {
        throw .layout
      }
      let action = line.bytes(in: cursor.readWord())
      let isBlock = action.starts(with: "BLOCK")
      guard isBlock || action.equals("PASS") || action.starts(with: "TESTBLOCK") else {
        return line.holds("ufdb") || line.holds("UFDB") ? .notAnAccess : .malformed(.layout)
      }
      guard try request(&cursor, time, line).fill(&record, line) else { return .notAnAccess }
      record.outcome = isBlock ? .blocked : .allowed
      return .access
    } catch {
      return .malformed(error)
    }
  }

  /// `anna 10.1.2.3 allusers ai https://www.example.com/start GET`
  private func request(
    _ cursor: inout ByteCursor, _ time: Timestamp, _ line: Span<UInt8>
  ) throws(Malformed) -> GuardRequest {
    let (user, client) = (cursor.readWord(), cursor.readWord())
    guard IPAddress(line.bytes(in: client)) != nil else { throw .layout }
    for _ in 0..<2 { _ = cursor.readWord() }
    let (target, method) = (cursor.readWord(), cursor.readWord())
    guard !method.isEmpty else { throw .truncated }
    return GuardRequest(time: time, target: target, client: client, user: user, method: method)
  }
}

/// What Squid hands its filters, and they log.
private struct GuardRequest {
  let time: Timestamp
  let target, client, user, method: ByteRange

  /// - Returns: false when no host is asked for.
  func fill(_ record: inout AccessRecord, _ line: Span<UInt8>) throws(Malformed) -> Bool {
    guard try ProxyRequest.start(&record, target: target, in: line) else { return false }
    record.method = line.bytes(in: method).equals("-") ? .none : method
    record.time = time
    // The client's name may stand behind its address and a slash.
    let start = client.range.lowerBound
    let end = line.bytes(in: client).wordEnd(ASCII.slash, from: 0)
    record.setClient(ByteRange(start..<start + end), in: line)
    record.setUser(user, in: line)
    return true
  }
}
