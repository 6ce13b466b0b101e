import Access
import Bytes
import Evidence

/// The query log of BIND's `named`, category `queries`, in its own file or through syslog.
///
///     16-Nov-2026 08:30:00.250 queries: info: client @0x7f01 10.1.2.3#53124 (www.example.com): query: www.example.com IN A +E(0)K (10.1.0.1)
///     Nov 16 08:30:00 ns1 named[812]: client 10.1.2.3#53124: view office: query: www.example.com IN A +
///
/// Time, category and severity stand there as `print-time`, `print-category` and `print-severity` ask
/// for; without a zone the time is local, and it is worth more than a syslog header's. A line whose
/// time is written with the month's name and milliseconds is of named, whatever it says. The client's
/// address ends at `#`; a key, the name in brackets and the view behind it vary with version and
/// configuration. Refusals (`denied`, a response policy zone that rewrites) belong to the query before
/// them. Documented at https://bind9.readthedocs.io/en/latest/reference.html, "The Query Log", and in
/// the "rpz" section of it.
struct Bind: LogFormat {
  let name = "bind"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let (time, start, namesProgram) = readHeader(line, clock: &context.clock)
      var cursor = ByteCursor(line, at: start)
      var word = cursor.readWord()
      var isNamed = namesProgram
      while isLabel(line.bytes(in: word)) {
        isNamed = true
        word = cursor.readWord()
        // A severity with its level: `debug 1:`.
        if line.bytes(in: word).equals("debug") {
          (_, word) = (cursor.readWord(), cursor.readWord())
        }
      }
      guard line.bytes(in: word).equals("client") else {
        guard isNamed || speaksOfServer(line.bytes(in: word)) else { throw .layout }
        return .notAnAccess
      }
      return try client(&cursor, line, time, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  // MARK: Before the message

  /// The time, where one stands before the message, where the message begins, and whether the line
  /// says that named wrote it.
  private func readHeader(
    _ line: Span<UInt8>, clock: inout LogClock
  ) -> (time: Timestamp?, start: Int, namesProgram: Bool) {
    if let own = readOwnTime(from: 0, line, clock: &clock), own.isEnglish {
      return (own.time, own.start, own.hasFraction)
    }
    if let header = try? ProgramHeader(line, clock: &clock, isMeant: { $0.equals("named") }) {
      let own = readOwnTime(from: header.message, line, clock: &clock)
      return (own?.time ?? header.time, own?.start ?? header.message, true)
    }
    let own = readOwnTime(from: 0, line, clock: &clock)
    return (own?.time, own?.start ?? 0, false)
  }

  private struct OwnTime {
    let time: Timestamp
    /// Where it ends.
    let start: Int
    /// Whether it is written in a way that nearly only named does.
    let isEnglish, hasFraction: Bool
  }

  /// `16-Nov-2026 08:30:00.250` or, with `print-time iso8601`, `2026-11-16T08:30:00.250Z`.
  private func readOwnTime(
    from start: Int, _ line: Span<UInt8>, clock: inout LogClock
  ) -> OwnTime? {
    var cursor = ByteCursor(line, at: start)
    guard let first = cursor.next, ASCII.isDigit(first) else { return nil }
    let isEnglish = cursor.next(behind: 2) == ASCII.hyphen
    let time =
      isEnglish
      ? readEnglishTime(&cursor, clock: &clock) : try? cursor.readISOTime(clock: &clock)
    guard let time, cursor.next == ASCII.space else { return nil }
    let hasFraction = cursor.next(behind: -4) == ASCII.dot
    return OwnTime(
      time: time, start: cursor.position, isEnglish: isEnglish, hasFraction: hasFraction)
  }

  private func readEnglishTime(_ cursor: inout ByteCursor, clock: inout LogClock) -> Timestamp? {
    guard let day = try? cursor.readDigits(2), cursor.take(ASCII.hyphen),
      let month = try? cursor.readMonth(), cursor.take(ASCII.hyphen),
      let year = try? cursor.readDigits(4), cursor.take(ASCII.space),
      let date = CivilDate(year: year, month: month, day: day),
      let local = try? LocalTime(&cursor)
    else { return nil }
    return clock.universal(local, on: date)
  }

  /// A category or a severity.
  private func isLabel(_ word: Span<UInt8>) -> Bool {
    let labels: [20 of StaticString] = [
      "queries:", "info:", "query-errors:", "security:", "rpz:", "general:", "error:", "warning:",
      "notice:", "crit:", "critical:", "debug:", "client:", "resolver:", "xfer-in:", "xfer-out:",
      "notify:", "lame-servers:", "dnssec:", "default:",
    ]
    for index in labels.indices where word.equals(labels[index]) { return true }
    return false
  }

  /// Words that lines of named begin with which are about the server itself.
  private func speaksOfServer(_ word: Span<UInt8>) -> Bool {
    let words: [15 of StaticString] = [
      "zone", "transfer", "validating", "view", "lame", "createfetch:", "success", "timed",
      "network", "managed-keys-zone:", "REFUSED", "SERVFAIL", "FORMERR", "connection", "",
    ]
    for index in words.indices where word.equals(words[index]) { return true }
    return word.starts(with: "bad-") || word.count > 4 && word.starts(with: "rpz")
  }

  // MARK: The message

  /// `[@POINTER] ADDRESS#PORT[/key KEY] [(NAME)]: [view VIEW:] …`, `client` taken.
  private func client(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ time: Timestamp?,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    var word = cursor.readWord()
    if line.bytes(in: word).starts(with: "@") { word = cursor.readWord() }
    guard let mark = line.bytes(in: word).firstIndex(of: ASCII.number) else { throw .layout }
    let client = ByteRange(word.range.lowerBound..<word.range.lowerBound + mark)
    guard IPAddress(line.bytes(in: client)) != nil else { throw .layout }
    // At most: key, its name, the name asked for, `view`, its name, a protocol.
    for _ in 0..<7 {
      word = cursor.readWord()
      let bytes = line.bytes(in: word)
      if bytes.equals("query:") { return try query(&cursor, line, client, time, into: &record) }
      if bytes.equals("query") || bytes.equals("rpz") {
        return refusal(&cursor, line, client, time, into: &record)
      }
    }
    return .notAnAccess
  }

  /// `NAME CLASS TYPE FLAGS`.
  private func query(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ client: ByteRange, _ time: Timestamp?,
    into record: inout AccessRecord
  ) throws(Malformed) -> Decoded {
    let name = cursor.readWord()
    guard !cursor.readWord().isEmpty, !cursor.readWord().isEmpty else { throw .truncated }
    // Infoblox puts the response on the line of its query.
    guard !line.bytes(in: cursor.readWord()).equals("response:") else { throw .layout }
    return try NameLookup.start(&record, name: name, client: client, time: time, in: line)
      ? .access : .notAnAccess
  }

  /// `query [(cache)] 'NAME/TYPE/CLASS' denied`, or `rpz TRIGGER POLICY rewrite NAME/TYPE/CLASS via …`.
  private func refusal(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>, _ client: ByteRange, _ time: Timestamp?,
    into record: inout AccessRecord
  ) -> Decoded {
    for _ in 0..<4 {
      var word = cursor.readWord()
      let bytes = line.bytes(in: word)
      // `query failed (timed out) for …` and a policy that lets pass refuse nothing.
      if bytes.equals("failed") || bytes.equals("PASSTHRU") { return .notAnAccess }
      if bytes.equals("rewrite") {
        word = cursor.readWord()
      } else if !bytes.starts(with: "'") {
        continue
      }
      return refused(word, line, client, time, into: &record)
    }
    return .notAnAccess
  }

  private func refused(
    _ question: ByteRange, _ line: Span<UInt8>, _ client: ByteRange, _ time: Timestamp?,
    into record: inout AccessRecord
  ) -> Decoded {
    let bytes = line.bytes(in: question)
    let start = question.range.lowerBound + (bytes.starts(with: "'") ? 1 : 0)
    guard let slash = bytes.firstIndex(of: ASCII.slash), start < question.range.lowerBound + slash
    else { return .notAnAccess }
    let name = start..<question.range.lowerBound + slash
    return NameLookup.refuse(&record, name: name, client: client, time: time, in: line)
  }
}
