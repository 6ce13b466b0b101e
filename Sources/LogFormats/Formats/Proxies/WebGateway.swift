import Access
import Bytes
import Evidence

/// The access log of McAfee Web Gateway, today Skyhigh Secure Web Gateway, as its rule set writes it.
///
///     #time_stamp "auth_user" src_ip status_code "req_line" "categories" "rep_level" "media_type" bytes_to_client "user_agent" "virus_name" "block_res"
///     [16/Nov/2026:08:30:00 +0100] "anna" 10.1.2.3 200 "GET http://www.example.com/start HTTP/1.1" "Business" "Minimal Risk" "text/html" 4096 "Mozilla/5.0" "" "0"
///
/// The header names the columns behind the time, for administrators change them. Without one the
/// columns are as above; newer versions have `bytes_from_client`, the upload, behind the bytes to the
/// client. The host and the method are those of the request line. A `block_res` other than 0 is a
/// refusal, also one that asks who somebody is. A request line without a host is no access.
/// Documented in the product guide, "Access Log", and at https://community.mcafee.com/thread/27946.
struct WebGateway: DescribedFormat {
  let name = "web-gateway"
  let shape: LineShape
  let map = FieldMap([
    ("auth_user", .user), ("src_ip", .client), ("status_code", .status), ("req_line", .detail),
    ("bytes_to_client", .bytesDown), ("bytes_from_client", .bytesUp), ("user_agent", .userAgent),
    ("block_res", .action),
  ])
  let fields: LogFields = [.client, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome]
  private let usual: NamedColumns
  private let withUpload: NamedColumns

  init() {
    let front = [
      "auth_user", "src_ip", "status_code", "req_line", "-", "-", "-", "bytes_to_client",
    ]
    usual = NamedColumns(front + ["user_agent", "-", "block_res"], map)
    shape = .columns(Self.blanks, usual, minimum: 11)
    withUpload = NamedColumns(front + ["bytes_from_client", "user_agent", "-", "block_res"], map)
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      if line.starts(with: "#") {
        try readHeader(line, &context)
        return .notAnAccess
      }
      var values = FieldValues()
      try read(line, context, into: &values)
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  private static let blanks = DelimitedLine(delimiter: ASCII.space, joinsDelimiters: true)

  private func readHeader(_ line: Span<UInt8>, _ context: inout LogContext) throws(Malformed) {
    var cursor = ByteCursor(line, at: 1)
    guard line.bytes(in: cursor.readWord()).equals("time_stamp") else { throw .layout }
    let named = NamedColumns(line, from: cursor.position, as: Self.blanks, map, owner: name)
    guard named.targets.contains(where: { $0?.role == .detail }) else { throw .layout }
    context.setColumns(named)
  }

  private func read(
    _ line: Span<UInt8>, _ context: LogContext, into values: inout FieldValues
  ) throws(Malformed) {
    guard let opening = line.firstIndex(of: ASCII.openingBracket),
      let closing = line.firstIndex(of: ASCII.closingBracket), opening < closing,
      line.firstIndex(of: ASCII.quote).map({ $0 > closing }) ?? true
    else { throw .layout }
    guard closing + 1 < line.count, line[closing + 1] == ASCII.space else { throw .truncated }
    values.replace(.time, with: ByteRange(opening + 1..<closing))
    if let named = context.columns(of: name) {
      let count = named.read(line, from: closing + 1, as: Self.blanks, into: &values)
      guard count >= named.count else { throw .truncated }
      return
    }
    // Other servers have logs that begin with a time in brackets, but no quote or no address next.
    guard line.contains("\"", at: closing + 2) else { throw .layout }
    var hasUpload = false
    var hasClient = false
    let count = Self.blanks.forEachColumn(line, from: closing + 1) { column, value, _ in
      if column == 1 { hasClient = IPAddress(line.bytes(in: value)) != nil }
      if column == 8, value.count > 0 { hasUpload = ASCII.isDigit(line[value.range.lowerBound]) }
      return true
    }
    guard hasClient else { throw .layout }
    guard count >= 11 else { throw .truncated }
    let columns = hasUpload && count > 11 ? withUpload : usual
    _ = columns.read(line, from: closing + 1, as: Self.blanks, into: &values)
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let status = line.bytes(in: values[.status])
    guard status.count <= 3, status.count == 0 || ASCII.isDigit(status[0]) else { throw .status }
    return RequestLine.split(&values, line) ? .access(.proxy) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    RequestLine.outcome(ofBlock: line.bytes(in: values[.action]))
  }
}

/// The access log of the same gateway as `key="value"`, a rule set that many sites use for syslog.
///
///     date="2026-11-16T07:30:00.390Z" hostname="proxy" username="anna" source_ip=10.1.2.3 destination_ip=192.0.2.80 destination_host="www.example.com" http_status_code=200 source_bytes=712 destination_bytes=4096 http_request_first_line="GET http://www.example.com/ HTTP/1.1" block_id=0 block_reason="" user_agent="Mozilla/5.0"
///
/// `source_bytes` is from the client. A `block_id` other than 0 is a refusal. The
/// sources of the names stand beside the fixtures.
struct WebGatewayKeyValue: DescribedFormat {
  let name = "web-gateway-key-value"
  let fields: LogFields = [.client, .user, .path, .userAgent, .bytesUp, .bytesDown, .outcome]
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("date", .time), ("source_ip", .client), ("username", .user), ("destination_host", .host),
    ("destination_ip", .destination), ("http_request_first_line", .detail),
    ("user_agent", .userAgent), ("source_bytes", .bytesUp), ("destination_bytes", .bytesDown),
    ("block_id", .action), ("ruleset_name", .product), ("url_reputation_string", .product),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.detail].isEmpty, !values[.action].isEmpty || !values[.product].isEmpty else {
      throw .layout
    }
    values.replace(.destination, with: .none)
    return RequestLine.split(&values, line) ? .access(.proxy) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    RequestLine.outcome(ofBlock: line.bytes(in: values[.action]))
  }
}

/// What the gateway's logs have in common.
enum RequestLine {
  /// Takes `GET http://www.example.com/ HTTP/1.1` apart, which stands as `detail`.
  ///
  /// - Returns: false when it is none.
  static func split(_ values: inout FieldValues, _ line: Span<UInt8>) -> Bool {
    let request = line.bytes(in: values[.detail])
    let start = values[.detail].range.lowerBound
    guard let first = request.firstIndex(of: ASCII.space) else { return false }
    let last = request.lastIndex(of: ASCII.space) ?? first
    let end = first < last ? last : request.count
    values.replace(.method, with: ByteRange(start..<start + first))
    values.replace(.url, with: ByteRange(start + first + 1..<start + end))
    return true
  }

  /// The number of the block page that was shown; 0 for none.
  static func outcome(ofBlock block: Span<UInt8>) -> Outcome {
    if block.count == 0 { return .unknown }
    return block.equals("0") ? .allowed : .blocked
  }
}
