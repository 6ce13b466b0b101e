internal import Bytes

/// What a request says, on its way into a `TextPool` and out again.
///
/// One text: six bytes with the lengths, then host, path, user agent and method.
struct FlowText {
  static let longestHost = 255
  /// What tells services apart stands at the front; a prompt in a query goes nowhere.
  static let longestPath = 512
  static let longestUserAgent = 256
  static let longestMethod = 32
  private static let headLength = 6

  let host: ByteRange
  let path: ByteRange
  let userAgent: ByteRange
  let method: ByteRange

  /// Finds the parts of the text that begins at `start`.
  init(in bytes: Span<UInt8>, at start: Int) {
    let hostEnd = start + Self.headLength + Int(bytes[start])
    let pathEnd = hostEnd + Int(bytes.bigEndian16(at: start + 2) ?? 0)
    let userAgentEnd = pathEnd + Int(bytes.bigEndian16(at: start + 4) ?? 0)
    host = ByteRange(start + Self.headLength..<hostEnd)
    path = ByteRange(hostEnd..<pathEnd)
    userAgent = ByteRange(pathEnd..<userAgentEnd)
    method = ByteRange(userAgentEnd..<userAgentEnd + Int(bytes[start + 1]))
  }

  /// Writes the parts, cut to what is kept of each, in place of what `text` holds.
  static func write(
    host: Span<UInt8>, path: Span<UInt8>, userAgent: Span<UInt8>, method: Span<UInt8>,
    to text: inout [UInt8]
  ) {
    let hostCount = min(host.count, longestHost)
    let pathCount = min(path.count, longestPath)
    let userAgentCount = min(userAgent.count, longestUserAgent)
    let methodCount = min(method.count, longestMethod)
    text.removeAll(keepingCapacity: true)
    text.append(UInt8(truncatingIfNeeded: hostCount))
    text.append(UInt8(truncatingIfNeeded: methodCount))
    text.append(UInt8(truncatingIfNeeded: pathCount &>> 8))
    text.append(UInt8(truncatingIfNeeded: pathCount))
    text.append(UInt8(truncatingIfNeeded: userAgentCount &>> 8))
    text.append(UInt8(truncatingIfNeeded: userAgentCount))
    host.extracting(0..<hostCount).append(to: &text)
    path.extracting(0..<pathCount).append(to: &text)
    userAgent.extracting(0..<userAgentCount).append(to: &text)
    method.extracting(0..<methodCount).append(to: &text)
  }
}
