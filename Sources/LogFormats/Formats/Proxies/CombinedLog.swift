import Access
import Bytes

/// The combined log format of a forward proxy, `logformat combined` in Squid.
///
///     10.1.2.3 - anna [16/Nov/2026:08:30:00 +0100] "GET http://www.example.com/ HTTP/1.1" 200 5120 "-" "Mozilla/5.0" TCP_MISS:HIER_DIRECT
///
/// Lines without referrer and user agent are read too: some products leave them away for requests
/// that had none. Documented at https://www.squid-cache.org/Doc/config/logformat/ and
/// https://httpd.apache.org/docs/2.4/logs.html#combined.
struct CombinedLog: LogFormat {
  let name = "combined"
  let fields: LogFields = [.client, .user, .path, .userAgent, .bytesDown, .outcome]

  func decode(
    _ line: Span<UInt8>, context: inout LogContext, into record: inout AccessRecord
  ) -> Decoded {
    NCSALine.decode(line, as: .combined, clock: &context.clock, into: &record)
  }
}
