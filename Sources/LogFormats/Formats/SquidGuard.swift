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
    let host: HostName
    do throws(HostError) {
      host = try HostName(inTarget: target, of: line, isTunnel: true)
    } catch {
      if error == .absent { return false }
      throw .host
    }
    record = AccessRecord(kind: .proxy, host: host.range)
    record.isHostAddress = host.isAddress
    record.port = host.port
    record.path = host.path(inTarget: target)
    record.method = line.bytes(in: method).equals("-") ? .none : method
    record.time = time
    let address = line.bytes(in: client).wordEnd(ASCII.slash, from: 0)
    record.setClient(
      ByteRange(client.range.lowerBound..<client.range.lowerBound + address), in: line)
    record.setUser(user, in: line)
    record.outcome = line.bytes(in: cursor.readWord()).starts(with: "PASS") ? .allowed : .blocked
    return true
  }
}
