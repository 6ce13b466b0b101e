import Access
import Bytes
import Evidence

/// Pi-hole's own log, `/var/log/pihole/FTL.log`, with `debug.queries` (version 5: `DEBUG_QUERIES`), which
/// tells of every query.
///
///     [2026-11-16 08:30:00.250 812M] **** new UDP IPv4 query[A] query "www.example.com" from eth0/10.1.2.3#53124 (ID 97, FTL 4711, src/dnsmasq/forward.c:1777)
///     2026-11-16 08:30:00.250 CET [812M] DEBUG: **** new UDP IPv4 query[A] query "www.example.com" from eth0/10.1.2.3#53124 (ID 97, FTL 4711, src/dnsmasq/forward.c:1777)
///
/// The time is local, unless a zone stands behind it. The client is the address before `#`; queries of
/// Pi-hole itself, `<internal>`, are no accesses, nor is any other line. Pi-hole writes the same queries
/// into the log that is the format `dnsmasq`; whoever reads both counts every query twice. The line
/// stands in the product's source:
/// https://github.com/pi-hole/FTL/blob/master/src/dnsmasq_interface.c, `_FTL_new_query`.
struct PiholeLog: LogFormat {
  let name = "pihole-ftl-log"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var cursor = ByteCursor(line)
      let time = try time(&cursor, line, &context)
      guard let mark = line.position(of: "**** new ", from: cursor.position),
        let found = try query(line, from: mark + 9)
      else { return .notAnAccess }
      return try NameLookup.start(
        &record, name: found.name, client: found.client, time: time, in: line)
        ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  /// `[DATE TIME 812M]` or `DATE TIME ZONE [812M]`; the process may have a thread: `812/T815`.
  private func time(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> Timestamp {
    let hasBracket = cursor.take(ASCII.openingBracket)
    guard let first = cursor.next, ASCII.isDigit(first), cursor.next(behind: 4) == ASCII.hyphen
    else { throw .layout }
    let start = cursor.position
    _ = cursor.readWord()
    let end = cursor.readWord().range.upperBound
    var zone = ByteRange.none
    cursor.skip(ASCII.space)
    if let letter = cursor.next, !hasBracket, ASCII.isLetter(letter) {
      zone = cursor.readWord()
      cursor.skip(ASCII.space)
    }
    guard hasBracket || cursor.take(ASCII.openingBracket), (try? cursor.readDecimal()) != nil,
      cursor.take("M]") || cursor.take("/"), end > start
    else { throw .layout }
    return try MomentReader.read(
      line.extracting(start..<end), zone: line.bytes(in: zone), context: &context)
  }

  /// `UDP IPv4 query[A] query "NAME" from INTERFACE/CLIENT#PORT`, version 5 with a colon for the slash;
  /// nil for a query of Pi-hole itself.
  private func query(
    _ line: Span<UInt8>, from start: Int
  ) throws(Malformed) -> (name: ByteRange, client: ByteRange)? {
    var cursor = ByteCursor(line, at: start)
    _ = cursor.readToken(endingAt: ASCII.quote)
    guard cursor.take(ASCII.quote) else { throw .truncated }
    let name = cursor.readToken(endingAt: ASCII.quote)
    guard cursor.take("\" from ") else { throw .truncated }
    while let byte = cursor.next, byte != ASCII.slash, byte != ASCII.colon { _ = cursor.take(byte) }
    cursor.advance(by: 1)
    let client = cursor.readToken(endingAt: ASCII.number)
    guard cursor.take(ASCII.number) else { throw .truncated }
    if line.bytes(in: client).equals("<internal>") { return nil }
    guard IPAddress(line.bytes(in: client)) != nil else { throw .layout }
    return (name, client)
  }
}
