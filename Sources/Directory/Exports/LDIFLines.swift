import Bytes

/// The lines of an LDIF file with those put together that were folded (RFC 2849, notes 1 to 3): a line
/// that begins with a blank goes on with the one before it. CRLF ends a line as LF does.
struct LDIFLines {
  private(set) var text: [UInt8] = []
  /// Where the line begins, from 1.
  private(set) var line = 0
  private var lastLine = 0
  private var position = 0

  /// Reads the next line; false when the file is over.
  mutating func next(in bytes: Span<UInt8>) -> Bool {
    guard let first = bytes.nextLine(at: &position) else { return false }
    text.removeAll(keepingCapacity: true)
    bytes.extracting(first).append(to: &text)
    lastLine += 1
    line = lastLine
    // An empty line ends an entry and cannot go on.
    guard !first.isEmpty else { return true }
    while position < bytes.count, bytes[position] == ASCII.space,
      let rest = bytes.nextLine(at: &position)
    {
      bytes.extracting(rest.lowerBound + 1..<rest.upperBound).append(to: &text)
      lastLine += 1
    }
    return true
  }
}
