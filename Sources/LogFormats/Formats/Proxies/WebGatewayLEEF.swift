import Access
import Bytes
import Evidence

/// The access log of McAfee Web Gateway, today Skyhigh Secure Web Gateway, in LEEF for QRadar. Bars
/// stand between its fields, as between the parts of the head.
///
///     <30>Nov 16 08:30:00 proxy mwg: LEEF:1.0|McAfee|Web Gateway|7.0|0|devTime=1794814200000|src=10.1.2.3|usrName=anna|httpStatus=200|dst=192.0.2.80|urlCategories=Business|blockReason=|url=https://www.example.com/start
///
/// Every line is an access. The time is `devTime`, in seconds or milliseconds since 1970. A reason to
/// block is a refusal. `sent`, `srcBytes` or `bytes_from_client` is from the client, where the rule set
/// has it. Not read are the host of the referrer, `urlHost`, and `X-Forwarded-For`. The sources of the
/// names stand beside the fixtures.
struct WebGatewayLEEF: DescribedFormat {
  let name = "web-gateway-leef"
  let shape = LineShape.leef(["McAfee"])
  let map = FieldMap([
    ("devtime", .time), ("src", .client), ("usrname", .user), ("url", .url), ("dst", .destination),
    ("url_port", .port), ("meth", .method), ("method", .method), ("requestmethod", .method),
    ("agent", .userAgent), ("usragent", .userAgent), ("useragent", .userAgent),
    ("sent", .bytesUp), ("srcbytes", .bytesUp), ("bytes_from_client", .bytesUp),
    ("recv", .bytesDown), ("dstbytes", .bytesDown), ("bytes_to_client", .bytesDown),
    ("bytes_from_server", .bytesDown), ("blockreason", .action),
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

/// The access log of the same gateway as `key=value` between bars, a rule set for McAfee's SIEM.
///
///     <30>Nov 16 08:30:00 proxy mwg: McAfeeWG|time_stamp=[16/Nov/2026:08:30:00 +0100]|auth_user=anna|src_ip=10.1.2.3|server_ip=192.0.2.80|host=www.example.com|url_port=80|status_code=200|bytes_from_client=712|bytes_to_client=4096|categories=Business|method=GET|url=http://www.example.com/start|user_agent=Mozilla/5.0|block_res=0|block_reason=|
///
/// Every line is an access. The time stands in brackets and has its zone. A `block_res` other than 0 is a
/// refusal, also one that asks who somebody is. The sources of the names stand beside the fixtures.
struct WebGatewayBars: DescribedFormat {
  let name = "web-gateway-bars"
  let shape = LineShape.keyValue(WebGatewayBars.line)
  let map = FieldMap([
    ("time_stamp", .time), ("auth_user", .user), ("src_ip", .client), ("host", .host),
    ("url", .url), ("server_ip", .destination), ("url_port", .port), ("method", .method),
    ("user_agent", .userAgent), ("bytes_from_client", .bytesUp), ("bytes_to_client", .bytesDown),
    ("block_res", .action),
  ])
  private static let line = KeyValueLine(separator: UInt8(ascii: "|"), valuesHoldBlanks: true)

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      let bar = line.wordEnd(UInt8(ascii: "|"), from: 0)
      guard line.contains("McAfeeWG", at: bar - 8) else { throw .layout }
      var values = FieldValues()
      Self.line.read(line, from: bar + 1, map, into: &values)
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.client].isEmpty, !values[.action].isEmpty else { throw .truncated }
    let time = values[.time].range
    if time.count > 2, line[time.lowerBound] == ASCII.openingBracket {
      values.replace(.time, with: ByteRange(time.lowerBound + 1..<time.upperBound - 1))
    }
    return .access(.proxy)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    RequestLine.outcome(ofBlock: line.bytes(in: values[.action]))
  }
}
