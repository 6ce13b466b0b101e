import Access
import Bytes
import Evidence

/// The logs of Palo Alto Networks' firewalls in IBM's Log Event Extended Format, from the device with a
/// custom log format, or from Strata Logging Service.
///
///     LEEF:2.0|Palo Alto Networks|PAN-OS Syslog Integration|11.1.2|(9999)|x7C|cat=THREAT|SubType=url|devTime=Nov 16 2026 07:30:00 GMT|src=10.1.2.3|dst=192.0.2.80|usrName=example\anna|dstPort=443|Action=alert|URL=www.example.com/
///
/// The time is `devTime`, else when it was received. `srcBytes` is from the client. The URL is `URL`,
/// or `Miscellaneous` in the formats for PAN-OS up to 9.1, in quotes. The action is the event's in
/// formats that have no field for it. Which lines are accesses: see `PaloAltoLog`. Documented at
/// https://www.ibm.com/docs/en/SS42VS_DSM/com.ibm.dsm.doc/t_dsm_guide_palo_alto_syslog_dest.html and
/// https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs/network-url-log/network-url-leef-fields.
struct PaloAltoLEEF: DescribedFormat {
  let name = "palo-alto-leef"
  let shape = LineShape.leef(["Palo Alto Networks"])
  let map = FieldMap([
    ("devTime", .time), ("TimeReceived", .time), ("ReceiveTime", .time), ("src", .client),
    ("SourceDeviceMac", .clientHardware), ("usrName", .user), ("SourceUser", .user), ("URL", .url),
    ("Miscellaneous", .url),
    ("dst", .destination), ("dstPort", .port), ("HTTPMethod", .method), ("UserAgent", .userAgent),
    ("action", .action), ("srcBytes", .bytesUp), ("dstBytes", .bytesDown),
    ("cat", .type), ("Type", .type), ("SubType", .subtype),
    ("X-Forwarded-ForIP", .detail), ("identSrc", .detail),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.type].isEmpty else { throw .layout }
    return PaloAltoLog.meaning(
      type: line.bytes(in: values[.type]), subtype: line.bytes(in: values[.subtype]), &values, line)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    PaloAltoLog.outcome(
      of: line.bytes(in: values[values[.action].isEmpty ? .event : .action]))
  }
}
