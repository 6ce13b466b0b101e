import Access
import Bytes
import Evidence

/// The debug log of the DNS server of Windows Server, `dns.log`, with or without details.
///
///     16.11.2026 08:30:00 0E70 PACKET  00000233C53117D0 UDP Rcv 10.1.2.3        5b47   Q [0001   D   NOERROR] A      (3)www(7)example(3)com(0)
///     11/16/2026 8:30:00 AM 0E70 PACKET  00000233C53117D0 UDP Snd 10.1.2.3        5b47 R Q [8081   DR  NOERROR] A      (3)www(7)example(3)com(0)
///
/// An access is a packet that the server received (`Rcv`), that is no response (no `R`) and holds a
/// standard query (`Q`). The client is the address behind `Rcv`. The name stands in labels, each
/// with its length before it, or between dots. The time is local, written as the country setting of
/// the server asks for: day first with dots, month first with `AM` and `PM`, either with slashes, or
/// year first. Between `PACKET` and the protocol some servers write an address of their own.
///
/// Responses, updates, notifications, what the server sends, the key at the head of the file and the
/// details below a packet are no accesses. A log forwarder may put a header before the date; it is
/// passed over. The fields are explained in the key that the server writes at the head of the file,
/// and at
/// https://learn.microsoft.com/openspecs/windows_protocols/ms-dnsp/fc6275ba-b4d3-4e81-9417-03d004369075.
struct WindowsDNS: LogFormat {
  let name = "windows-dns"
  let fields: LogFields = [.client]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      guard let head = head(of: line) else {
        guard WindowsDNSRemark.matches(line) else { throw .layout }
        return .notAnAccess
      }
      let time = try time(line, at: head.date, &context)
      guard head.isPacket, let query = try query(line, from: head.end) else {
        return .notAnAccess
      }
      return try access(query, time, line, &context, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func access(
    _ query: Query, _ time: Timestamp, _ line: Span<UInt8>, _ context: inout LogContext,
    into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var name = query.name
    if line.bytes(in: name).starts(with: "(") {
      try LabelName.check(line.bytes(in: name))
      let written = name
      name = context.addText(to: line) { text in
        LabelName.join(line.bytes(in: written), into: &text)
      }
    } else if line.bytes(in: name).starts(with: ".") {
      name = ByteRange(name.range.lowerBound + 1..<name.range.upperBound)
    }
    return try context.withBytes(of: line) { bytes throws(Malformed) in
      try NameLookup.start(&record, name: name, client: query.client, time: time, in: bytes)
    }
  }

  // MARK: Before the packet

  private struct Head {
    /// Where the date begins.
    let date: Int
    let isPacket: Bool
    /// Where the context ends.
    let end: Int
  }

  /// Finds `DATE TIME [AM] THREAD CONTEXT`.
  private func head(of line: Span<UInt8>) -> Head? {
    var cursor = ByteCursor(line)
    var (date, time, half, thread) = (
      ByteRange.none, ByteRange.none, ByteRange.none, ByteRange.none
    )
    // Enough for a syslog header before the four words.
    for _ in 0..<16 {
      let word = cursor.readWord()
      guard !word.isEmpty else { return nil }
      if isContext(line.bytes(in: word)), isThread(line.bytes(in: thread)) {
        let start = isHalfDay(line.bytes(in: half)) ? date : time
        guard !start.isEmpty else { return nil }
        let isPacket = line.bytes(in: word).equals("PACKET")
        return Head(date: behindTab(start, line), isPacket: isPacket, end: cursor.position)
      }
      (date, time, half, thread) = (time, half, thread, word)
    }
    return nil
  }

  /// A forwarder may put a tab before the date.
  private func behindTab(_ word: ByteRange, _ line: Span<UInt8>) -> Int {
    let tab = line.bytes(in: word).lastIndex(of: ASCII.tab)
    return word.range.lowerBound + (tab.map { $0 + 1 } ?? 0)
  }

  private func isContext(_ word: Span<UInt8>) -> Bool {
    word.equals("PACKET") || word.equals("EVENT") || word.equals("LOOKUP")
      || word.equals("RECURSE")
  }

  private func isThread(_ word: Span<UInt8>) -> Bool {
    guard (1...8).contains(word.count) else { return false }
    for index in word.indices where ASCII.hexValue(word[index]) == nil { return false }
    return true
  }

  private func isHalfDay(_ word: Span<UInt8>) -> Bool {
    word.equals("AM") || word.equals("PM") || word.equals("am") || word.equals("pm")
  }

  private func time(
    _ line: Span<UInt8>, at start: Int, _ context: inout LogContext
  ) throws(Malformed) -> Timestamp {
    var cursor = ByteCursor(line, at: start)
    let date = try MomentReader.readDate(&cursor, order: &context.dateOrder)
    guard cursor.take(ASCII.space) else { throw .time }
    cursor.skip(ASCII.space)
    let hasDots =
      cursor.next(behind: 1) == ASCII.dot || cursor.next(behind: 2) == ASCII.dot
    let local = hasDots ? try dottedTime(&cursor) : try MomentReader.readTimeOfDay(&cursor)
    return try LocalMoment(date: date, time: local).universal(&context.clock)
  }

  /// `08.30.00`, as some country settings ask for.
  private func dottedTime(_ cursor: inout ByteCursor) throws(Malformed) -> LocalTime {
    guard let hour = try? cursor.readDecimal(), cursor.take(ASCII.dot),
      let minute = try? cursor.readDigits(2), cursor.take(ASCII.dot),
      let second = try? cursor.readDigits(2), hour < 24, minute < 60, second < 60
    else { throw .time }
    let secondOfDay = Int64(hour) * 3600 + Int64(minute * 60 + second)
    return LocalTime(secondOfDay: secondOfDay, milliseconds: 0)
  }

  // MARK: The packet

  private struct Query {
    let client: ByteRange
    let name: ByteRange
  }

  /// `[ADDRESS] IDENTIFIER UDP Rcv CLIENT XID Q [FLAGS CODE] TYPE NAME`; nil for any other packet.
  private func query(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> Query? {
    var cursor = ByteCursor(line, at: start)
    guard try isReceived(&cursor, line) else { return nil }
    let client = cursor.readWord()
    guard IPAddress(line.bytes(in: client)) != nil else { throw .layout }
    _ = cursor.readWord()
    let operation = line.bytes(in: cursor.readWord())
    guard operation.count > 0 else { throw .truncated }
    guard operation.equals("Q") else { return nil }
    return Query(client: client, name: try name(line, from: cursor.position))
  }

  /// Consumes `[ADDRESS] IDENTIFIER UDP Rcv`.
  private func isReceived(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    var word = cursor.readWord()
    for _ in 0..<2 where !isProtocol(line.bytes(in: word)) { word = cursor.readWord() }
    guard isProtocol(line.bytes(in: word)) else { throw .layout }
    let direction = line.bytes(in: cursor.readWord())
    if direction.equals("Snd") { return false }
    guard direction.equals("Rcv") else { throw .layout }
    return true
  }

  private func isProtocol(_ word: Span<UInt8>) -> Bool {
    word.equals("UDP") || word.equals("TCP")
  }

  /// The name in `[FLAGS CODE] TYPE NAME`.
  private func name(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> ByteRange {
    guard let end = line.firstIndex(of: ASCII.closingBracket, from: start) else {
      throw .truncated
    }
    var rest = ByteCursor(line, at: end + 1)
    _ = rest.readWord()
    rest.skip(ASCII.space)
    // A label may hold blanks; a name between dots ends at the first.
    let hasLabels = rest.next == UInt8(ascii: "(")
    let name = hasLabels ? ByteRange(rest.position..<line.count) : rest.readWord()
    guard !name.isEmpty else { throw .truncated }
    return name
  }
}
