import Access
import Bytes
import Evidence

/// The logs of the network sensor Zeek (formerly Bro) in its own writing, columns between tabs.
///
///     #path	ssl
///     #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	version	server_name	established
///     1794814200.250000	CAbc1	10.1.2.3	53124	192.0.2.80	443	TLSv13	www.example.com	T
///
/// `#path` says which log it is and `#fields` its columns; a file may hold several logs, one after the
/// other. An access is
/// - a line of `dns`, by `query`: a line is the question with its answer. Questions to the neighbours
///   (multicast DNS, LLMNR and NetBIOS on ports 5353, 5355 and 137) are none;
/// - a line of `ssl` or `quic`, by `server_name`, or by the server's address if that is missing and
///   the port is one of the web's;
/// - a line of `http`, by `host`;
/// - a line of `conn`, by address, if the port is one of the web's and `service` is empty: what Zeek
///   recognised stands in the other logs.
///
/// Columns between other characters (`#separator`) are not read. The time `ts` counts in seconds since
/// 1970. The client is `id.orig_h`. With the policies `mac-logging` and `vlan-logging`, lines of `conn` have
/// its hardware address (`orig_l2_addr`) and VLAN (`inner_vlan`, or `vlan`). `request_body_len` and `orig_bytes` are from the client. A sensor blocks nothing; a lookup is blocked when its server
/// refused it. `username` of `http` is an account of the site asked and is not read. A QUIC connection
/// may stand in `quic` and in `ssl`, if both logs are read. Documented at
/// https://docs.zeek.org/en/master/logs/index.html and
/// https://docs.zeek.org/en/master/log-formats.html; the two policies at
/// https://docs.zeek.org/en/master/scripts/policy/protocols/conn/mac-logging.zeek.html and
/// …/vlan-logging.zeek.html.
struct Zeek: LogFormat {
  let name = "zeek"
  let fields: LogFields = [
    .client, .clientHardware, .vlan, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]
  private let map = FieldMap(ZeekLog.fields)
  private let tabs = DelimitedLine(delimiter: ASCII.tab)

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      if line.count > 0, line[0] == ASCII.number {
        try readHeader(line, &context)
        return .notAnAccess
      }
      return try read(line, &context, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  // MARK: Header

  /// The log's name is kept with its columns.
  private func readHeader(_ line: Span<UInt8>, _ context: inout LogContext) throws(Malformed) {
    if line.starts(with: "#path\t") {
      let log = ZeekLog(path: line.extracting(6..<line.count))
      context.setColumns(columns(line, from: line.count, log))
    } else if line.starts(with: "#fields\t") {
      guard let log = log(in: context) else { throw .layout }
      context.setColumns(columns(line, from: 8, log))
    } else {
      guard
        line.starts(with: "#separator ") || line.starts(with: "#set_separator\t")
          || line.starts(with: "#empty_field\t") || line.starts(with: "#unset_field\t")
          || line.starts(with: "#open\t") || line.starts(with: "#close\t")
          || line.starts(with: "#types\t")
      else { throw .layout }
    }
  }

  private func columns(_ line: Span<UInt8>, from start: Int, _ log: ZeekLog) -> NamedColumns {
    NamedColumns(line, from: start, as: tabs, map, owner: name, table: log.rawValue)
  }

  private func log(in context: LogContext) -> ZeekLog? {
    context.columns(of: name).flatMap { ZeekLog(rawValue: $0.table) }
  }

  // MARK: Lines

  private func read(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    guard let columns = context.columns(of: name), let log = ZeekLog(rawValue: columns.table)
    else { throw .layout }
    var values = FieldValues()
    let count = readColumns(line, columns, into: &values)
    guard count >= columns.count else { throw .truncated }
    guard count == columns.count else { throw .layout }
    guard case .access(let kind) = log.meaning(of: &values, in: line) else { return false }
    unescape(.host, &values, line, &context)
    unescape(.url, &values, line, &context)
    unescape(.path, &values, line, &context)
    unescape(.userAgent, &values, line, &context)
    guard
      try AccessBuilder.build(&record, kind, from: values, in: line, context: &context)
    else { return false }
    record.outcome = log.outcome(of: values, in: line)
    return true
  }

  /// Quotes mean nothing in these columns.
  private func readColumns(
    _ line: Span<UInt8>, _ columns: NamedColumns, into values: inout FieldValues
  ) -> Int {
    var (column, start) = (0, 0)
    while start <= line.count {
      let end = line.wordEnd(ASCII.tab, from: start)
      if column < columns.targets.count, let target = columns.targets[column] {
        values.set(target, ByteRange(start..<end), in: line)
      }
      column += 1
      start = end + 1
    }
    return column
  }

  /// Bytes that are no text, and the marks of the columns themselves, are written `\x09`.
  private func unescape(
    _ role: FieldRole, _ values: inout FieldValues, _ line: Span<UInt8>,
    _ context: inout LogContext
  ) {
    let range = values[role]
    guard range.range.upperBound <= line.count else { return }
    let value = line.bytes(in: range)
    guard let first = value.firstIndex(of: ASCII.backslash), value.contains("\\x", at: first)
    else { return }
    let decoded = context.addText(to: line) { text in
      var index = 0
      while index < value.count {
        if value.contains("\\x", at: index), index + 3 < value.count,
          let high = ASCII.hexValue(value[index + 2]), let low = ASCII.hexValue(value[index + 3])
        {
          text.append(high << 4 | low)
          index += 4
        } else {
          text.append(value[index])
          index += 1
        }
      }
    }
    values.replace(role, with: decoded)
  }
}
