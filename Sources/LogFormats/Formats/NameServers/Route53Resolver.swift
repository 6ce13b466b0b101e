import Access
import Bytes
import Evidence

/// The query log of the Amazon Route 53 Resolver, in S3, CloudWatch Logs or Firehose.
///
///     {"version":"1.100000","account_id":"111122223333","region":"eu-central-1","vpc_id":"vpc-1","query_timestamp":"2026-11-16T07:30:00Z","query_name":"www.example.com.","query_type":"A","query_class":"IN","rcode":"NOERROR","answers":[],"srcaddr":"10.1.2.3","srcport":"53124","transport":"UDP","srcids":{"instance":"i-1"}}
///
/// Every line is a lookup of `query_name` by `srcaddr`, at `query_timestamp`, which is UTC. The
/// `firewall_rule_action` of the DNS Firewall is a refusal when it says `BLOCK`; `ALERT` and `ALLOW` let
/// the query pass. Without it the log does not say. Answers and the ids of instances are not read.
/// Documented at
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html.
struct Route53Resolver: DescribedFormat {
  let name = "aws-dns"
  let shape = LineShape.json
  let map = FieldMap([
    ("query_timestamp", .time), ("srcaddr", .client), ("query_name", .host),
    ("firewall_rule_action", .action), ("query_type", .type), ("vpc_id", .product),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.time].isEmpty, !values[.type].isEmpty,
      !values[.product].isEmpty || !values[.client].isEmpty
    else { throw .layout }
    return .access(.dns)
  }
}
