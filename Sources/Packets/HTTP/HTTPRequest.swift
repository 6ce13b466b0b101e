internal import Access
package import Bytes

/// The head of an HTTP/1 request, as ranges into the bytes that it was read from (RFC 9112).
///
/// A request is known by its first line, on any port.
package struct HTTPRequest: Sendable {
  /// As sent: a token of 1 to 24 bytes.
  package private(set) var method: ByteRange = .none
  /// The host of CONNECT, of an absolute target, or of the first Host field, in this order (section
  /// 3.2.2), without user, port, brackets and final dot; empty for none, or one that no host can
  /// have. At most 253 bytes.
  package private(set) var host: ByteRange = .none
  /// Whether `host` is an IP address.
  package private(set) var isHostAddress = false
  /// The port that stands behind the host; 0 for none.
  package private(set) var port: UInt16 = 0
  /// Path and query; empty for CONNECT.
  package private(set) var path: ByteRange = .none
  /// The first User-Agent field, without the blanks around it.
  package private(set) var userAgent: ByteRange = .none
  /// Whether the method is CONNECT: once the proxy agrees, what follows `end` is a stream of its
  /// own.
  package private(set) var isTunnel = false
  /// Where the head ends, behind the empty line; 0 while it is not whole.
  package private(set) var end = 0

  private enum HostField { case absent, empty, taken }
  private var hostField = HostField.absent

  package init() {}

  /// Whether a request with a known method may begin here; for the segments of a connection that
  /// has sent a request before.
  package static func mayBegin(_ bytes: Span<UInt8>) -> Bool {
    HTTPMethods.knownLength(in: bytes) != nil
  }

  /// Reads the head at the start of a stream, up to 64 KiB of it; the stream from its first byte.
  ///
  /// - Returns: `.incomplete` when the head goes on behind the bytes, and `.malformed` when it goes
  ///   on behind 64 KiB. A host that is filled by then stays: nothing that follows can change it.
  ///   So captures that cut long frames give names, too.
  package mutating func read(stream: Span<UInt8>) -> Dissection {
    self = HTTPRequest()
    let head = stream.extracting(first: HTTPFieldLines.maximumHead)
    var line = HTTPRequestLine()
    let outcome = line.read(head)
    if outcome == .read {
      method = ByteRange(line.method)
      isTunnel = head.extracting(line.method).equals("CONNECT")
      take(target: ByteRange(line.target), of: head)
      if readFields(of: head, from: line.end) { return .read }
    } else if outcome != .incomplete {
      return outcome
    }
    return head.count < HTTPFieldLines.maximumHead ? .incomplete : .malformed
  }

  private mutating func take(target: ByteRange, of head: Span<UInt8>) {
    do {
      let name = try HostName(inTarget: target, of: head, isTunnel: isTunnel)
      path = isTunnel ? .none : name.path(inTarget: target)
      take(name)
    } catch {
      // A path alone, or a host that none can have: the Host field is the next to ask.
      path = isTunnel ? .none : target
    }
  }

  private mutating func take(_ name: HostName) {
    host = name.range
    isHostAddress = name.isAddress
    port = name.port
    hostField = .taken
  }

  /// - Returns: whether the head is whole.
  private mutating func readFields(of head: Span<UInt8>, from start: Int) -> Bool {
    var lines = HTTPFieldLines(from: start)
    while true {
      switch lines.next(in: head) {
      case .line(let line): take(line, of: head)
      case .end:
        end = lines.position
        return true
      case .cut: return false
      }
    }
  }

  private static let hostName = Array("host".utf8)
  private static let userAgentName = Array("user-agent".utf8)

  private mutating func take(_ line: Range<Int>, of head: Span<UInt8>) {
    let first = head[line.lowerBound]
    switch hostField {
    case .empty where HTTPFieldLines.isBlank(first):
      take(hostValue: HTTPFieldLines.trimmed(line, of: head), of: head)
      return
    // The first Host field counts, though it says nothing.
    case .empty: hostField = .taken
    case .absent, .taken: break
    }
    switch first | 0x20 {
    case UInt8(ascii: "h") where hostField == .absent:
      guard let value = HTTPFieldLines.value(of: Self.hostName, in: line, of: head) else { return }
      take(hostValue: value, of: head)
    case UInt8(ascii: "u") where userAgent.isEmpty:
      let value = HTTPFieldLines.value(of: Self.userAgentName, in: line, of: head)
      userAgent = value.map { ByteRange($0) } ?? .none
    default: return
    }
  }

  /// The value of a Host field; an empty one may go on in the next line (RFC 9112, section 5.2).
  private mutating func take(hostValue value: Range<Int>, of head: Span<UInt8>) {
    guard !value.isEmpty else {
      hostField = .empty
      return
    }
    hostField = .taken
    // The target of a tunnel has the form of a Host field.
    guard let name = try? HostName(inTarget: ByteRange(value), of: head, isTunnel: true) else {
      return
    }
    take(name)
  }
}
