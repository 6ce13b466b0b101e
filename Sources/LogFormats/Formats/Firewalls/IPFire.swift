import Access
import Bytes
import Evidence

/// The firewall of IPFire, the kernel's packet log. Its proxy writes `squid-native`, its name server
/// `unbound`, its intrusion prevention `suricata`.
///
///     Nov 16 08:30:00 ipfire kernel: FORWARDFW IN=green0 OUT=red0 MAC=00:00:5e:00:53:02:00:00:5e:00:53:01:08:00 SRC=10.1.2.3 DST=198.51.100.7 LEN=60 TTL=63 PROTO=TCP SPT=53124 DPT=443 SYN URGP=0
///     Nov 16 08:30:00 ipfire kernel: DROP_FORWARDIN=blue0 OUT=red0 SRC=10.1.2.4 DST=198.51.100.7 LEN=60 PROTO=TCP SPT=53125 DPT=443 SYN
///
/// An access is the first packet of a connection from a network inside (`green`, `blue`, `orange`) to
/// one outside, to a port of the web: it names an address only. The word before `IN=` is the chain that
/// logged; some versions put no blank behind it. Blocked is what `DROP_…` and `REJECT_…` log. The rules
/// of `FORWARDFW` do not say whether they let through. The time is the header's. The client's hardware
/// address and VLAN stand in the frame's header: see `NetfilterLog`. The prefixes stand in
/// https://github.com/ipfire/ipfire-2.x/blob/master/config/firewall/firewall-policy, the fields at
/// https://ipset.netfilter.org/iptables-extensions.man.html, "LOG".
struct IPFire: PhraseFormat {
  let name = "ipfire"
  let fields: LogFields = [.client, .clientHardware, .vlan, .outcome]

  private static let map = FieldMap(
    [
      ("SRC", .client), ("DST", .destination), ("DPT", .port), ("PROTO", .type),
      ("IN", .direction), ("OUT", .detail),
    ] + NetfilterLog.fields)
  private static let columns = KeyValueLine()

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    let header = try SyslogHeader(line, clock: &context.clock)
    guard line.bytes(in: header.program).equals("kernel"),
      let input = line.position(of: "IN=", from: header.message)
    else { throw .layout }
    let chain = chain(line, from: header.message, to: input)
    guard isChain(line.bytes(in: chain)) else { throw .layout }
    Self.columns.read(line, from: input, Self.map, into: &values)
    NetfilterLog.takeSender(&values, line)
    let (from, to) = (line.bytes(in: values[.direction]), line.bytes(in: values[.detail]))
    guard isInside(from) || isInside(to) || from.starts(with: "red") || to.starts(with: "red")
    else {
      throw .layout
    }
    guard !values[.client].isEmpty, !values[.destination].isEmpty else { throw .truncated }
    values.replace(.action, with: chain)
    guard isInside(from), to.count > 0, !isInside(to), WebPort.contains(values[.port], line) else {
      return nil
    }
    if line.bytes(in: values[.type]).equals("UDP") { return .quic }
    return line.holds(" SYN") && !line.holds(" ACK") ? .tls : nil
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    line.bytes(in: values[.action]).starts(with: "FORWARDFW") ? .unknown : .blocked
  }

  /// The last word before `IN=`: the kernel may write its own time before it.
  private func chain(_ line: Span<UInt8>, from start: Int, to input: Int) -> ByteRange {
    var end = input
    while end > start, line[end - 1] == ASCII.space { end -= 1 }
    var first = end
    while first > start, line[first - 1] != ASCII.space { first -= 1 }
    return ByteRange(first..<end)
  }

  private func isChain(_ word: Span<UInt8>) -> Bool {
    word.starts(with: "FORWARDFW") || word.starts(with: "INPUTFW")
      || word.starts(with: "OUTGOINGFW")
      || word.starts(with: "DROP_") || word.starts(with: "REJECT_")
  }

  private func isInside(_ device: Span<UInt8>) -> Bool {
    device.starts(with: "green") || device.starts(with: "blue") || device.starts(with: "orange")
  }
}
