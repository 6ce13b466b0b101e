import Bytes
import Evidence

/// What the lines of Fortinet's logs tell, which is the same in all of their shapes.
///
/// An access is a line of the web filter and of the other inspections of web requests that names a
/// host or a URL, and a line of application control or SSL inspection that does. Of DNS lines the
/// queries are; a response is one only if it was refused, because a filter that logs refusals alone
/// writes no query line. A traffic line that names no host is an access to an address if it went to a
/// port of the web; it is none at the session's start and in between (number 20), which have a line for
/// the end, and none between the device itself and others (`subtype="local"`).
enum FortinetLog {
  static func meaning(
    type: Span<UInt8>, subtype: Span<UInt8>, event: Span<UInt8>, logID: Span<UInt8>,
    _ values: FieldValues, _ line: Span<UInt8>
  ) -> LineMeaning {
    // FortiOS up to 6.0 has as its type what is the subtype of `utm` in others.
    if type.equals("dns") || subtype.equals("dns") {
      let isResponse = event.equals("dns-response") || subtype.equals("dns-response")
      return isResponse && outcome(of: values, in: line) != .blocked ? .notAnAccess : .access(.dns)
    }
    if type.equals("traffic") {
      return isStatistics(logID) ? .notAnAccess : traffic(subtype, values, line)
    }
    guard !values[.host].isEmpty || !values[.url].isEmpty else { return .notAnAccess }
    if isWebInspection(type) || isWebInspection(subtype) { return .access(.proxy) }
    if type.equals("app-ctrl") || subtype.equals("app-ctrl") {
      // With a URL, the request itself was seen.
      return .access(values[.url].isEmpty ? .tls : .proxy)
    }
    return subtype.equals("ssl") ? .access(.tls) : .notAnAccess
  }

  private static func isWebInspection(_ type: Span<UInt8>) -> Bool {
    type.equals("webfilter") || type.equals("virus") || type.equals("dlp")
      || type.equals("file-filter") || type.equals("videofilter")
  }

  private static func traffic(
    _ subtype: Span<UInt8>, _ values: FieldValues, _ line: Span<UInt8>
  ) -> LineMeaning {
    if subtype.equals("local") { return .notAnAccess }
    if !values[.url].isEmpty { return .access(.proxy) }
    if !values[.host].isEmpty { return .access(.tls) }
    guard !line.bytes(in: values[.action]).equals("start") else { return .notAnAccess }
    return WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }

  /// Number 20: an interim count of a session that goes on and has a line for its end.
  private static func isStatistics(_ logID: Span<UInt8>) -> Bool {
    var cursor = ByteCursor(logID)
    return (try? cursor.readDecimal()) == 20
  }

  static func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    // A DNS filter redirects to its own page.
    if action.equals("redirect") { return .blocked }
    // How a session ended that was let through.
    if action.equals("client-rst") || action.equals("server-rst") || action.equals("timeout")
      || action.equals("ip-conn") || action.equals("dns") || action.starts(with: "exempt")
    {
      return .allowed
    }
    guard action.count == 0, !values[.status].isEmpty else {
      return ActionWords.outcome(of: action)
    }
    // HTTP transactions have no action: a refusal is the proxy's own page.
    let status = line.bytes(in: values[.status])
    let isOwn = line.bytes(in: values[.remark]).equals("generated")
    return isOwn && (status.equals("403") || status.equals("407")) ? .blocked : .allowed
  }
}
