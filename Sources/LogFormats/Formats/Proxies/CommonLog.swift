import Access
import Bytes

/// The common log format of a forward proxy, `logformat common` in Squid.
///
///     10.1.2.3 - anna [16/Nov/2026:08:30:00 +0100] "CONNECT www.example.com:443 HTTP/1.1" 200 5120 TCP_TUNNEL:HIER_DIRECT
///
/// Documented at https://www.squid-cache.org/Doc/config/logformat/ and
/// https://httpd.apache.org/docs/2.4/logs.html#common.
struct CommonLog: LogFormat {
  let name = "common"
  let fields: LogFields = [.client, .user, .path, .bytesDown, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    NCSALine.decode(line, as: .common, clock: &context.clock, into: &record)
  }
}
