import Access
import Bytes
import Evidence

/// The logs of Palo Alto Networks' firewalls and of Prisma Access as Strata Logging Service, formerly
/// Cortex Data Lake, sends them over HTTPS: one JSON object a line.
///
///     {"TimeReceived":"2026-11-16T07:30:08.000000Z","DeviceSN":"000000000000001","LogType":"THREAT","Subtype":"url","TimeGenerated":"2026-11-16T07:30:00.000000Z","SourceAddress":"10.1.2.3","DestinationAddress":"192.0.2.80","SourceUser":"anna@example.com","DestinationPort":443,"Action":"alert","URL":"www.example.com/","HTTPMethod":"get"}
///
/// The time is when it was generated, in UTC; it may be received much later or, with a wrong clock,
/// before. `BytesSent` is from the client. Which lines are accesses: see `PaloAltoLog`. The DNS
/// security log is not read: its lines are responses. Documented at
/// https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs/network-url-log.
struct PaloAltoJSON: DescribedFormat {
  let name = "palo-alto-json"
  let shape = LineShape.json
  let map = FieldMap([
    ("TimeGenerated", .time), ("EventTime", .time), ("SourceAddress", .client),
    ("SourceDeviceMac", .clientHardware), ("SourceUser", .user), ("URL", .url),
    ("DestinationAddress", .destination),
    ("DestinationPort", .port), ("HTTPMethod", .method), ("UserAgent", .userAgent),
    ("Action", .action), ("BytesSent", .bytesUp), ("BytesReceived", .bytesDown),
    ("LogType", .type), ("Subtype", .subtype), ("X-Forwarded-ForIP", .detail),
    ("X-Forwarded-For", .detail), ("DeviceSN", .product), ("LogSourceID", .product),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.type].isEmpty, !values[.product].isEmpty else { throw .layout }
    return PaloAltoLog.meaning(
      type: line.bytes(in: values[.type]), subtype: line.bytes(in: values[.subtype]), &values, line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    PaloAltoLog.outcome(of: line.bytes(in: values[.action]))
  }
}
