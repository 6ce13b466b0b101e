internal import Bytes

/// The first line of an HTTP/1 request: method, target and version (RFC 9112, section 3).
///
/// SIP, RTSP and ICAP look alike and differ in the version, SSDP in the target `*`.
struct HTTPRequestLine {
  private(set) var method = 0..<0
  private(set) var target = 0..<0
  /// Where the field lines begin.
  private(set) var end = 0

  /// - Returns: `.incomplete` when the line has no end yet and may become a request's.
  mutating func read(_ head: Span<UInt8>) -> Dissection {
    let start = Self.emptyLineEnd(head)
    guard start < head.count else { return .incomplete }
    guard ASCII.isLetter(head[start]) else { return .foreign }
    var methodEnd = start &+ 1
    let limit = min(head.count, start &+ HTTPMethods.maximumLength &+ 1)
    while methodEnd < limit, HTTPMethods.isTokenByte(head[methodEnd]) { methodEnd &+= 1 }
    guard methodEnd < head.count else { return .incomplete }
    guard head[methodEnd] == ASCII.space else { return .foreign }
    method = start..<methodEnd
    guard let lineFeed = head.firstIndex(of: ASCII.lineFeed, from: methodEnd) else {
      return mayGoOn(in: head) ? .incomplete : .foreign
    }
    end = lineFeed &+ 1
    return readTarget(methodEnd..<lineFeed, of: head) ? .read : .foreign
  }

  /// Where the request begins: some clients send an empty line before it (section 2.2).
  private static func emptyLineEnd(_ head: Span<UInt8>) -> Int {
    var start = 0
    if start < head.count, head[start] == ASCII.carriageReturn { start &+= 1 }
    if start < head.count, head[start] == ASCII.lineFeed { start &+= 1 }
    return start
  }

  /// Whether a line that is not whole may be a request's: no control byte, and a method or a target
  /// that other protocols do not have.
  private func mayGoOn(in head: Span<UInt8>) -> Bool {
    let rest = method.upperBound &+ 1
    guard rest < head.count else { return true }
    let isKnown = HTTPMethods.knownLength(in: head.extracting(method.lowerBound..<rest)) != nil
    guard isKnown || head[rest] == ASCII.slash else { return false }
    for index in rest..<head.count where head[index] < ASCII.space {
      // The end of the line may be cut between its two bytes.
      return index == head.count &- 1 && head[index] == ASCII.carriageReturn
    }
    return true
  }

  /// Takes the target out of the rest of the line: all between the method and the version. Blanks
  /// within it are against section 3.2, but clients send them.
  private mutating func readTarget(_ rest: Range<Int>, of head: Span<UInt8>) -> Bool {
    let end = HTTPFieldLines.contentEnd(of: rest, in: head)
    let line = HTTPFieldLines.trimmed(rest.lowerBound..<end, of: head)
    let version = line.upperBound &- 8
    guard version > line.lowerBound, head.contains("HTTP/1.", at: version),
      ASCII.isDigit(head[line.upperBound &- 1]), HTTPFieldLines.isBlank(head[version &- 1])
    else { return false }
    target = HTTPFieldLines.trimmed(line.lowerBound..<version, of: head)
    guard !target.isEmpty else { return false }
    // The target of the whole server is OPTIONS' alone (section 3.2.4).
    return !head.extracting(target).equals("*") || head.extracting(method).equals("OPTIONS")
  }
}
