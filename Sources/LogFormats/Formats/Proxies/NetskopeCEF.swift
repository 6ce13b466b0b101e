import Access
import Bytes
import Evidence

/// The events and alerts of Netskope in CEF, as its Cloud Exchange sends them through syslog.
///
///     <14>Nov 16 08:30:00 exchange CEF:0|Netskope|example|NULL|application|NULL|Unknown|act=Upload appcategory=Generative AI applicationType=nspolicy cci=20 ccl=poor device=Windows Device dst=192.0.2.80 requestClientApplication=Example sourceServiceName=Example src=10.1.2.3 suser=anna@example.com timestamp=1794814200 url=www.example.com/files
///
/// The class in the head says what a line is: `application`, `page`, `connection` and the alerts of policies
/// and malicious sites are accesses, all others are none, as in `Netskope`. The time is `timestamp`, in
/// seconds since 1970. The host is that of `url`. `act` is what somebody did, or the policy's action; all but
/// a refusal was let through. `requestClientApplication` is the name of a service and is not read. There are
/// no sizes. Documented at https://docs.netskope.com/en/netskope-cloud-exchange.
struct NetskopeCEF: DescribedFormat {
  let name = "netskope-cef"
  let shape = LineShape.cef(["Netskope"])
  let map = FieldMap([
    ("timestamp", .time), ("src", .client), ("suser", .user), ("url", .url), ("dst", .destination),
    ("act", .action),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let kind = line.bytes(in: values[.event])
    let isAccess =
      kind.equals("application") || kind.equals("page") || kind.equals("connection")
      || kind.equals("policy") || kind.equals("nspolicy") || kind.equals("malsite")
    return isAccess && !values[.url].isEmpty ? .access(.proxy) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    NetskopeAction.outcome(of: line.bytes(in: values[.action]))
  }
}
