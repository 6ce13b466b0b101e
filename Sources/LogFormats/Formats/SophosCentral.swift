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
  /// The path is that of a URL inside `name`.
  let fields: LogFields = [.client, .user, .path, .outcome]
  let shape = LineShape.json
  let map = FieldMap([
    ("when", .time), ("end", .time), ("location", .client), ("dhost", .client),
    ("source_info.ip", .client), ("source", .user), ("suser", .user), ("type", .type),
    ("name", .action), ("customer_id", .product),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let type = line.bytes(in: values[.type])
    guard type.starts(with: "Event::"), !values[.time].isEmpty else { throw .layout }
    guard
      type.equals("Event::Endpoint::WebControlViolation")
        || type.equals("Event::Endpoint::WebFilteringBlocked"),
      let (target, rest) = quoted(values[.action], line)
    else { return .notAnAccess }
    values.replace(.url, with: target)
    values.replace(.remark, with: rest)
    return .access(.proxy)
  }

  /// The first text in quotes, single or double ones that JSON escapes, and what stands behind it.
  private func quoted(
    _ name: ByteRange, _ line: Span<UInt8>
  ) -> (target: ByteRange, rest: ByteRange)? {
    let bytes = line.bytes(in: name)
    let apostrophe = UInt8(ascii: "'")
    var index = 0
    while index < bytes.count, bytes[index] != apostrophe, bytes[index] != ASCII.quote {
      index += 1
    }
    guard index < bytes.count,
      let length = bytes.extracting(index + 1..<bytes.count)
        .firstIndex(of: bytes[index])
    else { return nil }
    let escape = bytes[index] == ASCII.quote ? 1 : 0
    let start = name.range.lowerBound + index + 1
    guard length > escape else { return nil }
    return (
      ByteRange(start..<start + length - escape),
      ByteRange(start + length + 1..<name.range.upperBound)
    )
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    // `User bypassed category block to '…'`
    line.bytes(in: values[.action]).starts(with: "User bypassed") ? .allowed : .blocked
  }
}
