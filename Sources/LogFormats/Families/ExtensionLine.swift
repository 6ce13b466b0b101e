import Bytes

/// The Common Event Format (CEF, "Implementing ArcSight Common Event Format", version 26) and the Log
/// Event Extended Format (LEEF 1.0 and 2.0, IBM QRadar's guide to it).
///
///     CEF:0|Vendor|Product|1.0|100|Name|5|src=10.1.2.3 request=https://www.example.com/ act=blocked
///     LEEF:2.0|Vendor|Product|1.0|100|^|src=10.1.2.3^url=https://www.example.com/
enum ExtensionLine {
  struct Head {
    let isCEF: Bool
    let vendor: ByteRange
    let product: ByteRange
    let event: ByteRange
    /// The name that CEF has behind the event; empty for LEEF.
    let name: ByteRange
    let fields: KeyValueLine
    /// Where the fields begin.
    let start: Int
  }

  /// Finds the head of a line, behind a syslog header or at its front.
  static func head(_ line: Span<UInt8>) throws(Malformed) -> Head {
    guard let (mark, isCEF) = mark(line) else { throw .layout }
    var cursor = ByteCursor(line, at: mark)
    let version = try part(&cursor)
    let vendor = try part(&cursor)
    let product = try part(&cursor)
    _ = try part(&cursor)
    let event = try part(&cursor)
    if isCEF {
      let name = try part(&cursor)
      _ = try part(&cursor)
      let fields = KeyValueLine(valuesHoldBlanks: true, hasBackslashes: true)
      return Head(
        isCEF: true, vendor: vendor, product: product, event: event, name: name, fields: fields,
        start: cursor.position)
    }
    var delimiter = ASCII.tab
    if line.bytes(in: version).starts(with: "2"), let own = ownDelimiter(&cursor) {
      delimiter = own
    }
    var fields = KeyValueLine(separator: delimiter, valuesHoldBlanks: true, hasBackslashes: true)
    if delimiter == ASCII.tab, line.firstIndex(of: ASCII.tab, from: cursor.position) == nil {
      fields.separator = otherSeparator(line, from: cursor.position)
    }
    return Head(
      isCEF: false, vendor: vendor, product: product, event: event, name: .none, fields: fields,
      start: cursor.position)
  }

  private static func mark(_ line: Span<UInt8>) -> (start: Int, isCEF: Bool)? {
    guard let first = line.firstIndex(of: UInt8(ascii: "|")), first < 400 else { return nil }
    var start = first
    while start > 0, line[start - 1] != ASCII.colon { start -= 1 }
    if line.contains("CEF:", at: start - 4) { return (start, true) }
    if line.contains("LEEF:", at: start - 5) { return (start, false) }
    return bareMark(line, before: first)
  }

  /// `0|` or `1.0|` alone: a collector may take the format's name for the tag of a syslog header and
  /// leave it away.
  private static func bareMark(
    _ line: Span<UInt8>, before bar: Int
  ) -> (start: Int, isCEF: Bool)? {
    let start = line.extracting(0..<bar).lastIndex(of: ASCII.space).map { $0 + 1 } ?? 0
    let version = line.extracting(start..<bar)
    if version.equals("0") || version.equals("1") { return (start, true) }
    return version.equals("1.0") || version.equals("2.0") ? (start, false) : nil
  }

  /// Up to the next bar that no backslash stands before.
  private static func part(_ cursor: inout ByteCursor) throws(Malformed) -> ByteRange {
    let start = cursor.position
    while true {
      let end = cursor.readToken(endingAt: UInt8(ascii: "|")).range.upperBound
      guard cursor.take(UInt8(ascii: "|")) else { throw .truncated }
      if end == start || cursor.next(behind: -2) != ASCII.backslash {
        return ByteRange(start..<end)
      }
    }
  }

  /// What stands between the fields in place of the tabs: carets or bars, of which the first one
  /// seen counts, or the blanks that syslog daemons make of tabs.
  private static func otherSeparator(_ line: Span<UInt8>, from start: Int) -> UInt8 {
    let bar = UInt8(ascii: "|")
    for index in start..<line.count where line[index] == UInt8(ascii: "^") || line[index] == bar {
      return line[index]
    }
    return ASCII.space
  }

  /// LEEF 2.0 names the delimiter before the fields: a character, or its code as `x09` or `0x09`.
  private static func ownDelimiter(_ cursor: inout ByteCursor) -> UInt8? {
    var copy = cursor
    let start = copy.position
    let end = copy.readToken(endingAt: UInt8(ascii: "|")).range.upperBound
    guard end - start <= 4, copy.take(UInt8(ascii: "|")) else { return nil }
    cursor.advance(by: end - start + 1)
    guard end > start else { return nil }
    if end - start == 1 { return cursor.next(behind: -2) }
    var code: UInt8 = 0
    for distance in -3 ... -2 {
      guard let byte = cursor.next(behind: distance), let digit = ASCII.hexValue(byte) else {
        return nil
      }
      code = code << 4 | digit
    }
    return code
  }
}
