import Access
import Bytes
import Evidence

/// Makes the record of an access from the values of a described format.
enum AccessBuilder {
  /// Fills `record` but for its outcome.
  ///
  /// - Parameter known: the time, where a format reads it itself.
  /// - Returns: false when the line names no host: it is no access.
  /// - Throws: `host` for a name that no host can have, `time` for a time that cannot be read.
  // One copy serves all formats.
  @inline(never)
  static func build(
    _ record: inout AccessRecord, _ kind: AccessKind, from values: FieldValues,
    in line: Span<UInt8>, context: inout LogContext, time known: Timestamp? = nil
  ) throws(Malformed) -> Bool {
    let texts = Texts(
      url: plain(.url, values, line, &context), host: plain(.host, values, line, &context),
      path: plain(.path, values, line, &context), client: plain(.client, values, line, &context),
      user: plain(.user, values, line, &context),
      userAgent: plain(.userAgent, values, line, &context))
    let time = if let known { known } else { try time(values, line, &context) }
    let hasAccess = try context.withBytes(of: line) { bytes throws(Malformed) in
      try fill(&record, kind, from: texts, values, in: bytes)
    }
    record.time = time
    return hasAccess
  }

  /// Where the values stand that may have been decoded.
  private struct Texts {
    let url, host, path, client, user, userAgent: ByteRange
  }

  private static func fill(
    _ record: inout AccessRecord, _ kind: AccessKind, from texts: Texts,
    _ values: FieldValues, in line: Span<UInt8>
  ) throws(Malformed) -> Bool {
    // The name of a lookup is no target: a slash in it is a mistake, not the start of a path.
    let url = kind == .dns ? .none : texts.url
    guard
      let found = try findHost(
        texts.host, url, values[.destination], isName: kind == .dns, in: line)
    else { return false }
    record.restart(kind, host: found.host.range)
    record.isHostAddress = found.host.isAddress
    // The port of a lookup is that of the name server.
    if kind != .dns {
      record.port = found.host.port != 0 ? found.host.port : port(values[.port], line)
    }
    record.method = values[.method]
    // What stands behind the target of a tunnel is no path.
    if !line.bytes(in: record.method).equals("CONNECT") {
      record.path = found.path.isEmpty ? texts.path : found.path
    }
    record.client = client(texts.client, line)
    if !values[.clientHardware].isEmpty {
      record.hardware = HardwareAddress(field: line.bytes(in: values[.clientHardware]))
    }
    if !values[.vlan].isEmpty { record.vlan = vlan(values[.vlan], line) }
    record.user = user(texts.user, record.client, line)
    record.userAgent = texts.userAgent
    record.bytesUp = number(values[.bytesUp], line)
    record.bytesDown = number(values[.bytesDown], line)
    return true
  }

  // MARK: Host and path

  private struct Found {
    let host: HostName
    let path: ByteRange
  }

  /// The host that a field names, else that of the URL, else the address connected to.
  private static func findHost(
    _ host: ByteRange, _ url: ByteRange, _ destination: ByteRange, isName: Bool,
    in line: Span<UInt8>
  ) throws(Malformed) -> Found? {
    let isPath = !url.isEmpty && line[url.range.lowerBound] == ASCII.slash
    do throws(HostError) {
      guard host.isEmpty else {
        let named =
          isName
          ? try HostName(name: host.range, of: line)
          : try HostName(inTarget: host, of: line, isTunnel: true)
        let inURL = isPath ? nil : try? HostName(inTarget: url, of: line, isTunnel: true)
        return Found(host: named, path: isPath ? url : inURL?.path(inTarget: url) ?? .none)
      }
      if !url.isEmpty, !isPath {
        let inURL = try HostName(inTarget: url, of: line, isTunnel: true)
        return Found(host: inURL, path: inURL.path(inTarget: url))
      }
      guard !destination.isEmpty else { return nil }
      let address = client(destination, line)
      guard IPAddress(line.bytes(in: address)) != nil else { return nil }
      return Found(
        host: try HostName(inTarget: address, of: line, isTunnel: true), path: isPath ? url : .none)
    } catch {
      if error == .absent { return nil }
      throw .host
    }
  }

  private static func port(_ field: ByteRange, _ line: Span<UInt8>) -> UInt16 {
    number(field, line).flatMap { UInt16(exactly: $0) } ?? 0
  }

  /// 1 to 4094 (IEEE 802.1Q-2022, section 9.6); 0 for all else.
  private static func vlan(_ field: ByteRange, _ line: Span<UInt8>) -> UInt16 {
    let number = number(field, line) ?? 0
    return number < 4095 ? UInt16(truncatingIfNeeded: number) : 0
  }

  // MARK: The rest

  private static func time(
    _ values: FieldValues, _ line: Span<UInt8>, _ context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    let zone = line.bytes(in: values[.zone])
    if !values[.time].isEmpty {
      return try MomentReader.read(
        line.bytes(in: values[.time]), zone: zone, isUTC: values.isUTC, context: &context)
    }
    if !values[.date].isEmpty, !values[.timeOfDay].isEmpty {
      return try MomentReader.read(
        date: line.bytes(in: values[.date]), timeOfDay: line.bytes(in: values[.timeOfDay]),
        zone: zone, isUTC: values.isUTC, context: &context)
    }
    return SyslogHeader.time(of: line, clock: &context.clock)
  }

  /// Nil for what is no number, as `-`, and for numbers below zero.
  private static func number(_ field: ByteRange, _ line: Span<UInt8>) -> UInt64? {
    guard !field.isEmpty else { return nil }
    var cursor = ByteCursor(line.bytes(in: field))
    guard let number = try? cursor.readDecimal(), cursor.isAtEnd else { return nil }
    return number
  }

  /// The address or name without a port or an interface: `10.1.2.3:53124:LAN`, `10.1.2.3/53124`,
  /// `[2001:db8::7]:53124`.
  private static func client(_ field: ByteRange, _ line: Span<UInt8>) -> ByteRange {
    let bytes = line.bytes(in: field)
    // Letters, digits, dots and hyphens alone leave no place for a port.
    let (start, end) = (field.range.lowerBound, field.range.upperBound)
    guard line.hostNameEnd(from: start, limit: end) < end, IPAddress(bytes) == nil else {
      return field
    }
    if bytes[0] == ASCII.openingBracket, let end = bytes.firstIndex(of: ASCII.closingBracket) {
      return ByteRange(start + 1..<start + end)
    }
    let mark = bytes.firstIndex(of: ASCII.slash) ?? bytes.firstIndex(of: ASCII.colon)
    if let mark, mark > 0, IPAddress(bytes.extracting(0..<mark)) != nil {
      return ByteRange(start..<start + mark)
    }
    // An IPv6 address with a port and no brackets: the port stands behind the last colon.
    if let last = bytes.lastIndex(of: ASCII.colon), last > 0,
      IPAddress(bytes.extracting(0..<last)) != nil
    {
      return ByteRange(start..<start + last)
    }
    return field
  }

  /// Nobody, for the words that products write then, and for the client's own address.
  private static func user(
    _ field: ByteRange, _ client: ByteRange, _ line: Span<UInt8>
  ) -> ByteRange {
    let bytes = line.bytes(in: field)
    guard bytes.count > 0 else { return .none }
    for index in nobody.indices
    where bytes.count == nobody[index].count && bytes.contains(lowercase: nobody[index], at: 0) {
      return .none
    }
    let mayBeAddress = ASCII.isDigit(bytes[0]) || bytes.firstIndex(of: ASCII.colon) != nil
    if mayBeAddress, let address = IPAddress(bytes),
      address == IPAddress(line.bytes(in: client))
    {
      return .none
    }
    return field
  }

  private static let nobody = [
    "unknown", "anonymous", "not found", "no authentication required", "unauthenticated",
    "unknown (sso failed)", "guest", "nobody", "undefined", "not available", "notavailable",
    "unidentified", "unknown user", "no user", "\"\"",
  ].map { Array($0.utf8) }

  /// Where a value stands as it is meant, decoded if it was written otherwise.
  private static func plain(
    _ role: FieldRole, _ values: FieldValues, _ line: Span<UInt8>,
    _ context: inout LogContext
  ) -> ByteRange {
    let range = values[role]
    let escapes = values.escapes(of: role)
    // Values that were decoded already stand behind the line.
    guard escapes != .none, range.range.upperBound <= line.count else { return range }
    return context.addText(to: line) { text in escapes.decode(line.bytes(in: range), into: &text) }
  }
}
