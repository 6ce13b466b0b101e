import Access
import Bytes
import Evidence

/// The debug log of systemd-resolved (`resolvectl log-level debug`), as the journal and syslog show
/// it.
///
///     Nov 16 08:30:00 laptop systemd-resolved[812]: Looking up RR for www.example.com IN A.
///
/// An access is a line that says which name is looked up, also as a whole packet (`Looking up bypass
/// packet for …`). The time is the header's. There is no client: the programs of the machine itself
/// ask. A name in other letters than ASCII is looked up as it is and, on a line of its own (`IDNA`),
/// in its encoded form, which is the same lookup. Transactions, cache hits and all other lines are no
/// accesses. The lines stand in the product's source:
/// https://github.com/systemd/systemd/blob/main/src/resolve/resolved-dns-query.c, `dns_query_new`.
struct SystemdResolved: LogFormat {
  let name = "systemd-resolved"
  let fields: LogFields = []

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let header = try ProgramHeader(line, clock: &context.clock) {
        $0.equals("systemd-resolved")
      }
      var cursor = ByteCursor(line, at: header.message)
      guard
        cursor.take("Looking up RR for ") || cursor.take("Looking up bypass packet for ")
      else { return .notAnAccess }
      let name = try name(&cursor, line)
      return try NameLookup.start(
        &record, name: name, client: .none, time: header.time, in: line)
        ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  /// `NAME CLASS TYPE`; the first versions put the name last.
  private func name(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> ByteRange {
    let first = cursor.readWord()
    let second = cursor.readWord()
    let third = cursor.readWord()
    guard !third.isEmpty else { throw .truncated }
    return line.bytes(in: first).equals("IN") && !line.bytes(in: second).equals("IN")
      ? third : first
  }
}
