import Access
import Bytes
import Evidence

/// The queries that dnsdist's `LogAction` writes as text, to a file or through syslog.
///
///     [1794814200.250000000] Packet from 10.1.2.3:53124 for www.example.com. A with id 4711
///     Nov 16 08:30:00 lb1 dnsdist[812]: Packet from 10.1.2.3:53124 for www.example.com. A with id 4711
///
/// The time, where `includeTimestamp` asks for it, is in seconds since 1970 with the nanoseconds as a
/// number of their own behind the dot, without zeros before it; otherwise it is the syslog header's,
/// or there is none. The answers of `LogResponseAction` tell of the same lookups again and are no
/// accesses, nor is any other line of the program. Documented at
/// https://dnsdist.org/reference/actions.html, `LogAction`.
struct Dnsdist: LogFormat {
  let name = "dnsdist"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let header = try? ProgramHeader(line, clock: &context.clock) { $0.equals("dnsdist") }
      var time = header?.time
      var cursor = ByteCursor(line, at: header?.message ?? 0)
      if cursor.take(ASCII.openingBracket) {
        time = try readTime(&cursor)
        guard cursor.take("] ") else { throw .layout }
      }
      guard cursor.take("Packet from ") else {
        guard header != nil || cursor.take("Answer to ") && isAnswer(&cursor, line) else {
          throw .layout
        }
        return .notAnAccess
      }
      return try packet(&cursor, line, time, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func readTime(_ cursor: inout ByteCursor) throws(Malformed) -> Timestamp {
    guard let seconds = try? cursor.readDecimal(), cursor.take(ASCII.dot),
      let nanoseconds = try? cursor.readDecimal(), nanoseconds < 1_000_000_000,
      let whole = Int64(exactly: seconds),
      let time = Timestamp(seconds: whole, milliseconds: Int64(nanoseconds / 1_000_000))
    else { throw .time }
    return time
  }

  /// `CLIENT:PORT for NAME TYPE with id NUMBER`.
  private func packet(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ time: Timestamp?,
    into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    let client = try EndPoint.address(in: cursor.readWord(), line)
    guard cursor.take(" for ") else { throw .truncated }
    let name = cursor.readWord()
    _ = cursor.readWord()
    guard cursor.take(" with id ") else { throw .truncated }
    return try NameLookup.start(&record, name: name, client: client, time: time, in: line)
  }

  private func isAnswer(_ cursor: inout ByteCursor, _ line: Span<UInt8>) -> Bool {
    (try? EndPoint.address(in: cursor.readWord(), line)) != nil && cursor.take(" for ")
  }
}
