import Access
import Bytes
import Evidence

/// The query log of Azure DNS security policies, from their diagnostic settings (`DnsResponse`) or out of
/// the table `DNSQueryLogs`.
///
///     {"time":"2026-11-16T07:30:00.25Z","category":"DnsResponse","operationName":"RESPONSE_SUCCESS","properties":{"query_name":"www.example.com.","query_type":"A","srcipaddr":"10.1.2.3","transport":"UDP","resolverpolicy_rule_action":"Allow"}}
///     {"TimeGenerated":"2026-11-16T07:30:00.25Z","OperationName":"RESPONSE_SUCCESS","QueryName":"www.example.com.","QueryType":"A","SourceIpAddress":"10.1.2.3","ResolverPolicyRuleAction":"Deny","Type":"DNSQueryLogs"}
///
/// Every line is a lookup, answered or not. The action of the policy's rule is `Deny` or `Block` for a
/// refusal and `Allow` or `Alert` for a query that passed; `NoMatch` means that no rule held, and the
/// query passed too. Answers are not read. Documented at
/// https://learn.microsoft.com/azure/dns/dns-traffic-log-how-to and
/// https://learn.microsoft.com/azure/azure-monitor/reference/tables/dnsquerylogs.
struct AzureDNS: DescribedFormat {
  let name = "azure-dns"
  let shape = LineShape.json
  let map = FieldMap([
    ("time", .time), ("TimeGenerated", .time), ("properties.srcipaddr", .client),
    ("SourceIpAddress", .client), ("properties.SourceIpAddress", .client),
    ("properties.query_name", .host), ("QueryName", .host), ("properties.QueryName", .host),
    ("properties.resolverpolicy_rule_action", .action), ("ResolverPolicyRuleAction", .action),
    ("properties.ResolverPolicyRuleAction", .action), ("category", .type), ("Type", .type),
    ("properties.resolverpolicy_id", .product), ("properties.resolution_path", .product),
    ("ResolverPolicyId", .product), ("ResolutionPath", .product),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let type = line.bytes(in: values[.type])
    guard
      type.equals("DnsResponse") || type.equals("DNSQueryLogs") || !values[.product].isEmpty
        || !values[.action].isEmpty && !values[.client].isEmpty
    else { throw .layout }
    guard !values[.time].isEmpty, !values[.client].isEmpty, !values[.host].isEmpty else {
      throw .layout
    }
    return .access(.dns)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    return action.equals("NoMatch") ? .allowed : ActionWords.outcome(of: action)
  }
}
