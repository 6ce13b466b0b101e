import Access
import Bytes
import Evidence

/// The access log of Trend Micro's InterScan Web Security Virtual Appliance (IWSVA), through syslog.
///
///     <134>Nov 16 08:30:00 iwsva: <Mon, 16 Nov 2026 08:30:00,CET> [EVT_URL_ACCESS_TRACKING|LOG_INFO] Access tracking log tk_username=anna,tk_url=http://www.example.com/start,tk_size=0,tk_date_field=2026-11-16 08:30:00+0100,tk_protocol=http,tk_client_ip=10.1.2.3,tk_server_ip=192.0.2.80,tk_domain=www.example.com,tk_operation=GET
///
/// An access is a line of `EVT_URL_ACCESS_TRACKING` with `tk_url`; other events repeat one. The time
/// is `tk_date_field` with its zone, the client `tk_client_ip`, the method `tk_operation`. Without a
/// login `tk_username` is the client's address and no user. A comma in a URL ends it: what stands
/// behind is not told from a field. `tk_size` is not said to be of the one direction or the other and
/// is not read. No documentation of the vendor is public; the names are those that parsers read:
/// https://github.com/ExabeamLabs/Content-Doc ("trendmicro", `tk_url`).
struct TrendMicroIWSVA: DescribedFormat {
  let name = "trend-micro-iwsva"
  let shape = LineShape.keyValue(KeyValueLine(separator: UInt8(ascii: ",")))
  let map = FieldMap([
    ("tk_date_field", .time), ("tk_client_ip", .client), ("tk_username", .user),
    ("tk_url", .url), ("tk_operation", .method),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    guard !values[.time].isEmpty, !values[.user].isEmpty || !values[.client].isEmpty else {
      throw .layout
    }
    let isOther = line.holds("[EVT_") && !line.holds("[EVT_URL_ACCESS_TRACKING|")
    guard !isOther, !values[.client].isEmpty, !values[.url].isEmpty else { return .notAnAccess }
    return .access(.proxy)
  }
}
