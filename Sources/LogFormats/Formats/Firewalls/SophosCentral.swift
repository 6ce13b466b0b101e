import Access
import Bytes
import Evidence

/// The events of web control and web protection on endpoints, as the SIEM interface of Sophos Central
/// returns them, one JSON object a line.
///
///     {"type":"Event::Endpoint::WebControlViolation","group":"WEB","when":"2026-11-16T07:30:00.000Z","source":"anna","location":"PC-7","source_info":{"ip":"10.1.2.3"},"name":"'https://www.example.com' blocked due to category 'AI'"}
///     {"type":"Event::Endpoint::WebFilteringBlocked","group":"WEB","end":"2026-11-16T07:30:00.000Z","suser":"anna","dhost":"PC-7","name":"Access was blocked to \"www.example.com\" because of \"Mal/Example\"."}
///
/// The host is the first quoted text of `name`. The client is the endpoint's name, because the
/// address may be that of the network it was in. The time is when it happened (`when`, `end`), not
/// when it was reported. A page that was only warned of was not shown; one whose block the user
/// bypassed was. Pages that are allowed make no event, so the log shows violations only. Other events
/// tell of no access. Documented at https://developer.sophos.com/docs/siem-v1/1/overview.
struct SophosCentral: DescribedFormat {
  let name = "sophos-central"
  let fields = SophosCentralEvent.fields
  let shape = LineShape.json
  let map = FieldMap(
    [("when", .time), ("location", .client), ("source", .user), ("source_info.ip", .detail)]
      + SophosCentralEvent.names)

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    try SophosCentralEvent.meaning(of: &values, in: line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    SophosCentralEvent.outcome(of: values, in: line)
  }
}

/// The events of Sophos Central in the Common Event Format, as the maker's script for collectors
/// (`siem.py`, `format = cef`) writes them.
///
///     CEF:0|sophos|sophos central|1.0|Event::Endpoint::WebControlViolation|'https://www.example.com' blocked due to category 'AI'|1|source_info_ip=10.1.2.3 rt=2026-11-16T07:30:05.000Z end=2026-11-16T07:30:00.000Z suser=anna group=WEB dhost=PC-7
///
/// The type and the text stand in the head. All else is as in the JSON. Documented at
/// https://github.com/sophos/Sophos-Central-SIEM-Integration.
struct SophosCentralCEF: DescribedFormat {
  let name = "sophos-central-cef"
  let fields = SophosCentralEvent.fields
  let shape = LineShape.cef(["sophos"])
  let map = FieldMap(SophosCentralEvent.names.filter { $0.0 != "type" && $0.0 != "name" })

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    values.replace(.type, with: values[.event])
    values.replace(.action, with: values[.remark])
    return try SophosCentralEvent.meaning(of: &values, in: line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    SophosCentralEvent.outcome(of: values, in: line)
  }
}

/// What the shapes of Sophos Central's events have in common.
enum SophosCentralEvent {
  /// The path is that of a URL inside `name`.
  static let fields: LogFields = [.client, .user, .path, .outcome]
  static let names: [(String, FieldRole)] = [
    ("end", .time), ("dhost", .client), ("suser", .user), ("type", .type), ("name", .action),
  ]

  static func meaning(
    of values: inout FieldValues, in line: Span<UInt8>
  ) throws(Malformed) -> LineMeaning {
    let type = line.bytes(in: values[.type])
    guard type.starts(with: "Event::"), !values[.time].isEmpty else { throw .layout }
    if values[.client].isEmpty { values.replace(.client, with: values[.detail]) }
    guard
      type.equals("Event::Endpoint::WebControlViolation")
        || type.equals("Event::Endpoint::WebFilteringBlocked"),
      let target = quoted(values[.action], line)
    else { return .notAnAccess }
    values.replace(.url, with: target)
    return .access(.proxy)
  }

  /// The first text in quotes, single ones or double ones, which JSON escapes.
  private static func quoted(_ name: ByteRange, _ line: Span<UInt8>) -> ByteRange? {
    let bytes = line.bytes(in: name)
    var index = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: "'"), bytes[index] != ASCII.quote {
      index += 1
    }
    guard index < bytes.count,
      let length = bytes.extracting(index + 1..<bytes.count).firstIndex(of: bytes[index])
    else { return nil }
    let escape = index > 0 && bytes[index - 1] == ASCII.backslash ? 1 : 0
    guard length > escape else { return nil }
    let start = name.range.lowerBound + index + 1
    return ByteRange(start..<start + length - escape)
  }

  static func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    // `User bypassed category block to '…'`
    line.bytes(in: values[.action]).starts(with: "User bypassed") ? .allowed : .blocked
  }
}
