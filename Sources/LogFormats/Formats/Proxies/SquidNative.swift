import Access
import Bytes
import Evidence

/// Squid's own access log, `logformat squid`, the default of Squid and of the proxies in OPNsense
/// and pfSense.
///
///     1157689312.049   5006 10.105.21.199 TCP_TUNNEL/200 19763 CONNECT www.example.com:443 anna HIER_DIRECT/192.0.2.1 -
///
/// Fields: time in seconds, duration, client, result/status, bytes to the client, method, target,
/// user, hierarchy/server, content type; more may follow. There is no upload size. The host is the
/// target's. Documented at https://www.squid-cache.org/Doc/config/logformat/ and
/// https://wiki.squid-cache.org/Features/LogFormat.
struct SquidNative: LogFormat {
  let name = "squid-native"
  let fields: LogFields = [.client, .user, .path, .bytesDown, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var cursor = ByteCursor(line)
    cursor.skip(ASCII.space)
    let time = try cursor.readEpoch()
    try skipDuration(&cursor)
    let client = cursor.readWord()
    let result = line.bytes(in: cursor.readWord())
    let status = try status(in: result)
    let size = try readSize(&cursor)
    let method = cursor.readWord()
    let target = cursor.readWord()
    let (user, hierarchy) = try readUserAndHierarchy(&cursor, line)
    guard try ProxyRequest.start(&record, method: method, target: target, in: line) else {
      return false
    }
    record.time = time
    record.setClient(client, in: line)
    record.setUser(user, in: line)
    record.isUserEscaped = true
    record.bytesDown = size
    record.outcome = ProxyRequest.outcome(
      result: result, status: status,
      wasForwarded: ProxyRequest.wasForwarded(line.bytes(in: hierarchy)))
    return true
  }

  /// Milliseconds; below zero when the clock was set back meanwhile.
  private func skipDuration(_ cursor: inout ByteCursor) throws(Malformed) {
    guard cursor.take(ASCII.space) else { throw .layout }
    cursor.skip(ASCII.space)
    _ = cursor.take(ASCII.hyphen)
    guard (try? cursor.readDecimal()) != nil, cursor.take(ASCII.space) else { throw .layout }
  }

  /// `TCP_MISS/200`; a status of 0 or 000 means that none was sent.
  private func status(in result: Span<UInt8>) throws(Malformed) -> Int {
    guard result.count > 0 else { throw .truncated }
    // The slash before three digits.
    let usual = result.count - 4
    guard ASCII.isUppercase(result[0]),
      let slash = usual > 0 && result[usual] == ASCII.slash
        ? usual : result.lastIndex(of: ASCII.slash)
    else { throw .layout }
    var cursor = ByteCursor(result, at: slash + 1)
    guard let status = try? cursor.readDecimal(), status < 1000, cursor.isAtEnd else {
      throw .status
    }
    return Int(status)
  }

  /// Bytes to the client. Squid has written sizes below zero; they say nothing.
  private func readSize(_ cursor: inout ByteCursor) throws(Malformed) -> UInt64? {
    cursor.skip(ASCII.space)
    guard !cursor.isAtEnd else { throw .truncated }
    let isNegative = cursor.take(ASCII.hyphen)
    guard let size = try? cursor.readDecimal(), cursor.take(ASCII.space) else { throw .number }
    return isNegative ? nil : size
  }

  /// The user ends where the hierarchy, `CODE/server`, begins: names may hold blanks.
  private func readUserAndHierarchy(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> (user: ByteRange, hierarchy: ByteRange) {
    var user = cursor.readWord()
    while true {
      let word = cursor.readWord()
      guard !word.isEmpty else { throw .truncated }
      let bytes = line.bytes(in: word)
      if ASCII.isUppercase(bytes[0]), bytes.wordEnd(ASCII.slash, from: 0) < bytes.count {
        return (user, word)
      }
      user = ByteRange(user.range.lowerBound..<word.range.upperBound)
    }
  }
}
