import Access
import Bytes
import Evidence

/// What proxies that write in Squid's words have in common: the request line and the result.
enum ProxyRequest {
  /// Starts the record of a request.
  ///
  /// - Returns: false when the request names no other host, as the proxy's own pages and requests
  ///   that broke off before they named one: it is no access.
  static func start(
    _ record: inout AccessRecord, method: ByteRange, target: ByteRange, in line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    let methodBytes = line.bytes(in: method)
    // `error:…` targets stand for connections that sent no request; ICP asks on behalf of caches.
    guard !line.bytes(in: target).starts(with: "error:"),
      !methodBytes.equals("-"), !methodBytes.equals("ICP_QUERY")
    else { return false }
    let isTunnel = methodBytes.equals("CONNECT")
    guard try start(&record, target: target, needsScheme: !isTunnel, in: line) else { return false }
    if isTunnel { record.path = .none }
    record.method = method
    return true
  }

  /// Starts the record of a request of which only the target is known.
  ///
  /// - Parameter needsScheme: whether a target without one is a path, and no host.
  /// - Returns: false when the target names no host.
  static func start(
    _ record: inout AccessRecord, target: ByteRange, needsScheme: Bool = false,
    in line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    let host: HostName
    do throws(HostError) {
      host = try HostName(inTarget: target, of: line, isTunnel: !needsScheme)
    } catch {
      switch error {
      case .absent: return false
      case .invalid: throw .host
      }
    }
    record.restart(.proxy, host: host.range)
    record.isHostAddress = host.isAddress
    record.port = host.port
    record.path = host.path(inTarget: target)
    return true
  }

  /// Squid refused if it says so; a 403 or 407 that never went to a server is its own refusal too.
  /// A 403 that came from a server is that server's answer, and the request was let through.
  static func outcome(
    result: Span<UInt8>, status: Int, wasForwarded: Bool
  ) -> Outcome {
    if result.starts(with: "TCP_DENIED") { return .blocked }
    // The client went away before anything was decided.
    if status == 0, !wasForwarded { return .unknown }
    return (status == 403 || status == 407) && !wasForwarded ? .blocked : .allowed
  }

  /// Whether a hierarchy code, such as `HIER_DIRECT` or `FIRSTUP_PARENT`, names a next hop.
  static func wasForwarded(_ hierarchy: Span<UInt8>) -> Bool {
    !hierarchy.starts(with: "HIER_NONE") && !hierarchy.starts(with: "NONE")
      && !hierarchy.starts(with: "-")
  }
}
