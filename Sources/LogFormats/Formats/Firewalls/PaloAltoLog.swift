import Bytes
import Evidence

/// What the lines of Palo Alto Networks' logs tell, which is the same in all of their shapes.
///
/// An access is a line of the URL filter (type THREAT, subtype url) and a session of the type TRAFFIC
/// that went to a port of the web, at its end or when it was refused; it names no host. Not read are
/// session starts, which have a line for their end; the other threats, which name a file; and the
/// decryption log, which by default holds failed handshakes only.
enum PaloAltoLog {
  /// - Parameter values: the URL, the client and the user are put right here.
  static func meaning(
    type: Span<UInt8>, subtype: Span<UInt8>, _ values: inout FieldValues, _ line: Span<UInt8>
  ) -> LineMeaning {
    if isThreat(type) {
      guard isURL(subtype) else { return .notAnAccess }
      tidyURL(&values, line)
      tidyClient(&values, line)
      // What the log has for a method that the firewall could not see.
      if line.bytes(in: values[.method]).equals("unknown") { values.replace(.method, with: .none) }
      return .access(.proxy)
    }
    guard isTraffic(type), !isStart(subtype) else { return .notAnAccess }
    tidyClient(&values, line)
    return WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }

  /// Whether a word is one of the two types that hold accesses, in either case.
  static func hasAccesses(_ type: Span<UInt8>) -> Bool { isThreat(type) || isTraffic(type) }

  private static func isThreat(_ type: Span<UInt8>) -> Bool {
    type.equals("THREAT") || type.equals("threat")
  }

  private static func isTraffic(_ type: Span<UInt8>) -> Bool {
    type.equals("TRAFFIC") || type.equals("traffic")
  }

  private static func isURL(_ subtype: Span<UInt8>) -> Bool {
    subtype.equals("url") || subtype.equals("URL")
  }

  private static func isStart(_ subtype: Span<UInt8>) -> Bool {
    subtype.equals("start") || subtype.equals("START")
  }

  /// A URL has no scheme, and some shapes keep the quotes of another. `-/` stands for a host that
  /// only the address names.
  private static func tidyURL(_ values: inout FieldValues, _ line: Span<UInt8>) {
    var (start, end) = (values[.url].range.lowerBound, values[.url].range.upperBound)
    while start < end, isQuoting(line[start]) { start += 1 }
    while end > start, isQuoting(line[end - 1]) { end -= 1 }
    let url = ByteRange(start..<end)
    let bytes = line.bytes(in: url)
    var escapes = values.escapes(of: .url)
    // They may have been those of the quotes alone.
    if escapes == .backslashes, bytes.firstIndex(of: ASCII.backslash) == nil { escapes = .none }
    values.replace(.url, with: bytes.starts(with: "-/") ? .none : url, escapes: escapes)
  }

  private static func isQuoting(_ byte: UInt8) -> Bool {
    byte == ASCII.quote || byte == ASCII.backslash
  }

  /// Behind a proxy of the company's own the header X-Forwarded-For names the client, in a field of
  /// its own or in the user's place: `x-fwd-for: 10.1.2.3`.
  private static func tidyClient(_ values: inout FieldValues, _ line: Span<UInt8>) {
    if IPAddress(line.bytes(in: values[.detail])) != nil {
      setClient(behindProxy: values[.detail], &values)
    }
    let user = values[.user]
    guard line.bytes(in: user).starts(with: "x-fwd-for:") else { return }
    values.replace(.user, with: .none)
    var start = user.range.lowerBound + 10
    while start < user.range.upperBound, line[start] == ASCII.space { start += 1 }
    let address = ByteRange(start..<user.range.upperBound)
    if IPAddress(line.bytes(in: address)) != nil { setClient(behindProxy: address, &values) }
  }

  /// The hardware address is the proxy's.
  private static func setClient(behindProxy address: ByteRange, _ values: inout FieldValues) {
    values.replace(.client, with: address)
    values.drop(.clientHardware)
  }

  /// `override` stands for a page that the user opened with a password.
  static func outcome(of action: Span<UInt8>) -> Outcome {
    if action.equals("override") { return .allowed }
    return action.equals("override-lockout") ? .blocked : ActionWords.outcome(of: action)
  }
}
