import Access
import Bytes
import Evidence

/// The query log of dnsmasq, `log-queries` with or without `extra`, also as Pi-hole and OpenWrt's
/// `logread` write it.
///
///     Nov 16 08:30:00 dnsmasq[812]: query[A] www.example.com from 10.1.2.3
///     Nov 16 08:30:00 dnsmasq[812]: 97 10.1.2.3/53124 query[A] www.example.com from 10.1.2.3
///     Nov 16 08:30:00 dnsmasq[812]: gravity blocked www.example.com is 0.0.0.0
///
/// The time is the syslog header's: in dnsmasq's own file local time without a year, through
/// rsyslog often RFC 3339. Only query lines carry the client; replies, forwards and cache hits tell
/// of the same lookup again and are no accesses. A refusal (Pi-hole's lists, an `address=` or hosts
/// file entry that leads to nowhere) belongs to the query before it. Documented at
/// https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html, "log-queries", and
/// https://docs.pi-hole.net/ftldns/.
struct Dnsmasq: LogFormat {
  let name = "dnsmasq"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let header = try SyslogHeader(line, clock: &context.clock)
      let program = line.bytes(in: header.program)
      guard program.starts(with: "dnsmasq") || program.equals("pihole-FTL") else {
        throw .layout
      }
      return try decodeMessage(line, header, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  private func decodeMessage(
    _ line: Span<UInt8>, _ header: SyslogHeader, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    var cursor = ByteCursor(line, at: header.message)
    // `extra` puts a serial number and the requestor first, `proto` the protocol before them.
    var requestor = ByteRange.none
    var verb = cursor.readWord()
    for _ in 0..<3 where !isVerb(line.bytes(in: verb)) {
      requestor = verb
      verb = cursor.readWord()
    }
    let verbBytes = line.bytes(in: verb)
    if verbBytes.starts(with: "query[") || verbBytes.starts(with: "auth[") {
      return try query(&cursor, line, header.time, into: &record)
    }
    guard let name = refusedName(&cursor, line, verb: verbBytes) else { return .notAnAccess }
    return NameLookup.refuse(
      &record, name: name.range, client: address(ofRequestor: requestor, line), time: header.time,
      in: line)
  }

  /// Words that only a prefix has: a serial number, an address and port, a protocol.
  private func isVerb(_ word: Span<UInt8>) -> Bool {
    guard word.count > 0 else { return true }
    return !ASCII.isDigit(word[0]) && !word.equals("UDP") && !word.equals("TCP")
      && !(word.firstIndex(of: ASCII.colon) != nil && word.firstIndex(of: ASCII.slash) != nil)
  }

  /// `NAME from ADDRESS`.
  private func query(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ time: Timestamp,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    let name = cursor.readWord()
    let from = cursor.readWord()
    let client = cursor.readWord()
    guard !client.isEmpty else { throw .truncated }
    // dnsmasq's words for a name that it cannot print: `<name unprintable>`.
    guard !line.bytes(in: name).equals("<name") else { throw .host }
    guard line.bytes(in: from).equals("from"), cursor.isAtEnd else { throw .layout }
    return try NameLookup.start(&record, name: name, client: client, time: time, in: line)
      ? .access : .notAnAccess
  }

  /// The name in `gravity blocked NAME is …`, `regex denied NAME is …`, or in `config NAME is …`
  /// and `/etc/hosts.block NAME is …` when the answer leads nowhere.
  private func refusedName(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, verb: Span<UInt8>
  ) -> ByteRange? {
    let second = cursor.readWord()
    if verb.equals("config") || verb.starts(with: "/") {
      guard line.bytes(in: cursor.readWord()).equals("is") else { return nil }
      let answer = line.bytes(in: cursor.readWord())
      let leadsNowhere = answer.equals("0.0.0.0") || answer.equals("::")
      return leadsNowhere || answer.equals("NXDOMAIN") ? second : nil
    }
    let secondBytes = line.bytes(in: second)
    guard verb.equals("gravity") || verb.equals("regex") || verb.equals("exactly"),
      secondBytes.equals("blocked") || secondBytes.equals("denied")
        || secondBytes.equals("blacklisted")
    else { return nil }
    return cursor.readWord()
  }

  /// `10.1.2.3/53124`; nothing when no requestor was written.
  private func address(ofRequestor word: ByteRange, _ line: Span<UInt8>) -> ByteRange {
    guard let slash = line.bytes(in: word).lastIndex(of: ASCII.slash) else { return .none }
    return ByteRange(word.range.lowerBound..<word.range.lowerBound + slash)
  }
}
