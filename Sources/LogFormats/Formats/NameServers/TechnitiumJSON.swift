import Access
import Bytes
import Evidence

/// The lines of JSON that the Log Exporter app of Technitium DNS Server writes to files and sends
/// over HTTP.
///
///     {"answers":[],"clientIp":"10.1.2.3","edns":[],"protocol":"Udp","question":{"questionClass":"IN","questionName":"www.example.com","questionType":"A"},"responseCode":"NoError","responseType":"Recursive","timestamp":"2026-11-16T07:30:00.250Z"}
///
/// Every line is an access, unless it holds no question. The time is UTC. What the server did is its
/// type of response: `Authoritative`, `Recursive` and `Cached` are answers, all that are blocked and
/// `Dropped` are refusals. Answers and what the app knows of the domain (`meta`) are not read. The
/// members stand in the product's source:
/// https://github.com/TechnitiumSoftware/DnsServer/blob/master/Apps/LogExporterApp/LogEntry.cs.
struct TechnitiumJSON: DescribedFormat {
  let name = "technitium-json"
  let shape = LineShape.json
  let map = FieldMap([
    ("timestamp", .time), ("clientIp", .client), ("question.questionName", .host),
    ("responseType", .action), ("responseCode", .status),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.client].isEmpty, !values[.action].isEmpty, !values[.status].isEmpty else {
      throw .layout
    }
    guard !values[.time].isEmpty else { throw .time }
    return .access(.dns)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    TechnitiumResponse.outcome(of: line.bytes(in: values[.action]))
  }
}
