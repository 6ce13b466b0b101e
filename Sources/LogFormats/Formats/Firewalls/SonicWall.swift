import Bytes
import Evidence

/// The syslog of SonicWall firewalls (SonicOS 5 to 7), "default" and "enhanced" format.
///
///     <134>  id=firewall sn=000000000001 time="2026-11-16 07:30:00 UTC" fw=192.0.2.1 pri=6 c=1024 gcat=2 m=97 msg="Web site hit" src=10.1.2.3:53124:X0 dst=198.51.100.7:443:X1 usr="anna" proto=tcp/https sent=712 rcvd=14226 op=1 dstname=www.example.com arg=/ code=29 Category="Search Engines" fw_action="NA"
///
/// An access is a web site hit (`m=97`), a web site allowed or denied (16, 14), and the end of a
/// connection to a port of the web (537) that does not come in from the internet (`srcZone`), which
/// names an address only; its start (98) is none. Time is `time`, of the device's zone unless it says
/// UTC. The client is the address in `src`, or `srcV6`; names of machines behind it are not read.
/// Its hardware address is `srcMac`. `sent` is from the client. `op` is a number: 1 GET, 2 POST, 3 HEAD; a word is read too. Address
/// translation (`natSrc`) is not read. Documented in the "SonicOS Log Events Reference Guide",
/// https://www.sonicwall.com/techdocs/pdf/sonicos-6-5-1-log-events-reference-guide.pdf.
struct SonicWall: DescribedFormat {
  let name = "sonicwall"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("time", .time), ("srcV6", .client), ("src", .client), ("srcMac", .clientHardware),
    ("usr", .user), ("user", .user),
    ("dstname", .host), ("arg", .path), ("dstV6", .destination), ("dst", .destination),
    ("sent", .bytesUp), ("rcvd", .bytesDown), ("fw_action", .action), ("sn", .product),
    ("fw", .detail), ("m", .event), ("op", .method), ("pri", .type),
    ("srcZone", .direction),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.product].isEmpty, !values[.detail].isEmpty, !values[.type].isEmpty else {
      throw .layout
    }
    nameMethod(&values, line, &context)
    setPort(&values, line)
    let event = line.bytes(in: values[.event])
    if Self.isWebSite(event) { return values[.host].isEmpty ? .notAnAccess : .access(.proxy) }
    values.drop(.host)
    let isConnection = Self.isEndOfConnection(
      event, from: line.bytes(in: values[.direction]), to: values[.port], line)
    return isConnection ? .access(.tls) : .notAnAccess
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    Self.outcome(event: line.bytes(in: values[.event]), action: line.bytes(in: values[.action]))
  }

  // MARK: Events

  /// A hit, a denial or a permission.
  static func isWebSite(_ event: Span<UInt8>) -> Bool {
    event.equals("97") || event.equals("14") || event.equals("16")
  }

  static func isEndOfConnection(
    _ event: Span<UInt8>, from zone: Span<UInt8>, to port: ByteRange, _ line: Span<UInt8>
  ) -> Bool {
    event.equals("537") && WebPort.contains(port, line) && !zone.equals("Untrusted")
      && !zone.equals("WAN")
  }

  static func outcome(event: Span<UInt8>, action: Span<UInt8>) -> Outcome {
    if event.equals("14") { return .blocked }
    let outcome = ActionWords.outcome(of: action)
    return outcome == .unknown ? .allowed : outcome
  }

  // MARK: Fields

  private func nameMethod(
    _ values: inout FieldValues, _ line: Span<UInt8>, _ context: inout LogContext
  ) {
    let number = line.bytes(in: values[.method])
    // Old versions write the word.
    guard number.count == 1 else {
      if number.count > 8 || number.count == 0 || !ASCII.isUppercase(number[0]) {
        values.drop(.method)
      }
      return
    }
    let names: [3 of StaticString] = ["GET", "POST", "HEAD"]
    let index = Int(number[0]) - Int(UInt8(ascii: "1"))
    values.drop(.method)
    guard names.indices.contains(index) else { return }
    let name = "\(names[index])"
    values.replace(.method, with: context.addText(to: line) { $0.append(contentsOf: name.utf8) })
  }

  /// `dst` is `ADDRESS:PORT:INTERFACE:NAME`; beside an IPv6 address it lacks the first.
  private func setPort(_ values: inout FieldValues, _ line: Span<UInt8>) {
    guard let mark = line.position(of: " dst=") else { return }
    let end = line.wordEnd(ASCII.space, from: mark + 5)
    let first = line.wordEnd(ASCII.colon, from: mark + 5)
    guard first < end else { return }
    let second = min(line.wordEnd(ASCII.colon, from: first + 1), end)
    values.take(.port, ByteRange(first + 1..<second), in: line)
  }
}
