import Access
import Bytes
import Evidence

/// The access log of Cisco's Secure Web Appliance (Web Security Appliance, IronPort), style Squid or
/// Squid Details.
///
///     Info: 1794814200.250 97 10.1.2.3 TCP_MISS/200 8187 CONNECT tunnel://www.example.com:443/ "EXAMPLE\anna@realm" DIRECT/www.example.com - DEFAULT_CASE_12-Policy-Identity-NONE-NONE-NONE-DefaultGroup-NONE <"IW_srch",6.9,1,"-",-> - "Mozilla/5.0 (X11)"
///
/// Fields: seconds since 1970, duration, client, result/status, bytes to the client, method, target,
/// user in quotes, hierarchy/server, content type, decision tag, verdicts in angle brackets; more may
/// follow, of which what looks like a user agent is taken. The mark of the format is the tag with the
/// brackets behind it. There is no upload size. Heads before the time, syslog's too, are passed over.
///
/// The host is the target's. A transparent proxy knows only an address for the target of
/// `TCP_CONNECT`; then the server's name is taken. Refused is what the tag says was blocked, dropped
/// or redirected, and what has the result `TCP_DENIED`, also if the tag does not say so; `OTHER` stands
/// for requests that failed. The tag counts before the status, for a block page has 200. The log of the
/// Layer-4 traffic monitor, which notes connections to suspicious addresses, tells of no access.
/// Documented at
/// https://www.cisco.com/c/en/us/support/docs/security/secure-web-appliance/225832-understand-secure-web-appliance.html.
struct CiscoWSA: LogFormat {
  let name = "cisco-wsa"
  let fields: LogFields = [.client, .user, .path, .userAgent, .bytesDown, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      guard let start = Anchor.epoch(in: line) else {
        guard isMonitor(line) else { throw .layout }
        return .notAnAccess
      }
      return try read(line, from: start, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, from start: Int, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var cursor = ByteCursor(line, at: start)
    let time = try cursor.readEpoch()
    let client = try readClient(&cursor, line)
    var result = cursor.readWord()
    // The client's name may stand behind its address, `10.1.2.3 (pc7.example.com)`.
    if line.bytes(in: result).starts(with: "(") { result = cursor.readWord() }
    guard line.bytes(in: result).firstIndex(of: ASCII.slash) != nil else { throw .layout }
    let size = try readSize(&cursor)
    let (method, target) = (cursor.readWord(), cursor.readWord())
    let user = readUser(&cursor)
    let server = cursor.readWord()
    let tag = try readTag(&cursor, line)
    guard try begin(&record, method: method, target: target, server: server, in: line) else {
      return false
    }
    record.time = time
    record.setClient(client, in: line)
    record.setUser(user, in: line)
    record.bytesDown = size
    record.userAgent = readUserAgent(&cursor, line)
    record.outcome = DecisionTag.outcome(of: line.bytes(in: tag), result: line.bytes(in: result))
    return true
  }

  /// The traffic monitor's log: `Info: Firewall noted TCP data from …`.
  private func isMonitor(_ line: Span<UInt8>) -> Bool {
    guard let level = line.position(of: " Info: ") else { return false }
    let message = line.extracting(level + 7..<line.count)
    return message.starts(with: "Firewall ") || message.starts(with: "Address ")
      || message.starts(with: "Begin Logfile") || message.starts(with: "Version: ")
      || message.starts(with: "Time offset from UTC")
  }

  /// Behind the duration.
  private func readClient(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> ByteRange {
    let duration = line.bytes(in: cursor.readWord())
    guard duration.count > 0, ASCII.isDigit(duration[0]) else { throw .layout }
    return cursor.readWord()
  }

  private func readSize(_ cursor: inout ByteCursor) throws(Malformed) -> UInt64? {
    cursor.skip(ASCII.space)
    if cursor.take(ASCII.hyphen) { return nil }
    guard let size = try? cursor.readDecimal(), cursor.next == ASCII.space else { throw .number }
    return size
  }

  /// Names stand in quotes, the `-` for none does not.
  private func readUser(_ cursor: inout ByteCursor) -> ByteRange {
    cursor.skip(ASCII.space)
    guard cursor.take(ASCII.quote) else { return cursor.readWord() }
    let user = cursor.readToken(endingAt: ASCII.quote)
    _ = cursor.take(ASCII.quote)
    return user
  }

  /// The word before the brackets; the cursor stands in them then.
  private func readTag(
    _ cursor: inout ByteCursor, _ line: Span<UInt8>
  ) throws(Malformed) -> ByteRange {
    var tag = ByteRange.none
    while true {
      let word = cursor.readWord()
      guard !word.isEmpty else { throw .truncated }
      let bytes = line.bytes(in: word)
      // A collector for web pages may have escaped the brackets.
      if bytes.starts(with: "<") || bytes.starts(with: "&lt;") { break }
      tag = word
    }
    let bytes = line.bytes(in: tag)
    guard bytes.count > 1, ASCII.isUppercase(bytes[0]), bytes.firstIndex(of: ASCII.hyphen) != nil
    else { throw .layout }
    return tag
  }

  private func begin(
    _ record: inout AccessRecord, method: ByteRange, target: ByteRange, server: ByteRange,
    in line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    let methodBytes = line.bytes(in: method)
    let isTransparent = methodBytes.equals("TCP_CONNECT")
    let isTunnel = isTransparent || methodBytes.equals("CONNECT")
    let host: HostName
    // Some versions leave the scheme away.
    let isBare = isTunnel || line.bytes(in: target).firstIndex(of: ASCII.dot).map { $0 > 0 } == true
    do throws(HostError) {
      host = try HostName(inTarget: target, of: line, isTunnel: isBare)
    } catch {
      if error == .absent { return false }
      throw .host
    }
    let named = isTransparent && host.isAddress ? serverName(server, line) : nil
    record.restart(.proxy, host: named?.range ?? host.range)
    record.isHostAddress = named == nil && host.isAddress
    record.port = host.port
    if !isTunnel { record.path = host.path(inTarget: target) }
    record.method = method
    return true
  }

  /// The name in `DIRECT/www.example.com`.
  private func serverName(_ server: ByteRange, _ line: Span<UInt8>) -> HostName? {
    guard line.bytes(in: server).starts(with: "DIRECT/") else { return nil }
    let name = try? HostName(
      name: server.range.lowerBound + 7..<server.range.upperBound, of: line)
    return name.flatMap { $0.isAddress ? nil : $0 }
  }

  /// The first value in quotes behind the brackets that names a product and its version.
  private func readUserAgent(_ cursor: inout ByteCursor, _ line: Span<UInt8>) -> ByteRange {
    while true {
      let word = line.bytes(in: cursor.readWord())
      guard word.count > 0 else { return .none }
      if word[word.count - 1] == ASCII.greaterThan || word.contains("&gt;", at: word.count - 4) {
        break
      }
    }
    while !cursor.isAtEnd {
      cursor.skip(ASCII.space)
      guard cursor.take(ASCII.quote) else {
        _ = cursor.readWord()
        continue
      }
      let value = cursor.readToken(endingAt: ASCII.quote)
      _ = cursor.take(ASCII.quote)
      let bytes = line.bytes(in: value)
      // A time has a slash too, but begins with a digit.
      if bytes.count > 0, ASCII.isLetter(bytes[0]), bytes.firstIndex(of: ASCII.slash) != nil {
        return value
      }
    }
    return .none
  }
}

/// The decision tags of Cisco's Secure Web Appliance, such as `BLOCK_WEBCAT_12-Policy-…`.
enum DecisionTag {
  static func outcome(of tag: Span<UInt8>, result: Span<UInt8>) -> Outcome {
    if tag.starts(with: "BLOCK") || tag.starts(with: "DROP") || tag.starts(with: "REDIRECT")
      || tag.starts(with: "NO_PASSWORD") || result.starts(with: "TCP_DENIED")
      || result.starts(with: "FTP_DENIED")
    {
      return .blocked
    }
    if tag.starts(with: "DEFAULT_CASE") || tag.starts(with: "DECRYPT")
      || tag.starts(with: "SAAS_AUTH")
    {
      return .allowed
    }
    return ActionWords.outcome(of: tag)
  }
}
