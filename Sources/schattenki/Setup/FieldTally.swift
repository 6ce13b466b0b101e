import Access
import Bytes
import Evidence
import Foundation
import LogFormats

/// Counts which fields the lines of logs have, for saying what becomes of each.
struct FieldTally {
  private var counts: [String: Int] = [:]
  private var named: [String: Set<SeenField>] = [:]

  /// More lines say nothing new about the names of fields.
  private static let sampledLines = 5000
  private var sampled = 0

  mutating func add(
    _ line: Span<UInt8>, _ decoded: Decoded, _ record: borrowing AccessRecord,
    _ format: (any LogFormat)?
  ) {
    if let format, sampled < Self.sampledLines {
      sampled += 1
      named[format.name, default: []].formUnion(format.seenFields(in: line))
    }
    guard decoded == .access else { return }
    count("time", record.time != nil)
    count("client", !record.client.isEmpty)
    count("user", !record.user.isEmpty)
    count("hardware", record.hardware != nil)
    count("VLAN", record.vlan != 0)
    count("host", !record.host.isEmpty)
    count("path", !record.path.isEmpty)
    count("user agent", !record.userAgent.isEmpty)
    count("method", !record.method.isEmpty)
    count("bytes up", record.bytesUp != nil)
    count("bytes down", record.bytesDown != nil)
    count("action", record.outcome != .unknown)
  }

  private mutating func count(_ field: String, _ isThere: Bool) {
    if isThere { counts[field, default: 0] += 1 }
  }

  /// One line a field that was there: how often, and what becomes of it.
  var rows: [String] {
    let fates: [(String, String)] = [
      ("time", "the day is kept"),
      ("client", "finds the department, counts people by a keyed token, and is forgotten"),
      ("user", "likewise"),
      ("hardware", "the address of the interface may find the department, and is forgotten"),
      ("VLAN", "likewise"),
      ("host", "finds the service; kept as a name only if it may be AI and is on no list"),
      ("path", "tells services of one host apart, and is forgotten"),
      ("user agent", "tells programs apart, and is forgotten"),
      ("method", "tells tunnels from requests, and is forgotten"),
      ("bytes up", "added up"), ("bytes down", "added up"), ("action", "counted"),
    ]
    let width = fates.map(\.0.count).max() ?? 0
    return fates.compactMap { field, fate in
      counts[field].map { count in
        let name = field.padding(toLength: width, withPad: " ", startingAt: 0)
        return "  \(name)  in \(count) accesses: \(fate)"
      }
    }
  }

  /// The names of the fields that formats with names have.
  var namedFields: [String] {
    named.sorted { $0.key < $1.key }.flatMap { format, fields -> [String] in
      guard !fields.isEmpty else { return [] }
      func list(_ isRead: Bool) -> String {
        fields.filter { $0.isRead == isRead }.map(\.name).sorted().joined(separator: ", ")
      }
      return [
        "", "Fields of \(format) that are looked at: \(list(true))",
        "Fields of \(format) that are passed over: \(list(false))",
      ]
    }
  }
}
