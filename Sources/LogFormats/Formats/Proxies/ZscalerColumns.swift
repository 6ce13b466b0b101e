import Access
import Bytes
import Evidence

/// The default feeds of Zscaler Internet Access, whose columns have no names: between commas and in
/// quotes, or between tabs.
///
///     "Mon Nov 16 08:30:00 2026","anna@example.com","HTTPS","www.example.com/start","Allowed","General Browsing","General Browsing","712","4096","12","15","Business Use","Information Technology","Web Search","None","None","0","None","None","Headquarters","Sales","10.1.2.3","192.0.2.80","GET","200","Mozilla/5.0","None"
///
/// The time is written as above. The logs are told apart by where the address of the client stands: in
/// column 22 of the web log, 9 of the firewall log and 14 of the DNS log. Newer feeds have more columns at the end. Accesses and
/// their fields are those of `Zscaler`. A feed whose columns somebody changed cannot be read.
/// Documented at https://help.zscaler.com/zia/nss-feed-output-format-web-logs.
struct ZscalerColumns: DescribedFormat {
  let name = "zscaler-csv"
  let shape: LineShape
  let map = FieldMap(ZscalerFeed.names)
  private let web: NamedColumns
  private let firewall: NamedColumns
  private let dns: NamedColumns

  init() {
    web = NamedColumns(
      "time login proto eurl action appname appclass reqsize respsize stime ctime urlclass urlsupercat urlcat malwarecat threatname riskscore dlpeng dlpdict location dept cip sip reqmethod respcode ua"
        .split(separator: " ").map(String.init), map)
    shape = .columns(DelimitedLine(), web, minimum: 26)
    firewall = NamedColumns(
      "time login dept location cdport csport - - csip cdip ssip sdip tsip tsport ttype action dnat stateful aggregate nwsvc nwapp ipproto ipcat destcountry avgduration rulelabel inbytes outbytes"
        .split(separator: " ").map(String.init), map)
    dns = NamedColumns(
      "time login dept location reqaction resaction reqrulelabel resrulelabel reqtype req res - durationms cip"
        .split(separator: " ").map(String.init), map)
  }

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      var values = FieldValues()
      try read(line, into: &values)
      return try decode(&values, of: line, context: &context, into: &record)
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, into values: inout FieldValues
  ) throws(Malformed) {
    let hasTabs = line.firstIndex(of: ASCII.tab) != nil
    let columns = DelimitedLine(delimiter: hasTabs ? ASCII.tab : UInt8(ascii: ","))
    let start = hasTabs ? 0 : columns.start(of: line)
    var addresses: UInt64 = 0
    var hasTime = false
    let count = columns.forEachColumn(line, from: start) { column, value, _ in
      if column == 0 { hasTime = isTime(line.bytes(in: value)) }
      if column < 64, IPAddress(line.bytes(in: value)) != nil { addresses |= 1 << UInt64(column) }
      return hasTime
    }
    guard hasTime else { throw .layout }
    let named: NamedColumns
    if addresses & (1 << 8) != 0, count >= 28 {
      named = firewall
    } else if addresses & (1 << 21) != 0, count >= 26 {
      named = web
    } else if addresses & (1 << 13) != 0 || addresses == 0, (16...20).contains(count) {
      named = dns
    } else {
      throw count < 16 ? .truncated : .layout
    }
    _ = named.read(line, from: start, as: columns, into: &values)
  }

  /// `Mon Nov 16 08:30:00 2026`, as the feeds write it unless somebody changed them.
  private func isTime(_ field: Span<UInt8>) -> Bool {
    field.count == 24 && ASCII.isLetter(field[0]) && field[3] == ASCII.space
      && field[13] == ASCII.colon && field[16] == ASCII.colon
  }

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    ZscalerFeed.meaning(of: try ZscalerFeed.log(values, line), &values, line, &context)
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    ZscalerFeed.outcome(values, line)
  }
}
