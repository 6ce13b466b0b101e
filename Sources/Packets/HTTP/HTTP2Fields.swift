internal import Access
internal import Bytes

/// The fields of an HTTP/2 request that say where it goes (RFC 9113, section 8.3.1).
struct HTTP2Fields {
  /// More of a field is not kept.
  static let maximumValue = 8192

  private(set) var method: [UInt8] = []
  private(set) var authority: [UInt8] = []
  private(set) var path: [UInt8] = []
  private(set) var userAgent: [UInt8] = []
  private var hostField: [UInt8] = []

  mutating func reset() {
    method.removeAll(keepingCapacity: true)
    authority.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    userAgent.removeAll(keepingCapacity: true)
    hostField.removeAll(keepingCapacity: true)
  }

  /// Keeps the value if it is wanted; the first of several counts.
  mutating func take(name: Span<UInt8>, value: Span<UInt8>) {
    switch name.count {
    case 4 where name.equals("host"): Self.keep(value, in: &hostField)
    case 5 where name.equals(":path"): Self.keep(value, in: &path)
    case 7 where name.equals(":method"): Self.keep(value, in: &method)
    case 10 where name.equals(":authority"): Self.keep(value, in: &authority)
    case 10 where name.equals("user-agent"): Self.keep(value, in: &userAgent)
    default: return
    }
  }

  private static func keep(_ value: Span<UInt8>, in field: inout [UInt8]) {
    guard field.isEmpty else { return }
    value.extracting(first: maximumValue).append(to: &field)
  }

  /// Requests that were HTTP/1 may have a Host field in place of `:authority`.
  mutating func completeAuthority() {
    if authority.isEmpty { authority.append(contentsOf: hostField) }
  }

  /// The host within `authority`; nil for none.
  var host: HostName? {
    let text = authority.span
    return try? HostName(inTarget: ByteRange(0..<text.count), of: text, isTunnel: true)
  }
}
