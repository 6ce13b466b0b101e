import Bytes
import Evidence

/// The events of Arista Edge Threat Management NG Firewall (Untangle) through syslog.
///
///     <174>Nov 16 08:30:00 INFO  uvm[0]:  {"timeStamp":"2026-11-16 08:30:00.25","method":"GET","requestId":1,"domain":"www.example.com","host":"www.example.com","contentLength":0,"requestUri":"/","class":"class com.untangle.app.http.HttpRequestEvent","sessionEvent":{"CServerPort":443,"CClientAddr":"10.1.2.3","CServerAddr":"198.51.100.7","SClientAddr":"192.0.2.1","username":"anna"}}
///
/// An access is an `HttpRequestEvent`; encrypted requests are among them. Responses and the verdicts of
/// the applications tell of a request again. Time is `timeStamp`, of the device's zone. The client is
/// `CClientAddr`, the address before it is translated. `contentLength` of a request is what the client
/// sent. Whether a request was refused stands in other events, so it is not known. Documented at
/// https://arista.com/ug-etm-ngf/etm-ngf-reference-material.
struct AristaNGFW: DescribedFormat {
  let name = "arista-ngfw"
  let shape = LineShape.json
  let map = FieldMap([
    ("timeStamp", .time), ("sessionEvent.CClientAddr", .client),
    ("sessionEvent.localAddr", .client), ("sessionEvent.username", .user), ("host", .host),
    ("domain", .host), ("requestUri", .path), ("method", .method),
    ("contentLength", .bytesUp), ("sessionEvent.CServerPort", .port), ("class", .type),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let event = line.bytes(in: values[.type])
    guard event.starts(with: "class com.untangle.") else { throw .layout }
    guard let last = event.lastIndex(of: ASCII.dot),
      event.extracting(last + 1..<event.count).equals("HttpRequestEvent")
    else { return .notAnAccess }
    return .access(.proxy)
  }
}
