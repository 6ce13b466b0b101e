import Access
import Bytes
import Evidence

/// The queries in the log files of Technitium DNS Server.
///
///     [2026-11-16 08:30:00 Local] [10.1.2.3:53124] [UDP] QNAME: www.example.com; QTYPE: A; QCLASS: IN; RCODE: NoError; ANSWER: [192.0.2.80]
///
/// The time is the server's own, `Local`, or `UTC`. The client is the address in the second pair of
/// brackets. A query is refused by the code `Refused`, or by an answer that leads nowhere, as blocked
/// names get; `NoError` allows it, and from other codes nothing can be told. Other lines, such as
/// logins and errors, are no accesses; the traces below errors have no time and belong to nothing.
/// The lines stand in the product's source:
/// https://github.com/TechnitiumSoftware/DnsServer/blob/master/DnsServerCore/LogManager.cs.
struct Technitium: LogFormat {
  let name = "technitium"
  let fields: LogFields = [.client, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var cursor = ByteCursor(line)
      let time = try time(&cursor, line, &context)
      let word = cursor.readWord()
      _ = cursor.readWord()
      guard cursor.take(" QNAME: ") else { return .notAnAccess }
      let name = cursor.readToken(endingAt: UInt8(ascii: ";"))
      guard cursor.take(";") else { throw .truncated }
      let client = try EndPoint.address(in: inner(word), line)
      guard try NameLookup.start(&record, name: name, client: client, time: time, in: line) else {
        return .notAnAccess
      }
      record.outcome = outcome(&cursor, line)
      return .access
    } catch {
      return .malformed(error)
    }
  }

  /// `[2026-11-16 08:30:00 Local]`.
  private func time(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> Timestamp {
    guard cursor.take(ASCII.openingBracket) else { throw .layout }
    let field = line.bytes(in: cursor.readToken(endingAt: ASCII.closingBracket))
    guard cursor.take(ASCII.closingBracket) else { throw .truncated }
    guard
      field.contains(" Local", at: field.count - 6) || field.contains(" UTC", at: field.count - 4)
    else { throw .layout }
    return try MomentReader.read(field, zone: field.extracting(0..<0), context: &context)
  }

  /// What stands between the outer brackets of `[[2001:db8::7]:53124]`.
  private func inner(_ word: ByteRange) -> ByteRange {
    word.count < 2 ? word : ByteRange(word.range.lowerBound + 1..<word.range.upperBound - 1)
  }

  private func outcome(_ cursor: inout ByteCursor, _ line: Span<UInt8>) -> Outcome {
    var outcome = Outcome.unknown
    while true {
      let word = line.bytes(in: cursor.readWord())
      guard word.count > 0 else { return outcome }
      if word.equals("RCODE:") {
        let code = line.bytes(in: cursor.readWord())
        if code.starts(with: "Refused") { return .blocked }
        if code.equals("NoError;") { outcome = .allowed }
      } else if word.equals("ANSWER:") {
        let answer = line.bytes(in: cursor.readWord())
        return answer.equals("[0.0.0.0]") || answer.equals("[::]") ? .blocked : outcome
      }
    }
  }
}
