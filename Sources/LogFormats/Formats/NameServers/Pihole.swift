import Access
import Bytes
import Evidence

/// The queries of Pi-hole's long-term database, `/etc/pihole/pihole-FTL.db`, each as a line with tabs.
///
///     pihole-FTL	1794814200.25	2	www.example.com	10.1.2.3
///
/// Taken are the time in seconds since 1970, the status, the name asked for and the client. The statuses
/// 1, 4 to 11, 15, 16 and 18 are refusals, 2, 3, 12 to 14 and 17 are answers
/// (https://docs.pi-hole.net/database/query-database/#supported-status-types). Pi-hole's text log is
/// the format `dnsmasq`; whoever reads both counts every query twice.
struct Pihole: LogFormat {
  let name = "pihole-ftl"
  let fields: LogFields = [.client, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var cursor = ByteCursor(line)
    guard cursor.take("pihole-FTL\t") else { throw .layout }
    let time = try cursor.readEpoch()
    guard cursor.take(ASCII.tab), let status = try? cursor.readDecimal(), cursor.take(ASCII.tab)
    else { throw .number }
    let name = cursor.readToken(endingAt: ASCII.tab)
    guard cursor.take(ASCII.tab) else { throw .truncated }
    let client = cursor.readToken(endingAt: ASCII.tab)
    guard try NameLookup.start(&record, name: name, client: client, time: time, in: line) else {
      return false
    }
    record.outcome = Self.outcome(of: status)
    return true
  }

  private static func outcome(of status: UInt64) -> Outcome {
    switch status {
    case 1, 4...11, 15, 16, 18: .blocked
    case 2, 3, 12, 13, 14, 17: .allowed
    default: .unknown
    }
  }
}
