import Bytes

/// What stands before the message of a program that writes through syslog, whatever relays, containers
/// and readers of files put there: more host names, a second header, or nothing but the tag.
///
///     Nov 16 08:30:00 relay gateway dnsmasq[812]: …
///     Nov 16 08:30:01 gateway pihole: Nov 16 08:30:00 dnsmasq[812]: …
///     dnsmasq[1]: …
struct ProgramHeader {
  /// Nil where only the tag stands.
  let time: Timestamp?
  /// Where the message starts in the line.
  let message: Int

  /// As many words as headers have.
  private static let words = 12

  /// - Throws: `layout` for a line of another program, `time` for one whose time cannot be read.
  init(
    _ line: Span<UInt8>, clock: inout LogClock, isMeant: (Span<UInt8>) -> Bool
  ) throws(Malformed) {
    if let header = try? SyslogHeader(line, clock: &clock), isMeant(line.bytes(in: header.program))
    {
      time = header.time
      message = header.message
      return
    }
    // What a line of JSON holds is not the line's own.
    guard line.count > 0, line[0] != UInt8(ascii: "{") else { throw .layout }
    var cursor = ByteCursor(line)
    var starts = InlineArray<12, Int>(repeating: 0)
    for count in 0..<Self.words {
      let word = cursor.readWord()
      guard !word.isEmpty else { break }
      guard let program = SyslogHeader.program(inTag: word, line), isMeant(line.bytes(in: program))
      else {
        starts[count] = word.range.lowerBound
        continue
      }
      time = try Self.time(of: line, starts, count, clock: &clock)
      cursor.skip(ASCII.space)
      message = cursor.position
      return
    }
    throw .layout
  }

  /// The time nearest before the tag, among `count` words.
  private static func time(
    of line: Span<UInt8>, _ starts: borrowing InlineArray<12, Int>, _ count: Int,
    clock: inout LogClock
  ) throws(Malformed) -> Timestamp? {
    var hasNumber = false
    for index in (0..<count).reversed() {
      let start = starts[index]
      hasNumber = hasNumber || ASCII.isDigit(line[start])
      let rest = line.extracting(start..<line.count)
      if let time = SyslogHeader.time(of: rest, clock: &clock) { return time }
    }
    // Where numbers stand, a time was meant.
    guard !hasNumber else { throw .time }
    return nil
  }
}
