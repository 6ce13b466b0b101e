import Bytes
import Evidence

/// The activity log of Barracuda CloudGen Firewalls (`box_Firewall_Activity`), as a file or through
/// syslog, with names of fields or without.
///
///     2026 11 16 08:30:00 Info +01:00 Remove: type=FWD|proto=TCP|srcIF=eth1|srcIP=10.1.2.3|srcPort=53124|srcMAC=00:00:5e:00:53:01|dstIP=198.51.100.7|dstPort=443|dstService=https|dstIF=eth0|rule=LAN-2-INTERNET|info=Normal Operation|srcNAT=192.0.2.1|dstNAT=198.51.100.7|duration=42|count=1|receivedBytes=14226|sentBytes=712|receivedPackets=8|sentPackets=4|user=anna|protocol=|application=|target=|content=|urlcat=
///     <14>Nov 16 08:30:00 fw fw/box_Firewall_Activity:  Info     fw Remove: FWD|TCP|eth1|10.1.2.3|53124|00:00:5e:00:53:01|198.51.100.7|443|https|eth0|LAN-2-INTERNET|Normal Operation|192.0.2.1|198.51.100.7|42|1|14226|712|8|4|anna|||||
///
/// An access is the end of a session (`Remove`) or its refusal (`Block`, `Deny`, `Drop`), if it was
/// forwarded or went through the proxy and to a port of the web; it names an address only. `Allow` and
/// `Detect` are none, for the end follows. Sessions of the firewall itself and those that come in are
/// none. The time is the one in front, with the offset behind it, or the header's. `sentBytes` is from
/// the client, whose hardware address is `srcMAC`. Documented at
/// https://campus.barracuda.com/product/cloudgenfirewall/doc/79465001/firewall-activity-log/.
struct BarracudaActivity: PhraseFormat {
  let name = "barracuda-activity"
  let fields: LogFields = [.client, .clientHardware, .user, .bytesUp, .bytesDown, .outcome]

  private static let map = FieldMap([
    ("type", .type), ("srcIP", .client), ("srcMAC", .clientHardware), ("dstIP", .destination),
    ("dstPort", .port),
    ("receivedBytes", .bytesDown), ("sentBytes", .bytesUp), ("user", .user), ("urlcat", .product),
  ])
  private static let named = KeyValueLine(separator: UInt8(ascii: "|"), valuesHoldBlanks: true)
  private static let bars = DelimitedLine(delimiter: UInt8(ascii: "|"))
  private static let columns = NamedColumns(
    [
      "type", "proto", "srcIF", "srcIP", "srcPort", "srcMAC", "dstIP", "dstPort", "dstService",
      "dstIF", "rule", "info", "srcNAT", "dstNAT", "duration", "count", "receivedBytes",
      "sentBytes", "receivedPackets", "sentPackets", "user",
    ], map)

  func read(
    _ line: Span<UInt8>, context: inout LogContext, into values: inout FieldValues
  ) throws(Malformed) -> AccessKind? {
    guard let bar = line.firstIndex(of: UInt8(ascii: "|")),
      let blank = line.extracting(0..<bar).lastIndex(of: ASCII.space), blank > 1,
      line[blank - 1] == ASCII.colon, isType(line.extracting(blank + 1..<bar))
    else { throw .layout }
    if line.contains("type=", at: blank + 1) {
      Self.named.read(line, from: blank + 1, Self.map, into: &values)
    } else {
      let count = Self.columns.read(line, from: blank + 1, as: Self.bars, into: &values)
      guard count >= 20 else { throw .truncated }
    }
    let action = action(line, before: blank - 1)
    values.replace(.action, with: action)
    guard goesOut(line.bytes(in: values[.type])), endsSession(line.bytes(in: action)),
      WebPort.contains(values[.port], line)
    else { return nil }
    return .tls
  }

  /// What a line begins with: the type of the session, with or without its name.
  private func isType(_ word: Span<UInt8>) -> Bool {
    let types: [8 of StaticString] = ["FWD", "IFWD", "LIN", "LOUT", "LB", "PXY", "PRX", "IPRX"]
    let start = word.starts(with: "type=") ? 5 : 0
    let type = word.extracting(start..<word.count)
    for index in types.indices where type.equals(types[index]) { return true }
    return type.equals("IPXY") || type.equals("TAP")
  }

  private func goesOut(_ type: Span<UInt8>) -> Bool {
    type.equals("FWD") || type.equals("PXY") || type.equals("PRX")
  }

  private func endsSession(_ action: Span<UInt8>) -> Bool {
    action.equals("Remove") || ActionWords.outcome(of: action) == .blocked
  }

  /// The word that ends before the colon at `end`.
  private func action(_ line: Span<UInt8>, before end: Int) -> ByteRange {
    var start = end
    while start > 0, ASCII.isLetter(line[start - 1]) { start -= 1 }
    return ByteRange(start..<end)
  }

  /// `2026 11 16 08:30:00 Info +01:00`; nil for a line that begins otherwise.
  func time(
    of values: FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> Timestamp? {
    var cursor = ByteCursor(line)
    guard let year = try? cursor.readDigits(4), cursor.take(ASCII.space),
      let month = try? cursor.readDigits(2), cursor.take(ASCII.space),
      let day = try? cursor.readDigits(2), cursor.take(ASCII.space)
    else { return nil }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .time }
    var moment = LocalMoment(date: date, time: try MomentReader.readTimeOfDay(&cursor))
    _ = cursor.readWord()
    cursor.skip(ASCII.space)
    if cursor.next == ASCII.plus || cursor.next == ASCII.hyphen {
      moment.offset = try cursor.readZoneOffset()
    }
    return try moment.universal(&context.clock)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    line.bytes(in: values[.action]).equals("Remove") ? .allowed : .blocked
  }
}
