import Access
import Bytes
import Evidence

/// The queries that the NextDNS client on a router or machine logs with `log-queries`, through syslog or
/// the journal.
///
///     Nov 16 08:30:00 router nextdns[812]: Query 10.1.2.3 UDP A www.example.com. 4K7QX (qry=33/res=49) 12ms HTTP/2.0
///
/// The time is the header's. The client is the address behind `Query`. The profile behind the name is
/// missing in older versions. `qry` is the size of the query, which is upload, `res` that of the answer.
/// The log does not say what was blocked. All other lines are no accesses. The line stands in the
/// product's source: https://github.com/nextdns/nextdns/blob/master/run.go, `QueryLog`.
struct NextDNSCLI: LogFormat {
  let name = "nextdns-cli"
  let fields: LogFields = [.client, .bytesUp, .bytesDown]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let header = try ProgramHeader(line, clock: &context.clock) { $0.equals("nextdns") }
      var cursor = ByteCursor(line, at: header.message)
      guard cursor.take("Query ") else { return .notAnAccess }
      let client = try EndPoint.address(in: cursor.readWord(), line)
      _ = cursor.readWord()
      _ = cursor.readWord()
      let name = cursor.readWord()
      guard
        try NameLookup.start(&record, name: name, client: client, time: header.time, in: line)
      else { return .notAnAccess }
      try readSizes(&cursor, into: &record)
      return .access
    } catch {
      return .malformed(error)
    }
  }

  /// `[PROFILE] (qry=33/res=49)`.
  private func readSizes(
    _ cursor: inout ByteCursor, into record: inout AccessRecord
  ) throws(Malformed) {
    _ = cursor.readToken(endingAt: UInt8(ascii: "("))
    guard cursor.take("(qry="), let up = try? cursor.readDecimal(), cursor.take("/res="),
      let down = try? cursor.readDecimal()
    else { throw .truncated }
    record.bytesUp = up
    record.bytesDown = down
  }
}
