import Foundation

/// The same visits as different servers write them down, all on 16 November 2026.
struct Visit {
  /// Seconds after 08:00 in Berlin.
  var second = 0
  var client = "10.1.2.3"
  var user = "-"
  var host: String

  var squid: String {
    "\(noon - 14_400 + Int64(second)).000 9 \(client) TCP_TUNNEL/200 100 CONNECT \(host):443 "
      + "\(user) HIER_DIRECT/192.0.2.1 -\n"
  }

  var common: String {
    "\(client) - \(user) [16/Nov/2026:\(clock) +0100] \"CONNECT \(host):443 HTTP/1.1\" 200 100 "
      + "TCP_TUNNEL:HIER_DIRECT\n"
  }

  var combined: String { common.replacing(" TCP_TUNNEL", with: " \"-\" \"agent\" TCP_TUNNEL") }

  var dnsmasq: String { "Nov 16 \(clock) dnsmasq[812]: query[A] \(host) from \(client)\n" }

  private var clock: String {
    [8 + second / 3600, second / 60 % 60, second % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

func text(_ visits: [Visit], as line: KeyPath<Visit, String>) -> String {
  visits.map { $0[keyPath: line] }.joined()
}
