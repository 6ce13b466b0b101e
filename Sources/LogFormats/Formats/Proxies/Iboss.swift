import Access
import Bytes
import Evidence

/// The web log of iboss, forwarded as JSON behind a syslog header.
///
///     <46>Nov 16 08:30:00 node.ibosscloud.com {"privateIp":"10.1.2.3","sAction":"Allowed","sourceIpAddress":"10.1.2.3","host":"www.example.com","uriPath":"/start","destinationPort":"443","logType":"WEB_LOG","requestMethod":"GET","upstreamByteUsage":"712","downstreamByteUsage":"4096","proxyTransactionStartTime":"1794814200.321","userAgent":"Mozilla/5.0","url":"https://www.example.com/start","logTime":"2026-11-16","time":"07:30:00","username":"anna"}
///
/// An access is a line of the type `WEB_LOG`; audits and findings of data leak prevention are none. The
/// time is `proxyTransactionStartTime`, in seconds since 1970, else `logTime` and `time` in UTC. The client is
/// `privateIp`, the address inside. `upstreamByteUsage` is from the client. `Soft-blocked` pages are
/// refusals that people may override. Messages to chat services, search words and file names are not
/// read. The sources of the names stand beside the fixtures.
struct Iboss: DescribedFormat {
  let name = "iboss"
  let shape = LineShape.json
  let map = FieldMap([
    ("proxytransactionstarttime", .time), ("logtime", .date), ("time", .timeOfDay),
    ("privateip", .client), ("sourceipaddress", .client), ("username", .user), ("host", .host),
    ("url", .url), ("ipaddress", .destination), ("destinationport", .port),
    ("requestmethod", .method), ("useragent", .userAgent), ("upstreambyteusage", .bytesUp),
    ("downstreambyteusage", .bytesDown), ("saction", .action), ("action", .action),
    ("logtype", .type), ("iboss", .product), ("ibossipaddress", .product),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.type].isEmpty else { throw .layout }
    values.isUTC = true
    return line.bytes(in: values[.type]).equals("WEB_LOG") ? .access(.proxy) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    return action.starts(with: "Soft-blocked") ? .blocked : ActionWords.outcome(of: action)
  }
}
