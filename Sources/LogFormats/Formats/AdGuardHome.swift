import Access
import Bytes
import Evidence

/// The query log of AdGuard Home, `querylog.json`.
///
///     {"T":"2026-11-16T08:30:00.25+01:00","QH":"www.example.com","QT":"A","QC":"IN","CP":"","Answer":"…","IP":"10.1.2.3","Result":{"IsFiltered":true,"Reason":3},"Elapsed":1203456}
///
/// Taken are the time `T`, the client `IP`, the host `QH`, and from `Result` whether the query was
/// filtered, which is a refusal. Client names (`CID`), answers and rules are not read. The keys stand
/// in the product's source:
/// https://github.com/AdguardTeam/AdGuardHome/blob/master/internal/querylog/decode.go.
struct AdGuardHome: LogFormat {
  let name = "adguard-home"
  let fields: LogFields = [.client, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    do throws(Malformed) {
      return try read(line, clock: &context.clock, into: &record) ? .access : .notAnAccess
    } catch {
      return .malformed(error)
    }
  }

  private func read(
    _ line: Span<UInt8>, clock: inout LogClock, into record: inout AccessRecord
  ) throws(Malformed) -> Bool {
    var (time, host, client) = (ByteRange.none, ByteRange.none, ByteRange.none)
    var isFiltered = false
    var hasResult = false
    var members = try JSONMembers(line, at: 0)
    while let member = try members.next(line) {
      let key = line.bytes(in: member.key)
      if key.equals("T"), member.isString {
        time = member.value
      } else if key.equals("QH"), member.isString {
        // No name of a host needs escapes.
        guard !member.isEscaped else { throw .host }
        host = member.value
      } else if key.equals("IP"), member.isString, !member.isEscaped {
        client = member.value
      } else if key.equals("Result"), !member.isString {
        hasResult = true
        isFiltered = try filters(line, member.value)
      }
    }
    guard !time.isEmpty, hasResult, !client.isEmpty else { throw .layout }
    var cursor = ByteCursor(line.bytes(in: time))
    let moment = try cursor.readISOTime(clock: &clock)
    guard try NameLookup.start(&record, name: host, client: client, time: moment, in: line) else {
      return false
    }
    record.outcome = isFiltered ? .blocked : .allowed
    return true
  }

  private func filters(_ line: Span<UInt8>, _ result: ByteRange) throws(Malformed) -> Bool {
    var members = try JSONMembers(line, at: result.range.lowerBound)
    while let member = try members.next(line) {
      if line.bytes(in: member.key).equals("IsFiltered") {
        return line.bytes(in: member.value).equals("true")
      }
    }
    return false
  }
}
