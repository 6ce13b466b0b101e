package import Bytes

/// What programs that carry logs wrap around a line of another program.
package enum Envelope: String, CaseIterable, Sendable {
  /// A JSON object with the line in one member, as Docker, Fluentd, Filebeat, Vector and
  /// `journalctl -o json` write it.
  case json
  /// What containers write, behind the time, the stream and a mark for whole lines, as Kubernetes keeps
  /// it (`2026-11-16T07:30:00.250123456Z stdout F `), behind the time alone (`docker logs -t`), or behind
  /// the container's name (`docker compose logs`: `pihole-1  | `).
  case container
  /// The fields of an entry of the journal, one a line, and a blank line behind it
  /// (https://systemd.io/JOURNAL_EXPORT_FORMATS/).
  case journal
  /// A line in which rsyslog wrote `#011` for every tab (`EscapeControlCharactersOnReceive`).
  case escapedTabs = "escaped_tabs"
  /// Messages of syslog over TCP with their length before them and nothing between them (RFC 6587,
  /// section 3.4.1).
  case octetCounted = "octet_counted"

  /// Whether `line`, one of the first of a log, may be wrapped like this.
  package func mayHold(_ line: Span<UInt8>) -> Bool {
    switch self {
    case .json: JSONFields.start(line) == 0
    case .container: ContainerPrefix(line) != nil
    case .journal: line.starts(with: "__CURSOR=") || line.starts(with: "__REALTIME_TIMESTAMP=")
    case .escapedTabs:
      line.firstIndex(of: ASCII.number).map { line.contains("#011", at: $0) } ?? false
    case .octetCounted: OctetCount(line, at: 0).map { $0.message.upperBound < line.count } ?? false
    }
  }
}

/// Takes the envelopes off the lines of one log.
package struct EnvelopeOpener: Sendable {
  /// What one line of the log brought.
  package enum Opened {
    /// A line of another program, in `line`.
    case line
    /// Nothing yet: a part of an entry, or an entry without a line.
    case nothing
    /// No envelope of this kind.
    case foreign
  }

  package let envelope: Envelope
  /// The line that was inside.
  package private(set) var line: [UInt8] = []
  /// The envelope's own time, for lines that have none.
  package private(set) var time: Timestamp?
  private var entry = JournalEntry()
  /// The outer line, while it may hold more messages, and where the next begins.
  private var outerLine: [UInt8] = []
  private var nextMessage = 0

  package init(_ envelope: Envelope) { self.envelope = envelope }

  package mutating func open(_ outer: Span<UInt8>, context: inout LogContext) -> Opened {
    line.removeAll(keepingCapacity: true)
    time = nil
    switch envelope {
    case .json: return openJSON(outer, &context)
    case .container: return openContainer(outer, &context)
    case .journal: return openJournal(outer, &context)
    case .escapedTabs:
      unescapeTabs(outer)
      return .line
    case .octetCounted:
      outerLine = outer.copy
      nextMessage = 0
      return openNext() ? .line : .foreign
    }
  }

  /// Opens the next line that the same outer line held, if it held another.
  package mutating func openNext() -> Bool {
    guard envelope == .octetCounted,
      let message = OctetCount(outerLine.span, at: nextMessage)?.message
    else { return false }
    line = Array(outerLine[message])
    while let last = line.last, last == ASCII.lineFeed || last == ASCII.carriageReturn {
      line.removeLast()
    }
    nextMessage = message.upperBound
    return true
  }

  // MARK: JSON

  /// The members that hold the line, the time, and the program that wrote it.
  private static let members = FieldMap([
    ("MESSAGE", .detail), ("log", .detail), ("message", .detail), ("_raw", .detail),
    ("event.original", .detail), ("raw_message", .detail), ("short_message", .detail),
    ("line", .detail), ("_source.message", .detail), ("_source.event.original", .detail),
    ("result._raw", .detail), ("SyslogMessage", .detail), ("textPayload", .detail),
    ("event", .detail),
    ("__REALTIME_TIMESTAMP", .time), ("time", .time), ("@timestamp", .time),
    ("timestamp", .time), ("date", .time), ("TimeGenerated", .time),
    ("SYSLOG_IDENTIFIER", .product), ("_COMM", .product), ("appname", .product),
    ("programname", .product), ("ident", .product), ("ProcessName", .product),
    ("CONTAINER_NAME", .remark),
  ])

  private mutating func openJSON(
    _ outer: Span<UInt8>, _ context: inout LogContext
  ) -> Opened {
    guard JSONFields.start(outer) == 0 else { return .foreign }
    var values = FieldValues()
    do throws(Malformed) {
      try JSONFields.read(outer, from: 0, Self.members, into: &values)
    } catch {
      return .foreign
    }
    guard !values[.detail].isEmpty else { return .nothing }
    time = try? MomentReader.read(
      outer.bytes(in: values[.time]), zone: outer.extracting(0..<0), context: &context)
    readLine(values, outer)
    let program = outer.bytes(in: values[.product])
    // A header of the line's own says more; what Docker calls a container is no program.
    if program.count > 0, values[.remark].isEmpty,
      (try? SyslogHeader(line.span, clock: &context.clock)) == nil
    {
      line.removeAll(keepingCapacity: true)
      writeHeader(program: program)
      readLine(values, outer)
    }
    return line.isEmpty ? .nothing : .line
  }

  private mutating func readLine(_ values: FieldValues, _ outer: Span<UInt8>) {
    values.escapes(of: .detail).decode(outer.bytes(in: values[.detail]), into: &line)
    while let last = line.last, last == ASCII.lineFeed || last == ASCII.carriageReturn {
      line.removeLast()
    }
  }

  // MARK: Containers

  private mutating func openContainer(
    _ outer: Span<UInt8>, _ context: inout LogContext
  ) -> Opened {
    guard let prefix = ContainerPrefix(outer) else { return .foreign }
    time = try? MomentReader.read(
      outer.bytes(in: prefix.time), zone: outer.extracting(0..<0), context: &context)
    for index in prefix.message..<outer.count { line.append(outer[index]) }
    return line.isEmpty ? .nothing : .line
  }

  // MARK: The journal

  private struct JournalEntry {
    var program: [UInt8] = []
    var isContainer = false
    var message: [UInt8] = []
    var time: Timestamp?
  }

  private mutating func openJournal(
    _ outer: Span<UInt8>, _ context: inout LogContext
  ) -> Opened {
    guard outer.count > 0 else {
      defer { entry = JournalEntry() }
      guard !entry.message.isEmpty else { return .nothing }
      time = entry.time
      let program = entry.isContainer ? [] : entry.program
      writeHeader(program: program.span)
      line += entry.message
      return .line
    }
    guard let equals = outer.firstIndex(of: UInt8(ascii: "=")) else { return .nothing }
    let name = outer.extracting(0..<equals)
    let value = outer.extracting(equals + 1..<outer.count)
    if name.equals("MESSAGE") {
      entry.message = value.copy
    } else if name.equals("SYSLOG_IDENTIFIER") {
      entry.program = value.copy
    } else if name.equals("CONTAINER_NAME") {
      entry.isContainer = true
    } else if name.equals("__REALTIME_TIMESTAMP") {
      entry.time = try? MomentReader.read(
        value, zone: outer.extracting(0..<0), context: &context)
    }
    return .nothing
  }

  /// The journal keeps time and program apart from the message; in front of it they are a syslog
  /// header, which the formats of programs that log through syslog know.
  private mutating func writeHeader(program: Span<UInt8>) {
    guard program.count > 0, let time else { return }
    line.append(contentsOf: time.rfc3339.utf8)
    line.append(ASCII.space)
    for index in program.indices where program[index] != ASCII.space { line.append(program[index]) }
    line.append(ASCII.colon)
    line.append(ASCII.space)
  }

  // MARK: Tabs

  private mutating func unescapeTabs(_ outer: Span<UInt8>) {
    var index = 0
    while index < outer.count {
      let isTab = outer[index] == ASCII.number && outer.contains("#011", at: index)
      line.append(isTab ? ASCII.tab : outer[index])
      index += isTab ? 4 : 1
    }
  }
}
