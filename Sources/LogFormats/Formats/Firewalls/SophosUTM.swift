import Access
import Bytes
import Evidence

/// The web filter log (`http.log`) and the firewall log (`packetfilter.log`) of Sophos UTM 9, formerly
/// Astaro Security Gateway, from the device's files or by syslog.
///
///     2026:11:16-08:30:00 utm httpproxy[6267]: id="0001" severity="info" sys="SecureWeb" sub="http" name="http access" action="pass" method="GET" srcip="10.1.2.3" dstip="192.0.2.80" user="anna" statuscode="200" size="4096" url="https://www.example.com/" ua="Mozilla/5.0"
///
/// The time stands before the line in the device's zone, or is the syslog header's. `size` is what
/// was delivered to the client; what it sent is not logged. `srcmac`, of packets, is the client's hardware
/// address. Accesses are requests, which have a
/// method, and packets that were forwarded to a port of the web, which have an interface out. A
/// request with the action `warn` got the warning and not the page: the page has its own line if the
/// user went on. Not read are notes about requests (`0003`, `0072`) and the other logs, which are known
/// by the way the time is written. Documented at
/// https://www.sophos.com/en-us/support/documentation/sophos-utm.
struct SophosUTM: DescribedFormat {
  let name = "sophos-utm"
  let shape = LineShape.keyValue(KeyValueLine())
  let map = FieldMap([
    ("srcip", .client), ("srcmac", .clientHardware), ("user", .user), ("url", .url),
    ("dstip", .destination),
    ("dstport", .port), ("method", .method), ("ua", .userAgent), ("size", .bytesDown),
    ("action", .action), ("sys", .product), ("sub", .subtype), ("id", .event),
    ("outitf", .direction),
  ])

  func meaning(
    of values: inout FieldValues, in line: Span<UInt8>, context: inout LogContext
  ) throws(Malformed) -> LineMeaning {
    let time = time(of: line)
    guard line.bytes(in: values[.product]).starts(with: "Secure"), !values[.subtype].isEmpty,
      !values[.event].isEmpty
    else {
      if time.isEmpty { throw .layout }
      return .notAnAccess
    }
    values.replace(.time, with: time)
    let sub = line.bytes(in: values[.subtype])
    if sub.equals("http") {
      return values[.method].isEmpty || values[.url].isEmpty ? .notAnAccess : .access(.proxy)
    }
    let isForwarded = sub.equals("packetfilter") && !values[.direction].isEmpty
    return isForwarded && WebPort.contains(values[.port], line) ? .access(.tls) : .notAnAccess
  }

  /// `2026:11:16-08:30:00`, one of the first words; empty when a relay put another time there.
  private func time(of line: Span<UInt8>) -> ByteRange {
    var cursor = ByteCursor(line)
    for _ in 0..<6 {
      let word = cursor.readWord()
      let bytes = line.bytes(in: word)
      // `<30>` may stand right before it.
      let start = bytes.firstIndex(of: ASCII.greaterThan).map { $0 + 1 } ?? 0
      if bytes.count - start == 19, bytes[start + 4] == ASCII.colon,
        bytes[start + 7] == ASCII.colon, bytes[start + 10] == ASCII.hyphen,
        bytes[start + 13] == ASCII.colon
      {
        return ByteRange(word.range.lowerBound + start..<word.range.upperBound)
      }
    }
    return .none
  }

  func outcome(of values: FieldValues, in line: Span<UInt8>) -> Outcome {
    let action = line.bytes(in: values[.action])
    return action.equals("warn") ? .blocked : ActionWords.outcome(of: action)
  }
}
