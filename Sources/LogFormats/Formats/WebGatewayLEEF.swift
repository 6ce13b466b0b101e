import Access
import Bytes
import Evidence

/// The access log of McAfee Web Gateway, today Skyhigh Secure Web Gateway, in LEEF for QRadar. Bars
/// stand between its fields, as between the parts of the head.
///
///     <30>Nov 16 08:30:00 proxy mwg: LEEF:1.0|McAfee|Web Gateway|7.0|0|devTime=1794814200000|src=10.1.2.3|usrName=anna|httpStatus=200|dst=192.0.2.80|urlCategories=Business|blockReason=|url=https://www.example.com/start
///
/// Every line is an access. The time is `devTime`, in seconds or milliseconds since 1970. A reason to
/// block is a refusal. `sent` or `srcBytes` is from the client, where the rule set has it. The
/// sources of the names stand beside the fixtures.
struct WebGatewayLEEF: DescribedFormat {
  let name = "web-gateway-leef"
  let shape = LineShape.leef(["McAfee"])
  let map = FieldMap([
    ("devtime", .time), ("src", .client), ("usrname", .user), ("url", .url), ("dst", .destination),
    ("meth", .method), ("requestmethod", .method), ("agent", .userAgent), ("usragent", .userAgent),
    ("sent", .bytesUp), ("srcbytes", .bytesUp), ("recv", .bytesDown), ("dstbytes", .bytesDown),
    ("blockreason", .action),
  ])

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let head = try ExtensionLine.head(line)
      guard !head.isCEF, line.bytes(in: head.vendor).equals("McAfee"),
        line.bytes(in: head.product).equals("Web Gateway")
      else { throw .layout }
      var values = FieldValues()
      let fields = KeyValueLine(separator: UInt8(ascii: "|"), valuesHoldBlanks: true)
      fields.read(line, from: head.start, map, into: &values)
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    values[.action].isEmpty ? .allowed : .blocked
  }
}
