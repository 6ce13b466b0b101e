import Access
import Bytes
import Evidence

/// The syslog of Palo Alto Networks' firewalls (PAN-OS) and of Panorama, default format: columns
/// between commas.
///
///     Nov 16 08:30:00 fw1 1,2026/11/16 08:30:00,000000000000001,THREAT,url,2562,2026/11/16 08:30:00,10.1.2.3,192.0.2.80,0.0.0.0,0.0.0.0,rule1,example\anna,,ssl,vsys1,trust,untrust,ethernet1/2,ethernet1/1,default,2026/11/16 08:30:00,25149,1,59309,443,0,0,0x208000,tcp,alert,"www.example.com/",(9999),…
///
/// The type in the fourth column decides the columns; versions add theirs at the end. The time is the
/// generated time, in the zone of the high-resolution timestamp (since PAN-OS 10.0), else in the
/// device's; the receive time may be much later. The URL has no scheme. Traffic lines have bytes, in
/// the order sent by the client, received. The client behind a proxy is that of `x-fwd-for`; an
/// address that the firewall translated to is none. The hardware address (`src_mac`, since PAN-OS 10.0)
/// is that of the device in which Device-ID recognises the source. Which lines are accesses: see `PaloAltoLog`.
/// Documented at
/// https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions.
struct PaloAlto: LogFormat {
  let name = "palo-alto"
  let fields: LogFields = [
    .client, .clientHardware, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome,
  ]

  private let columns = DelimitedLine()
  private let traffic = Self.layout([
    (32, .bytesUp), (33, .bytesDown), (83, .clientHardware), (102, .zone),
  ])
  private let threat = Self.layout([
    (31, .url), (46, .userAgent), (48, .detail), (63, .method), (87, .clientHardware),
    (107, .zone),
  ])

  /// The columns by their place from 0 on, those that all types have and a type's own.
  private static func layout(_ own: [(Int, FieldRole)]) -> NamedColumns {
    let common: [(Int, FieldRole)] = [
      (3, .type), (4, .subtype), (6, .time), (7, .client), (8, .destination), (12, .user),
      (25, .port), (30, .action),
    ]
    let all = common + own
    let last = all.map(\.0).max() ?? 0
    var names = Array(repeating: "", count: last + 1)
    for (column, role) in all { names[column] = "\(role)" }
    return NamedColumns(names, FieldMap(all.map { ("\($0.1)", $0.1) }))
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, &context, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, _ context: inout LogContext, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    let start = columns.start(of: line)
    let type = line.bytes(in: try typeColumn(line, from: start))
    guard PaloAltoLog.hasAccesses(type) else { return false }
    var values = FieldValues()
    let layout = type.equals("THREAT") ? threat : traffic
    guard layout.read(line, from: start, as: columns, into: &values) >= 34 else { throw .truncated }
    values.replace(.zone, with: zone(ofTime: values[.zone], line))
    let subtype = line.bytes(in: values[.subtype])
    guard
      case .access(let kind) = PaloAltoLog.meaning(type: type, subtype: subtype, &values, line),
      try AccessBuilder.build(&record, kind, from: values, in: line, context: &context)
    else { return false }
    record.outcome = PaloAltoLog.outcome(of: line.bytes(in: values[.action]))
    return true
  }

  /// The fourth column, a word in capitals behind `1,2026/11/16 08:30:00,SERIAL`.
  private func typeColumn(_ line: Span<UInt8>, from start: Int) throws(Malformed) -> ByteRange {
    var (time, type) = (ByteRange.none, ByteRange.none)
    columns.forEachColumn(line, from: start) { column, value, _ in
      if column == 1 { time = value }
      if column == 3 { type = value }
      return column < 3
    }
    let moment = line.bytes(in: time)
    guard moment.count == 19, moment[4] == ASCII.slash, moment[7] == ASCII.slash,
      type.count >= 3, ASCII.isUppercase(line[type.range.lowerBound])
    else { throw .layout }
    return type
  }

  /// `+01:00` or `Z` at the end of `2026-11-16T08:30:00.190+01:00`; empty when it is not there.
  private func zone(ofTime time: ByteRange, _ line: Span<UInt8>) -> ByteRange {
    let bytes = line.bytes(in: time)
    let end = time.range.upperBound
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") else { return .none }
    if bytes[bytes.count - 1] == UInt8(ascii: "Z") { return ByteRange(end - 1..<end) }
    return bytes[bytes.count - 3] == ASCII.colon && bytes.count >= 25
      ? ByteRange(end - 6..<end) : .none
  }
}
