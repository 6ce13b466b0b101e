import Access
import Bytes
import Evidence

/// The access log of the web filters DansGuardian and e2guardian.
///
///     2026.11.16 8:30:00 anna 10.1.2.3 https://www.example.com *DENIED* Banned site: example.com GET 0 0 Banned 1 403 text/html - group1 -
///
/// Fields in formats 1 (blanks), 2 (CSV) and 4 (tabs): local time, user, client, URL, reason, method,
/// bytes to the client, weight, category, group, status. Blanks inside the reason make the first hard: the
/// method is the word in capitals with two numbers behind it. Formats 5 to 8 (tabs) have seconds since
/// 1970, server, user, client, the client's name, URL, method, status, size, type and user agent. Format 3
/// is Squid's. Refused is what has `*DENIED*` or `*INFECTED*` in its reason, or the status 403 and a reason
/// without such a mark. A user that is the client's address is none. There is no upload size. With
/// `logsyslog = on` a syslog header stands before the line. Documented at
/// https://github.com/e2guardian/wiki/wiki/Access-Log-File-Format and in the comments of
/// e2guardian.conf, "logfileformat".
struct DansGuardian: DescribedFormat {
  let name = "dansguardian"
  let shape = LineShape.columns(DansGuardian.tabs, NamedColumns(), minimum: 0)
  let map: FieldMap
  private static let tabs = DelimitedLine(delimiter: ASCII.tab)
  private let first, fifth, fifthWithoutName: NamedColumns

  init() {
    let map = FieldMap([
      ("when", .time), ("who", .user), ("from", .client), ("where", .url), ("what", .action),
      ("how", .method), ("size", .bytesDown), ("code", .status), ("agent", .userAgent),
    ])
    self.map = map
    first = NamedColumns(
      [
        "when", "who", "from", "where", "what", "how", "size", "weight", "category", "group",
        "code", "type", "host", "groupname", "agent",
      ], map)
    let request = [
      "where", "how", "code", "size", "type", "agent", "result", "duration", "peer", "number",
      "what",
    ]
    fifth = NamedColumns(["when", "server", "who", "from", "host"] + request, map)
    fifthWithoutName = NamedColumns(["when", "server", "who", "from"] + request, map)
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      if line.firstIndex(of: ASCII.tab) != nil {
        try readTabs(line, into: &values)
      } else if isCSV(line) {
        guard first.read(line, from: 0, as: DelimitedLine(), into: &values) >= 11 else {
          throw .truncated
        }
      } else {
        try readWords(line, into: &values)
      }
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let client = line.bytes(in: values[.client])
    guard IPAddress(client) != nil || values[.client].isEmpty, !values[.time].isEmpty,
      isURL(line.bytes(in: values[.url]))
    else { throw .layout }
    return .access(.proxy)
  }

  /// `2026.11.16 8:30:00,` in quotes or without.
  private func isCSV(_ line: Span<UInt8>) -> Bool {
    var head = line.extracting(0..<line.wordEnd(UInt8(ascii: ","), from: 0))
    if head.count > 2, head[0] == ASCII.quote { head = head.extracting(1..<head.count - 1) }
    return isMoment(head)
  }

  private func isMoment(_ bytes: Span<UInt8>) -> Bool {
    guard (15...19).contains(bytes.count), bytes[4] == ASCII.dot else { return false }
    let blank = bytes.wordEnd(ASCII.space, from: 0)
    return blank < 11 && bytes.extracting(blank..<bytes.count).firstIndex(of: ASCII.colon) != nil
  }

  private func readTabs(_ line: Span<UInt8>, into values: inout FieldValues) throws(Malformed) {
    let when = line.extracting(0..<line.wordEnd(ASCII.tab, from: 0))
    if isMoment(when) {
      guard first.read(line, from: 0, as: Self.tabs, into: &values) >= 11 else { throw .truncated }
      return
    }
    guard Anchor.epoch(in: when) == 0 else { throw .layout }
    let named = hasURL(line, inColumn: 4) ? fifthWithoutName : fifth
    guard named.read(line, from: 0, as: Self.tabs, into: &values) >= named.count else {
      throw .truncated
    }
  }

  /// The client's name is left away by `logclientnameandip = off`.
  private func hasURL(_ line: Span<UInt8>, inColumn wanted: Int) -> Bool {
    var hasURL = false
    Self.tabs.forEachColumn(line, from: 0) { column, value, _ in
      if column == wanted { hasURL = isURL(line.bytes(in: value)) }
      return column < wanted
    }
    return hasURL
  }

  private func isURL(_ bytes: Span<UInt8>) -> Bool {
    guard let colon = bytes.firstIndex(of: ASCII.colon) else { return false }
    return bytes.contains("://", at: colon)
  }

  /// `DAY TIME USER CLIENT URL REASON… METHOD SIZE WEIGHT …`
  private func readWords(_ line: Span<UInt8>, into values: inout FieldValues) throws(Malformed) {
    var cursor = ByteCursor(line)
    let day = cursor.readWord()
    let time = cursor.readWord()
    let moment = ByteRange(day.range.lowerBound..<time.range.upperBound)
    guard isMoment(line.bytes(in: moment)) else { throw .layout }
    values.replace(.time, with: moment)
    set(.user, cursor.readWord(), line, &values)
    set(.client, cursor.readWord(), line, &values)
    values.replace(.url, with: cursor.readWord())
    let reason = cursor.position
    while true {
      let word = cursor.readWord()
      guard !word.isEmpty else { throw .truncated }
      guard isMethod(line.bytes(in: word)) else { continue }
      var behind = cursor.position
      guard let size = number(line, at: &behind), number(line, at: &behind) != nil else { continue }
      values.replace(.action, with: ByteRange(reason..<word.range.lowerBound))
      set(.method, word, line, &values)
      values.replace(.bytesDown, with: size)
      return
    }
  }

  private func set(
    _ role: FieldRole, _ value: ByteRange, _ line: Span<UInt8>, _ values: inout FieldValues
  ) {
    if !line.bytes(in: value).standsForNothing { values.replace(role, with: value) }
  }

  /// A method, or the hyphen for none.
  private func isMethod(_ word: Span<UInt8>) -> Bool {
    for index in word.indices where !ASCII.isUppercase(word[index]) {
      return word.equals("-")
    }
    return word.count >= 3
  }

  /// The number behind `position`, or the nothing between two blanks.
  private func number(_ line: Span<UInt8>, at position: inout Int) -> ByteRange? {
    guard position < line.count else { return nil }
    let start = position + 1
    let end = line.wordEnd(ASCII.space, from: start)
    for index in start..<max(start, end)
    where !ASCII.isDigit(line[index]) && line[index] != ASCII.hyphen {
      return nil
    }
    position = end
    return ByteRange(start..<end)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let reason = line.bytes(in: values[.action])
    for index in reason.indices where reason[index] == UInt8(ascii: "*") {
      if reason.contains("*DENIED", at: index) || reason.contains("*INFECTED", at: index) {
        return .blocked
      }
    }
    let isRefused = line.bytes(in: values[.status]).equals("403")
    return isRefused && reason.count > 0 && reason[0] != UInt8(ascii: "*") ? .blocked : .allowed
  }
}
