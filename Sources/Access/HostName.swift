package import Bytes

/// A host found in a request or a query.
package struct HostName: Sendable {
  package let range: ByteRange
  package let isAddress: Bool
  /// The port that stands behind it; 0 for none.
  package let port: UInt16
  /// Where a path or query behind it would begin.
  let end: Int

  private init(_ name: Range<Int>, isAddress: Bool, port: UInt16 = 0, end: Int? = nil) {
    range = ByteRange(name)
    self.isAddress = isAddress
    self.port = port
    self.end = end ?? name.upperBound
  }

  /// The path and query of the target that it was found in; empty for none.
  package func path(inTarget target: ByteRange) -> ByteRange {
    end < target.range.upperBound ? ByteRange(end..<target.range.upperBound) : .none
  }
}

/// Why no host could be taken.
package enum HostError: Error, Equatable, Sendable {
  /// Nothing is asked for on another host: a path alone, or an internal page of the proxy.
  case absent
  /// A host stands there, but no name can look like that.
  case invalid
}

extension HostName {
  /// The longest name in text form (RFC 1035, section 2.3.4).
  package static let maximumLength = 253

  /// Finds the host in the target of a proxy request: `host:port`, a URL, or either with a user,
  /// an IPv6 address in brackets or a trailing dot.
  ///
  /// - Parameters:
  ///   - target: where the target stands in `line`.
  ///   - isTunnel: whether the method was CONNECT, whose target needs no scheme.
  package init(
    inTarget target: ByteRange, of line: Span<UInt8>, isTunnel: Bool
  ) throws(HostError) {
    if isTunnel, let plain = Self(plainAuthority: target.range, of: line) {
      self = plain
      return
    }
    let start = try Self.authorityStart(in: target.range, of: line, isTunnel: isTunnel)
    if let plain = Self(plainAuthority: start..<target.range.upperBound, of: line) {
      self = plain
      return
    }
    try self.init(inAuthority: Self.authority(start..<target.range.upperBound, of: line), of: line)
  }

  /// Where `host:port` begins: behind the scheme, which only a tunnel does without.
  private static func authorityStart(
    in target: Range<Int>, of line: Span<UInt8>, isTunnel: Bool
  ) throws(HostError) -> Int {
    // The schemes that nearly all requests have are told from their letters alone.
    let bytes = line.extracting(target)
    if bytes.starts(with: "http://") { return target.lowerBound + 7 }
    if bytes.starts(with: "https://") { return target.lowerBound + 8 }
    var index = target.lowerBound
    while index < target.upperBound, ASCII.isLetter(line[index]) || line[index] == ASCII.underscore
    { index += 1 }
    guard line.contains("://", at: index), index + 3 <= target.upperBound else {
      guard isTunnel else { throw .absent }
      return target.lowerBound
    }
    // Squid's own pages: cache_object://localhost/info
    guard !line.contains("cache_object", at: target.lowerBound) else { throw .absent }
    return index + 3
  }

  /// The usual authority, a name with or without a port, read in one pass; nil for any other, which
  /// the thorough reading below then judges.
  private init?(plainAuthority target: Range<Int>, of line: Span<UInt8>) {
    let end = line.hostNameEnd(from: target.lowerBound, limit: target.upperBound)
    var rest = end
    var port: UInt16 = 0
    if rest < target.upperBound, line[rest] == ASCII.colon {
      rest += 1
      while rest < target.upperBound, ASCII.isDigit(line[rest]) {
        // Wraps around for numbers that are no port.
        port = port &* 10 &+ UInt16(line[rest] &- ASCII.zero)
        rest += 1
      }
      // Without a port the colon is that of a scheme.
      guard rest > end + 1 else { return nil }
    }
    let isWhole = rest == target.upperBound || line[rest] == ASCII.slash
    let count = end - target.lowerBound
    guard isWhole, count > 0, count <= Self.maximumLength, line[end - 1] != ASCII.dot else {
      return nil
    }
    let name = target.lowerBound..<end
    self.init(name, isAddress: Self.isAddress(name, of: line), port: port, end: rest)
  }

  /// All up to the path, query or fragment.
  private static func authority(
    _ rest: Range<Int>, of line: Span<UInt8>
  ) throws(HostError) -> Range<Int> {
    var end = rest.lowerBound
    while end < rest.upperBound {
      let byte = line[end]
      if byte == ASCII.slash || byte == ASCII.questionMark || byte == ASCII.number { break }
      end += 1
    }
    guard rest.lowerBound < end else { throw .absent }
    return rest.lowerBound..<end
  }

  private init(inAuthority authority: Range<Int>, of line: Span<UInt8>) throws(HostError) {
    var start = authority.lowerBound
    if let at = line.extracting(authority).lastIndex(of: ASCII.at) { start += at + 1 }
    guard start < authority.upperBound else { throw .absent }
    let port = Self.port(atEndOf: start..<authority.upperBound, of: line)
    if line[start] == ASCII.openingBracket {
      guard
        let end = line.extracting(start..<authority.upperBound)
          .firstIndex(of: ASCII.closingBracket),
        IPAddress(line.extracting(start + 1..<start + end)) != nil
      else { throw .invalid }
      self.init(
        start + 1..<start + end, isAddress: true, port: port, end: authority.upperBound)
      return
    }
    let rest = start..<authority.upperBound
    let colon = line.extracting(rest).firstIndex(of: ASCII.colon)
    let end = colon.map { start + $0 } ?? authority.upperBound
    // More than one colon and no brackets: an IPv6 address written bare, as some proxies do.
    if colon != nil, IPAddress(line.extracting(rest)) != nil {
      self.init(rest, isAddress: true)
      return
    }
    let host = try Self(name: start..<end, of: line)
    self.init(
      host.range.range, isAddress: host.isAddress, port: port, end: authority.upperBound)
  }

  /// The number behind the last colon; 0 for none, and for one that is no port.
  private static func port(atEndOf authority: Range<Int>, of line: Span<UInt8>) -> UInt16 {
    guard let colon = line.extracting(authority).lastIndex(of: ASCII.colon) else { return 0 }
    var cursor = ByteCursor(line, at: authority.lowerBound + colon + 1)
    guard let number = try? cursor.readDecimal(), cursor.position == authority.upperBound else {
      return 0
    }
    return UInt16(exactly: number) ?? 0
  }

  /// Checks the name that stands at `name` and leaves its trailing dot away.
  ///
  /// Underscores and bytes above 127 (names that a product did not put into punycode) are let
  /// through; blanks, control bytes and the delimiters of URLs are not.
  package init(name: Range<Int>, of line: Span<UInt8>) throws(HostError) {
    var end = name.upperBound
    if end > name.lowerBound, line[end - 1] == ASCII.dot { end -= 1 }
    guard name.lowerBound < end else { throw .absent }
    guard end - name.lowerBound <= Self.maximumLength else { throw .invalid }
    let usual = line.hostNameEnd(from: name.lowerBound, limit: end)
    for index in usual..<end {
      let byte = line[index]
      guard
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.dot || byte == ASCII.hyphen
          || byte == ASCII.underscore || byte >= 0x80
      else { throw .invalid }
    }
    let range = name.lowerBound..<end
    self.init(range, isAddress: Self.isAddress(range, of: line))
  }

  /// No top-level domain ends in a digit, so only such names are worth a second look.
  private static func isAddress(_ name: Range<Int>, of line: Span<UInt8>) -> Bool {
    ASCII.isDigit(line[name.upperBound - 1]) && IPAddress(line.extracting(name)) != nil
  }
}
