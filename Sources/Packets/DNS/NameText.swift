import Bytes

/// A name in text.
struct NameText {
  /// Where it stands in the array it was written to; empty for the root.
  let range: ByteRange
  /// Whether a host can have it: letters, digits, hyphens and underscores, at least one label.
  let isHostName: Bool
  /// Where the name ended in the message.
  let end: Int

  /// Reads the name at `position` and appends it to `text`: in lower case, without a trailing dot,
  /// with dots and backslashes inside labels and all that cannot be printed as `\ddd` (RFC 4343,
  /// section 2.1). After an error `text` may end in a part of it.
  init(
    at position: Int, in message: Span<UInt8>, appendingTo text: inout [UInt8]
  ) throws(DNSFault) {
    let start = text.count
    var labels = NameLabels(at: position)
    var isHostName = false
    while let label = try labels.next(in: message) {
      let isFirst = text.count == start
      if !isFirst { text.append(ASCII.dot) }
      let isUsual = Self.append(message.extracting(label), to: &text)
      isHostName = isUsual && (isFirst || isHostName)
    }
    range = ByteRange(start..<text.count)
    self.isHostName = isHostName
    end = labels.end
  }

  /// Whether all bytes of the label are those of host names.
  private static func append(_ label: Span<UInt8>, to text: inout [UInt8]) -> Bool {
    var isUsual = true
    for index in label.indices {
      let byte = label[index]
      if isInHostNames(byte) {
        text.append(ASCII.lowercased(byte))
      } else {
        isUsual = false
        appendUnusual(byte, to: &text)
      }
    }
    return isUsual
  }

  static func isInHostNames(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.hyphen || byte == ASCII.underscore
  }

  private static func appendUnusual(_ byte: UInt8, to text: inout [UInt8]) {
    let isPrintable = (0x21...0x7E).contains(byte)
    if isPrintable, byte != ASCII.dot, byte != ASCII.backslash {
      text.append(byte)
      return
    }
    text.append(ASCII.backslash)
    text.append(ASCII.zero &+ byte / 100)
    text.append(ASCII.zero &+ byte / 10 % 10)
    text.append(ASCII.zero &+ byte % 10)
  }
}
