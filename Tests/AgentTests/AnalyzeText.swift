import AIServices
import Agent
import Bytes
import Company
import Evidence
import Foundation
import LogFormats
import Usage

let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

/// 16 November 2026, 12:00 in Berlin: the age of every log of these tests.
let noon: Int64 = 1_794_826_800

/// What an analysis made of one log.
struct Outcomes {
  var analysis = Analysis(
    catalogue: testCatalogue,
    attribution: Attribution(
      departments: DepartmentDirectory(rules: nil), key: PersonTokenKey(k0: 1, k1: 2),
      wall: WallClock(zone: berlin)))
  var summary = SourceSummary(name: "")
  var failure: LogReader.Failure?
  /// The places of the lines handed out.
  var lines: [UInt64] = []

  /// Accesses by service, role, kind and outcome: `acme-chat app dns blocked`.
  var accesses: [String: UInt64] {
    var sums: [String: UInt64] = [:]
    for (key, counts) in analysis.totals.counts {
      let service = testCatalogue[key.service].id
      sums["\(service) \(key.role) \(key.kind.name) \(key.outcome)", default: 0] += counts.accesses
    }
    return sums
  }
}

func analyze(_ text: String, format: (any LogFormat)? = nil) throws -> Outcomes {
  try analyze(Array(text.utf8), format: format)
}

func analyze(
  _ bytes: [UInt8], format: (any LogFormat)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) throws -> Outcomes {
  let file = URL(filePath: NSTemporaryDirectory()).appending(path: "schattenki-\(UUID()).log")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let changed = Date(timeIntervalSince1970: Double(noon))
  try FileManager.default.setAttributes([.modificationDate: changed], ofItemAtPath: file.path)
  return read(path: file.path, format: format, isCancelled: isCancelled)
}

func read(
  path: String, format: (any LogFormat)? = nil,
  isCancelled: @escaping @Sendable () -> Bool = { false }
) -> Outcomes {
  var outcomes = Outcomes()
  let now = Timestamp(milliseconds: noon * 1000)
  do throws(LogReader.Failure) {
    let reader = try LogReader(
      path: path, settings: .init(format: format, zone: berlin, now: now),
      isCancelled: isCancelled)
    defer { outcomes.summary = reader.summary }
    try reader.read { _, _ in
    } onLine: { line, decoded, record, place in
      outcomes.lines.append(place.line)
      outcomes.analysis.add(decoded, record, from: line, fallbackTime: place.fallbackTime)
    }
  } catch {
    outcomes.failure = error
  }
  return outcomes
}
