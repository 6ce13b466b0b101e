import Access
import Bytes
import Evidence

/// What the lines of generic formats tell, which no product's marks explain.
enum GenericAccess {
  /// Whether the line says when it was, in a field or a syslog header.
  static func hasTime(
    _ values: FieldValues, in line: Span<UInt8>, _ context: inout LogContext
  ) -> Bool {
    if !values[.time].isEmpty || !values[.date].isEmpty { return true }
    return SyslogHeader.time(of: line, clock: &context.clock) != nil
  }

  /// What a line with a client tells.
  ///
  /// `host` and `url` are what was asked for, a path alone only beside a host; `type` is the protocol
  /// or application; `detail` is a name that was looked up, or, unless `detailIsQuery`, the domain of
  /// the host.
  static func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, detailIsQuery: Bool = false
  ) -> LineMeaning {
    let port = line.bytes(in: values[.port])
    let type = line.bytes(in: values[.type])
    let isLookup = detailIsQuery && !values[.detail].isEmpty && values[.url].isEmpty
    if isLookup || isDNS(type) || port.equals("53") { return lookup(&values, line) }
    let isRequest = !values[.method].isEmpty || !values[.userAgent].isEmpty || isHTTP(type)
    guard !NeighbourPort.contains(values[.port], line) else { return .notAnAccess }
    let isPath = isPath(line.bytes(in: values[.url]))
    if !values[.url].isEmpty, !isPath || !values[.host].isEmpty { return .access(.proxy) }
    if values[.host].isEmpty {
      values.replace(.host, with: values[.detail], escapes: values.escapes(of: .detail))
    }
    guard !values[.host].isEmpty else { return .notAnAccess }
    if isRequest { return .access(.proxy) }
    if isQUIC(type) { return .access(.quic) }
    return WebPort.contains(values[.port], line) || isTLS(type) ? .access(.tls) : .notAnAccess
  }

  /// The host of a lookup is the name server and not what was looked up.
  private static func lookup(
    _ values: inout FieldValues, _ line: Span<UInt8>
  ) -> LineMeaning {
    guard !NeighbourPort.contains(values[.port], line) else { return .notAnAccess }
    let name = values[.detail].isEmpty ? FieldRole.url : .detail
    values.replace(.host, with: values[name], escapes: values.escapes(of: name))
    values.replace(.url, with: .none)
    values.replace(.destination, with: .none)
    return values[.host].isEmpty ? .notAnAccess : .access(.dns)
  }

  /// JSON may write a slash with a backslash before it.
  static func isPath(_ url: Span<UInt8>) -> Bool {
    url.starts(with: "/") || url.starts(with: "\\/")
  }

  // MARK: Protocols

  private static let http = Array("http".utf8)
  private static let web = Array("web".utf8)
  private static let dns = Array("dns".utf8)
  private static let tls = Array("tls".utf8)
  private static let ssl = Array("ssl".utf8)
  private static let quic = Array("quic".utf8)

  private static func isDNS(_ type: Span<UInt8>) -> Bool { type.contains(lowercase: dns, at: 0) }

  private static func isQUIC(_ type: Span<UInt8>) -> Bool { type.contains(lowercase: quic, at: 0) }

  private static func isTLS(_ type: Span<UInt8>) -> Bool {
    type.contains(lowercase: tls, at: 0) || type.contains(lowercase: ssl, at: 0)
  }

  private static func isHTTP(_ type: Span<UInt8>) -> Bool {
    type.contains(lowercase: http, at: 0) || type.contains(lowercase: web, at: 0)
  }
}
