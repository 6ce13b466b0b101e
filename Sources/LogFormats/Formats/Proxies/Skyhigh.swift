import Access
import Bytes
import Evidence

/// What the logs of Skyhigh's cloud gateway have in common.
private enum SkyhighFields {
  static let names: [(String, FieldRole)] = [
    ("request_timestamp_epoch", .time), ("request_timestamp", .time), ("client_ip", .client),
    ("source_ip", .client), ("username", .user), ("requested_host", .host),
    ("requested_path", .path), ("destination_ip", .destination), ("destination_port", .port),
    ("http_action", .method), ("user_agent_comment", .userAgent),
    ("client_to_server_bytes", .bytesUp), ("server_to_client_bytes", .bytesDown),
    ("result", .action),
  ]

  /// The gateway checks a server's certificate on its own account before it lets a request through.
  static func meaning(of values: inout FieldValues, _ line: Span<UInt8>) -> LineMeaning {
    values.isUTC = true
    return line.bytes(in: values[.method]).equals("CERTVERIFY") ? .notAnAccess : .access(.proxy)
  }
}

/// The web log of Skyhigh Secure Web Gateway in the cloud, earlier McAfee's, as `key=value` without
/// quotes.
///
///     user_id=-1 username=anna source_ip=203.0.113.1 http_action=GET server_to_client_bytes=4096 client_to_server_bytes=712 requested_host=www.example.com requested_path=/start result=OBSERVED virus= request_timestamp_epoch=1794814200 request_timestamp=2026-11-16 07:30:00 uri_scheme=https category=Business, Software/Hardware http_status_code=200 client_ip=10.1.2.3 destination_port=443
///
/// Every line is an access but the gateway's own checks of certificates (`CERTVERIFY`). The time is
/// `request_timestamp_epoch`, else
/// `request_timestamp`, in UTC. The client is `client_ip`, the address inside, else `source_ip`, the one
/// that the gateway saw. `result` is `OBSERVED` or `DENIED`. Process names, file names and referrers are
/// not read. Documented at
/// https://success.skyhighsecurity.com/Skyhigh_Secure_Web_Gateway_(Cloud)/Using_the_Forensics_API_for_Reporting/Reporting_Fields.
struct Skyhigh: DescribedFormat {
  let name = "skyhigh"
  let shape = LineShape.keyValue(KeyValueLine(valuesHoldBlanks: true))
  let map = FieldMap(SkyhighFields.names)

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.method].isEmpty, !values[.host].isEmpty, !values[.action].isEmpty else {
      throw .layout
    }
    return SkyhighFields.meaning(of: &values, line)
  }
}

/// The same log as comma-separated values, as the Forensics API and the console export it.
///
///     "user_id","username","source_ip","http_action","server_to_client_bytes","client_to_server_bytes","requested_host","requested_path","result","virus","request_timestamp_epoch","request_timestamp","uri_scheme","category"
///     "-1","anna","203.0.113.1","GET","4096","712","www.example.com","/start","OBSERVED","","1794814200","2026-11-16 07:30:00","https","Business, Software/Hardware"
///
/// The first line names the columns, which grow in number with the version of the API. Without one they
/// stand in the order above, and behind the category are the media type, the application, the
/// reputation, the last rule, the status and `client_ip`. Their meaning is that of `Skyhigh`, whose
/// documentation lists them.
struct SkyhighCSV: DescribedFormat {
  let name = "skyhigh-csv"
  let shape = LineShape.namedColumns(
    DelimitedLine(),
    HeaderLine(mark: "", names: ["requested_host", "http_action", "request_timestamp"]))
  let map = FieldMap(SkyhighFields.names)
  private let usual: NamedColumns
  /// As many columns as the oldest version has.
  private static let fewest = 14

  init() {
    usual = NamedColumns(
      "user_id username source_ip http_action server_to_client_bytes client_to_server_bytes requested_host requested_path result virus request_timestamp_epoch request_timestamp uri_scheme category media_type application_type reputation last_rule http_status_code client_ip"
        .split(separator: " ").map(String.init), map)
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      if context.columns(of: name) == nil, isRecord(line) {
        try readUsual(line, into: &values)
      } else if try !shape.read(line, name, map, &context, into: &values) {
        return .notAnAccess
      }
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  /// A number of a user, `"-1"` for none, begins a record.
  private func isRecord(_ line: Span<UInt8>) -> Bool {
    line.count > 1 && line[0] == ASCII.quote && (ASCII.isDigit(line[1]) || line[1] == ASCII.hyphen)
  }

  private func readUsual(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    let count = usual.read(line, from: 0, as: DelimitedLine(), into: &values)
    let result = line.bytes(in: values[.action])
    guard result.equals("OBSERVED") || result.equals("DENIED") else { throw .layout }
    guard count >= Self.fewest else { throw .truncated }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    SkyhighFields.meaning(of: &values, line)
  }
}

/// The same log as JSON, as shippers make it of the exports.
///
///     {"user_id":-1,"username":"anna","source_ip":"203.0.113.1","http_action":"GET","server_to_client_bytes":4096,"client_to_server_bytes":712,"requested_host":"www.example.com","requested_path":"/start","result":"OBSERVED","timestamp_epoch":1794814200,"uri_scheme":"https","client_ip":"10.1.2.3"}
///
/// The names are those of the columns and mean the same; the time may be called `timestamp_epoch`. The
/// sources of the names stand beside the fixtures.
struct SkyhighJSON: DescribedFormat {
  let name = "skyhigh-json"
  let shape = LineShape.json
  let map = FieldMap(SkyhighFields.names + [("timestamp_epoch", .time), ("@timestamp", .time)])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.method].isEmpty, !values[.host].isEmpty, !values[.action].isEmpty else {
      throw .layout
    }
    return SkyhighFields.meaning(of: &values, line)
  }
}
