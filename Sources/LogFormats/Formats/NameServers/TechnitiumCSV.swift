import Access
import Bytes
import Evidence

/// The CSV file into which Technitium DNS Server exports its stored queries.
///
///     RowNumber,Timestamp,ClientIpAddress,Protocol,ResponseType,ResponseRtt,RCODE,Domain,Type,Class,Answer
///     1,2026-11-16T07:30:00.2500000Z,10.1.2.3,Udp,Recursive,12.5,NoError,www.example.com,A,IN,192.0.2.80
///
/// Every line below the names of the columns is an access. The time is UTC. What the server did is
/// its type of response: `Authoritative`, `Recursive` and `Cached` are answers, all that are blocked
/// and `Dropped` are refusals. The columns stand in the product's source:
/// https://github.com/TechnitiumSoftware/DnsServer/blob/master/DnsServerCore/WebServiceLogsApi.cs.
struct TechnitiumCSV: DescribedFormat {
  let name = "technitium-csv"
  let shape = LineShape.namedColumns(
    DelimitedLine(),
    HeaderLine(mark: "", names: ["clientipaddress", "responsetype", "domain"]))
  let map = FieldMap([
    ("Timestamp", .time), ("ClientIpAddress", .client), ("Domain", .host),
    ("ResponseType", .action),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.time].isEmpty else { throw .time }
    return .access(.dns)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    TechnitiumResponse.outcome(of: line.bytes(in: values[.action]))
  }
}

/// What Technitium DNS Server did with a query, by its type of response.
enum TechnitiumResponse {
  static func outcome(of type: Span<UInt8>) -> Outcome {
    if type.equals("Authoritative") || type.equals("Recursive") || type.equals("Cached") {
      return .allowed
    }
    return type.count > 0 ? .blocked : .unknown
  }
}
