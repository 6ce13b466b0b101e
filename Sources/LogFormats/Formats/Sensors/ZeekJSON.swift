import Access
import Bytes
import Evidence

/// The logs of the network sensor Zeek as JSON (`LogAscii::use_json=T`), also of Corelight's sensors
/// and of programs that carry them.
///
///     {"_path":"ssl","ts":"2026-11-16T07:30:00.250000Z","uid":"CAbc1","id.orig_h":"10.1.2.3","id.resp_h":"192.0.2.80","id.resp_p":443,"server_name":"www.example.com","established":true}
///     {"http":{"ts":1794814200.25,"uid":"CAbc2","id.orig_h":"10.1.2.3","id.resp_h":"192.0.2.80","id.resp_p":80,"trans_depth":1,"method":"GET","host":"www.example.com","uri":"/"}}
///
/// The lines mean what they mean in the columns of `zeek`. Which log a line is of says `_path`, or a
/// field that only that log has (`trans_id`, `established`, `trans_depth`, `client_initial_dcid`,
/// `conn_state`). The addresses stand in `id.orig_h`, in an object `id`, or in `id_orig_h`; the log in
/// the line itself, in a member of its name, in `_source` or, from Filebeat, in `json`. The time `ts`
/// counts in seconds or milliseconds since 1970 or is ISO 8601. Long connections that Corelight reports while they last (`conn_long`) are not
/// read. Splunk's export holds the line as text in `result._raw`; such lines may stand among others.
/// Documented at https://docs.zeek.org/en/master/log-formats.html.
struct ZeekJSON: LogFormat {
  let name = "zeek-json"
  var fields: LogFields { event.fields }
  private let event = ZeekEvent()

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    guard line.starts(with: "{\"preview\":") else {
      return event.decode(line, context: &context, into: &record)
    }
    do throws(Malformed) {
      let raw = try exported(line)
      let decoded = event.decode(raw.span, context: &context, into: &record)
      // The record's ranges point into the text that was inside.
      if !context.hasText { _ = context.addText(to: raw.span) { _ in } }
      return decoded
    } catch {
      return .malformed(error)
    }
  }

  private let export = FieldMap([("result._raw", .detail)])

  /// The text of `result._raw` in a line of Splunk's export.
  private func exported(_ line: Span<UInt8>) throws(Malformed) -> [UInt8] {
    var values = FieldValues()
    try JSONFields.read(line, from: 0, export, into: &values)
    guard !values[.detail].isEmpty else { throw .layout }
    var raw: [UInt8] = []
    values.escapes(of: .detail).decode(line.bytes(in: values[.detail]), into: &raw)
    return raw
  }
}

/// One line of a log of Zeek in JSON.
private struct ZeekEvent: DescribedFormat {
  let name = "zeek-json"
  let shape = LineShape.json
  let map = FieldMap(
    ["", "_source.", "json.", "dns.", "ssl.", "http.", "quic.", "conn."].flatMap { member in
      (ZeekLog.marks + ZeekLog.fields).map { (member + $0.0, $0.1) }
    })

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.client].isEmpty, !values[.destination].isEmpty else {
      // Logs of files, certificates and the sensor itself have no addresses.
      guard !values[.type].isEmpty, !values[.time].isEmpty else { throw .layout }
      return .notAnAccess
    }
    return log(of: values, in: line).meaning(of: &values, in: line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    log(of: values, in: line).outcome(of: values, in: line)
  }

  private func log(of values: FieldValues, in line: Span<UInt8>) -> ZeekLog {
    if !values[.type].isEmpty { return ZeekLog(path: line.bytes(in: values[.type])) }
    if !values[.subtype].isEmpty { return .dns }
    if !values[.detail].isEmpty { return .http }
    if !values[.product].isEmpty { return .quic }
    if !values[.event].isEmpty { return .ssl }
    return values[.direction].isEmpty ? .other : .conn
  }
}
