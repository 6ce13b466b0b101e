import Access
import Bytes
import Evidence

/// The JSON feeds of Zscaler Internet Access, from Cloud NSS and from NSS servers.
///
///     {"sourcetype":"zscalernss-web","event":{"datetime":"Mon Nov 16 08:30:00 2026","user":"anna","ClientIP":"10.1.2.3","action":"Allowed","hostname":"www.example.com","url":"www.example.com/start","requestsize":"712","responsesize":"4096","requestmethod":"GET","urlsupercategory":"Information Technology"}}
///
/// An access is a line of the web and DNS logs, and one of the firewall log that names a host or
/// went to a port of the web; audit, tunnel, CASB and other logs are none. The time is `datetime`,
/// with the zone of `tz` where the feed has it. The client is the address that the service saw, which
/// is the inner one when the traffic came through a tunnel. `requestsize`, and `outbytes` of the
/// firewall, count from the client. `hostname` names the host, else `url`; `b64url` and `b64host` are
/// decoded. A firewall session to Zscaler's own proxy is no access, for the web log has it.
/// Referrers, file names and prompts are not read. Documentation: see `ZscalerFeed`.
struct Zscaler: DescribedFormat {
  let name = "zscaler"
  let shape = LineShape.json
  let map = FieldMap(
    ZscalerFeed.names.map { ("event.\($0)", $1) } + [("event.host", .host)] + ZscalerFeed.names)

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    ZscalerFeed.meaning(of: try ZscalerFeed.log(values, line), &values, line, &context)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ZscalerFeed.outcome(values, line)
  }
}

/// The feeds of Zscaler Internet Access as `key=value` between tabs, the template for Splunk.
///
///     2026-11-16 08:30:00	reason=Allowed	action=Allowed	requestsize=712	responsesize=4096	ClientIP=10.1.2.3	user=anna@example.com	url=www.example.com/start	vendor=Zscaler	hostname=www.example.com	urlsupercategory=Information Technology
///
/// Fields and accesses are those of `Zscaler`. The time is `datetime`, or stands at the front. Values
/// may stand in quotes, also in doubled ones; between them may be blanks where a tab was lost.
struct ZscalerKeyValue: DescribedFormat {
  let name = "zscaler-key-value"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap(ZscalerFeed.names + [("host", .host)])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    ZscalerFeed.meaning(of: try ZscalerFeed.log(values, line), &values, line, &context)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ZscalerFeed.outcome(values, line)
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    var values = FieldValues()
    let hasTab = line.firstIndex(of: ASCII.tab) != nil
    KeyValueLine(separator: hasTab ? ASCII.tab : ASCII.space, valuesHoldBlanks: true)
      .read(line, from: 0, map, into: &values)
    do throws(Malformed) {
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }
}
