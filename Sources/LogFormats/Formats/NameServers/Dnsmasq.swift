import Access
import Bytes
import Evidence

/// The query log of dnsmasq, `log-queries` with or without `extra`, also as Pi-hole and OpenWrt's
/// `logread` write it.
///
///     Nov 16 08:30:00 dnsmasq[812]: query[A] www.example.com from 10.1.2.3
///     Nov 16 08:30:00 dnsmasq[812]: 97 10.1.2.3/53124 query[A] www.example.com from 10.1.2.3
///     Nov 16 08:30:00 dnsmasq[812]: gravity blocked www.example.com is 0.0.0.0
///     Nov 16 08:30:00 dnsmasq[812]: blocked upstream with NULL address www.example.com is 0.0.0.0
///
/// The time is the one nearest before the tag: in dnsmasq's own file local time without a year,
/// through rsyslog often RFC 3339; a container's output has none. Only query lines carry the client;
/// replies, forwards and cache hits tell of the same lookup again and are no accesses. A refusal
/// (Pi-hole's lists and its check of aliases, the upstream server, an `address=` or hosts file entry
/// that leads to nowhere) belongs to the query before it. Documented at
/// https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html, "log-queries", and
/// https://docs.pi-hole.net/ftldns/.
struct Dnsmasq: LogFormat {
  let name = "dnsmasq"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let header = try ProgramHeader(line, clock: &context.clock) { program in
        program.equals("dnsmasq") || program.starts(with: "dnsmasq-")
          || program.equals("pihole-FTL")
      }
      return try decodeMessage(line, header, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  private func decodeMessage(
    _ line: Span<UInt8>, _ header: ProgramHeader, into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    var cursor = ByteCursor(line, at: header.message)
    // `extra` puts a serial number and the requestor first, `proto` the protocol before them.
    var requestor = ByteRange.none
    var verb = cursor.readWord()
    // Nearly all lines that matter begin with this.
    if line.bytes(in: verb).starts(with: "query[") {
      return try query(&cursor, line, header.time, into: &record)
    }
    for _ in 0..<3 where !isVerb(line.bytes(in: verb)) {
      requestor = verb
      verb = cursor.readWord()
    }
    let verbBytes = line.bytes(in: verb)
    if verbBytes.starts(with: "query[") || verbBytes.starts(with: "auth[") {
      return try query(&cursor, line, header.time, into: &record)
    }
    guard let name = refusedName(&cursor, line, verb: verb) else { return .notAnAccess }
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
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ time: Timestamp?,
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

  /// The name in `REASON NAME is ANSWER`, if that is a refusal.
  private func refusedName(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, verb: ByteRange
  ) -> ByteRange? {
    var (name, count) = (verb, 0)
    // Pi-hole's longest reason has five words.
    for _ in 0..<6 {
      let word = cursor.readWord()
      if line.bytes(in: word).equals("is") {
        let answer = line.bytes(in: cursor.readWord())
        return refuses(line.bytes(in: verb), words: count, answer) ? name : nil
      }
      (name, count) = (word, count + 1)
    }
    return nil
  }

  /// Of the reasons, dnsmasq's own have one word, Pi-hole's have more.
  private func refuses(_ reason: Span<UInt8>, words: Int, _ answer: Span<UInt8>) -> Bool {
    let leadsNowhere =
      answer.equals("0.0.0.0") || answer.equals("::") || answer.equals("NXDOMAIN")
    if words > 1 {
      return leadsNowhere || reason.equals("gravity") || reason.equals("regex")
        || reason.equals("exactly") || reason.equals("blocked")
    }
    // `reply NAME is blocked during CNAME inspection`.
    return leadsNowhere && (reason.equals("config") || reason.starts(with: "/"))
      || answer.equals("blocked") || reason.equals("Rate-limiting")
  }

  /// `10.1.2.3/53124`; nothing when no requestor was written.
  private func address(ofRequestor word: ByteRange, _ line: Span<UInt8>) -> ByteRange {
    guard let slash = line.bytes(in: word).lastIndex(of: ASCII.slash) else { return .none }
    return ByteRange(word.range.lowerBound..<word.range.lowerBound + slash)
  }
}
