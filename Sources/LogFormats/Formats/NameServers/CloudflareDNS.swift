import Access
import Bytes
import Evidence

/// The logs of Cloudflare's DNS Firewall and of its authoritative name servers, as Logpush writes them:
/// the datasets `dns_firewall_logs` and `dns_logs`.
///
///     {"ClientResponseCode":0,"ClusterID":"office","ColoCode":"FRA","QueryName":"www.example.com","QueryType":1,"SourceIP":"10.1.2.3","Timestamp":"2026-11-16T07:30:00Z"}
///
/// The time is RFC 3339 or a number since 1970. Every line is a lookup of `QueryName` by `SourceIP`.
/// Behind a resolver that address is the resolver's, and `EDNSSubnet` is only a network: it is not taken
/// for the client. The logs do not say whether a query was refused. Documented at
/// https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/dns_firewall_logs/ and
/// https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/dns_logs/.
struct CloudflareDNS: DescribedFormat {
  let name = "cloudflare-dns"
  let shape = LineShape.json
  let map = FieldMap([
    ("Timestamp", .time), ("SourceIP", .client), ("QueryName", .host), ("ColoCode", .product),
    ("QueryType", .type), ("ResponseCached", .detail), ("ClusterID", .detail),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.time].isEmpty, !values[.client].isEmpty, !values[.type].isEmpty,
      !values[.product].isEmpty || !values[.detail].isEmpty
    else { throw .layout }
    return .access(.dns)
  }
}
