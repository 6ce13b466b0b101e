import Bytes

/// The tag of Cisco's messages, `%ASA-5-304001: `, wherever it stands in a line.
///
/// Between the product and the severity a context or a class may stand: `%ASA-session-6-302013`.
struct CiscoTag {
  /// `ASA`, `FTD`, `NGIPS`, `PIX`, `FWSM`.
  let product: ByteRange
  /// `304001`
  let number: ByteRange
  /// Where the tag and the message behind it begin.
  let start, message: Int

  /// Nil for lines without one.
  init?(_ line: Span<UInt8>) {
    guard let percent = line.firstIndex(of: ASCII.percent) else { return nil }
    let word = percent + 1..<line.wordEnd(ASCII.space, from: percent)
    let tag = line.extracting(word)
    guard let dash = tag.firstIndex(of: ASCII.hyphen), let last = tag.lastIndex(of: ASCII.hyphen),
      last > dash
    else { return nil }
    var cursor = ByteCursor(line, at: word.lowerBound + last + 1)
    guard (try? cursor.readDigits(6)) != nil else { return nil }
    product = ByteRange(word.lowerBound..<word.lowerBound + dash)
    number = ByteRange(cursor.position - 6..<cursor.position)
    // Some versions leave the colon away.
    _ = cursor.take(ASCII.colon)
    cursor.skip(ASCII.space)
    start = percent
    message = cursor.position
  }
}
