import Foundation
import TestSupport

/// One made-up company's traffic, written in every format from the same accesses, with the truth.
struct Traffic {
  struct Access {
    let time: Int
    let network: Int
    let client: String
    let user: String
    let host: String
    let service: String?
    let isTunnel: Bool
    let isBlocked: Bool
    let bytes: Int
  }

  /// Services by host; nil for hosts that only look like one.
  static let hosts: [(host: String, service: String?)] = [
    ("chatgpt.com", "chatgpt"), ("www.chatgpt.com", "chatgpt"), ("CLAUDE.AI", "claude"),
    ("api.openai.com", "openai-api"), ("api.deepl.com", "deepl-api"), ("grok.com", "grok"),
    ("evilopenai.com", nil), ("claude.ai.example.org", nil), ("www.example.de", nil),
    ("intranet", nil), ("news.example.com", nil), ("shop.example.net", nil),
  ]

  /// 2026-11-16T00:00:00Z
  static let start = 1_794_787_200

  let accesses: [Access]

  init(count: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    accesses = (0..<count).map { index in
      let (host, service) = Self.hosts[Int.random(in: 0..<Self.hosts.count, using: &random)]
      let network = Int.random(in: 0..<4, using: &random)
      let machine = Int.random(in: 0..<20, using: &random) + 2
      return Access(
        time: Self.start + index * 604_800 / max(count, 1), network: network,
        client: "10.10.\(network).\(machine)",
        user: machine.isMultiple(of: 2) ? "-" : "u\(network)x\(machine)", host: host,
        service: service, isTunnel: Int.random(in: 0..<10, using: &random) < 7,
        isBlocked: Int.random(in: 0..<10, using: &random) == 0,
        bytes: Int.random(in: 0..<200_000, using: &random))
    }
  }

  struct Cell: Hashable {
    let network: String
    let service: String
  }

  struct Sum: Equatable {
    var accesses = 0
    var blocked = 0
    var bytes = 0
  }

  var truth: [Cell: Sum] {
    var sums: [Cell: Sum] = [:]
    for access in accesses {
      guard let service = access.service else { continue }
      let cell = Cell(network: "10.10.\(access.network).0/24", service: service)
      sums[cell, default: Sum()].accesses += 1
      sums[cell, default: Sum()].blocked += access.isBlocked ? 1 : 0
      sums[cell, default: Sum()].bytes += access.bytes
    }
    return sums
  }

  func log(_ format: Format) -> String {
    accesses.map { format.line($0) }.joined(separator: "\n") + "\n"
  }

  enum Format: String, CaseIterable {
    case squid, common, combined, dnsmasq

    /// Whether the format says what was blocked and how many bytes there were.
    var isProxy: Bool { self != .dnsmasq }

    func line(_ access: Access) -> String {
      let method = access.isTunnel ? "CONNECT" : "GET"
      let target = access.isTunnel ? "\(access.host):443" : "http://\(access.host)/x?y=z"
      let status = access.isBlocked ? 403 : 200
      switch self {
      case .squid:
        let result = access.isBlocked ? "TCP_DENIED" : "TCP_MISS"
        let hierarchy = access.isBlocked ? "HIER_NONE/-" : "HIER_DIRECT/192.0.2.1"
        return "\(access.time).123    250 \(access.client) \(result)/\(status) \(access.bytes) "
          + "\(method) \(target) \(access.user) \(hierarchy) text/html"
      case .common, .combined:
        let agent = self == .combined ? " \"-\" \"Mozilla/5.0 \\\"x\\\"\"" : ""
        return "\(access.client) - \(access.user) [\(stamp(access.time, "dd/MMM/yyyy:HH:mm:ss"))"
          + " +0000] \"\(method) \(target) HTTP/1.1\" \(status) \(access.bytes)\(agent)"
      case .dnsmasq:
        return "\(stamp(access.time, "yyyy-MM-dd'T'HH:mm:ss"))Z gw dnsmasq[812]: "
          + "query[A] \(access.host) from \(access.client)"
      }
    }

    private func stamp(_ time: Int, _ pattern: String) -> String {
      let formatter = DateFormatter()
      formatter.locale = Locale(identifier: "en_US_POSIX")
      formatter.timeZone = TimeZone(identifier: "UTC")
      formatter.dateFormat = pattern
      return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(time)))
    }
  }
}
