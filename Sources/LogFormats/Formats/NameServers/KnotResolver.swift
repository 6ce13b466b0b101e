import Access
import Bytes
import Evidence

/// The debug log of Knot Resolver's `kresd`, versions 5 and 6 (`log_level('debug')`,
/// `logging: level: debug`), through the journal, syslog or on its own.
///
///     Nov 16 08:30:00 ns1 kresd[812]: [plan  ][00000.00] plan 'www.example.com.' type 'A' uid [53037.00]
///     Nov 16 08:30:00 ns1 kresd[812]: [00000.00][plan] plan 'www.example.com.' type 'A' uid [53037.00]
///
/// An access is the plan that a request begins with: no plan stands above it (`[00000.00]`), and it is
/// the first of its request (`.00]`). Further plans look for name servers, keys and the targets of
/// aliases. The time is the syslog header's; without one there is none. The client is not logged.
/// The lines stand in the product's source:
/// https://github.com/CZ-NIC/knot-resolver/blob/master/lib/log.c, `kr_vlog_req`, and
/// https://github.com/CZ-NIC/knot-resolver/blob/master/lib/rplan.c, `kr_rplan_push`.
struct KnotResolver: LogFormat {
  let name = "knot-resolver"
  let fields: LogFields = []

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let header = try? ProgramHeader(line, clock: &context.clock) { $0.starts(with: "kresd") }
      var cursor = ByteCursor(line, at: header?.message ?? 0)
      guard takePlan(&cursor) else {
        guard header != nil || speaksOfRequest(line) else { throw .layout }
        return .notAnAccess
      }
      guard let name = try name(&cursor) else { return .notAnAccess }
      return try NameLookup.start(
        &record, name: name, client: .none, time: header?.time, in: line)
        ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  /// Consumes what stands before the name of a plan that no other plan stands above.
  private func takePlan(_ cursor: inout ByteCursor) -> Bool {
    cursor.take("[plan  ][00000.00] plan '") || cursor.take("[plan][00000.00] plan '")
      || cursor.take("[00000.00][plan] plan '")
  }

  /// `NAME' type 'TYPE' uid [REQUEST.PLAN]`; nil when the plan is not the first of its request.
  private func name(_ cursor: inout ByteCursor) throws(Malformed) -> ByteRange? {
    let quote = UInt8(ascii: "'")
    let name = cursor.readToken(endingAt: quote)
    guard cursor.take("' type '") else { throw .truncated }
    _ = cursor.readToken(endingAt: quote)
    guard cursor.take("' uid [") else { throw .truncated }
    _ = cursor.readToken(endingAt: ASCII.dot)
    guard cursor.take(ASCII.dot), cursor.next(behind: 2) == ASCII.closingBracket else {
      throw .truncated
    }
    return cursor.take("00]") ? name : nil
  }

  /// Whether a line without the program's name has its marks: `[iterat][53037.01]` or
  /// `[53037.01][iter]`.
  private func speaksOfRequest(_ line: Span<UInt8>) -> Bool {
    var cursor = ByteCursor(line)
    guard cursor.take(ASCII.openingBracket) else { return false }
    if takeNumbers(&cursor) { return cursor.take("[") }
    _ = cursor.readToken(endingAt: ASCII.closingBracket)
    return cursor.position <= 8 && cursor.take("][") && takeNumbers(&cursor)
  }

  /// `53037.01]`.
  private func takeNumbers(_ cursor: inout ByteCursor) -> Bool {
    guard let first = cursor.next, ASCII.isDigit(first), cursor.next(behind: 5) == ASCII.dot
    else { return false }
    _ = try? cursor.readDecimal()
    guard cursor.take(ASCII.dot), (try? cursor.readDigits(2)) != nil else { return false }
    return cursor.take(ASCII.closingBracket)
  }
}
