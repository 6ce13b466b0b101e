import Access
import Bytes
import Evidence

/// The log of Olfeo's gateway in the cloud, as JSON.
///
///     {"user_id":"…","display_name":"Anna","category_label":"…","url":"https://www.example.com/start","action":"allow","domain":"www.example.com","src_ip":"10.1.2.3","src_port":"53124","timestamp":1794814200250,"dest_ip":"192.0.2.80","http_method":"GET","user_received_bytes":"4096","user_sent_bytes":"712","theme_label":"…","policy_name":"…","type":"proxy"}
///
/// An access is a line of the types `proxy` and `dns`. The time is `timestamp`, in milliseconds since
/// 1970. `user_sent_bytes` is from the client. Answers, groups and threats are not read. The sources of the
/// names stand beside the fixtures.
struct Olfeo: DescribedFormat {
  let name = "olfeo"
  let shape = LineShape.json
  let map = FieldMap([
    ("timestamp", .time), ("src_ip", .client), ("display_name", .user), ("domain", .host),
    ("url", .url), ("dest_ip", .destination), ("http_method", .method),
    ("user_sent_bytes", .bytesUp), ("user_received_bytes", .bytesDown), ("action", .action),
    ("type", .type), ("category_label", .product), ("theme_label", .subtype),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty || !values[.subtype].isEmpty, !values[.action].isEmpty,
      !values[.time].isEmpty
    else { throw .layout }
    let type = line.bytes(in: values[.type])
    if type.equals("dns") { return .access(.dns) }
    return type.equals("proxy") ? .access(.proxy) : .notAnAccess
  }
}
