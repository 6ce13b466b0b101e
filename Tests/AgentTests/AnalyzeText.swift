import AIServices
import Agent
import Bytes
import Company
import Evidence
import Foundation
import LogFormats
import Secrets
import Testing
import Usage

let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

/// 16 November 2026, 12:00 in Berlin: the age of every log of these tests.
let noon: Int64 = 1_794_826_800

/// The same in every analysis, so that people can be compared.
private let testKey = PersonTokenKey()

/// What an analysis made of one log.
struct Outcomes {
  var analysis = Analysis(
    catalogue: testCatalogue,
    attribution: Attribution(
      departments: DepartmentDirectory(rules: nil), keys: TokenKeys(testKey),
      wall: WallClock(zone: berlin)))
  var summary = SourceSummary(name: "")
  var failure: SourceReader.Failure?
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
  let settings = SourceReader.Settings(
    format: format, zone: berlin, now: Timestamp(milliseconds: noon * 1000))
  var outcomes = Outcomes()
  outcomes.read(path, settings, isCancelled) { reader, outcomes throws(SourceReader.Failure) in
    try reader.read { _, _ in
    } onLine: { line, decoded, record, place in
      outcomes.lines.append(place.line)
      outcomes.analysis.add(decoded, record, from: line, fallbackTime: place.fallbackTime)
    }
  }
  // Read on all processors, the log says the same.
  var aside = Outcomes()
  aside.read(path, settings, isCancelled) { reader, aside throws(SourceReader.Failure) in
    try reader.read(into: &aside.analysis) { _, _ in
    } onUnread: { _, _, _, place in
      aside.lines.append(place.line)
    }
  }
  #expect(aside.description == outcomes.description)
  return outcomes
}

extension Outcomes {
  fileprivate mutating func read(
    _ path: String, _ settings: SourceReader.Settings,
    _ isCancelled: @escaping @Sendable () -> Bool,
    _ body: (SourceReader, inout Outcomes) throws(SourceReader.Failure) -> Void
  ) {
    do throws(SourceReader.Failure) {
      let reader = try SourceReader(path: path, settings: settings, isCancelled: isCancelled)
      defer { summary = reader.summary }
      try body(reader, &self)
    } catch {
      failure = error
    }
  }

  /// All but the lines handed out, of which not every way of reading hands out all.
  var description: String {
    let counts = analysis.totals.counts.map { "\($0) \($1)" }.sorted()
    let rejects = summary.rejects.groups.map { "\($0) \($1)" }.sorted()
    let candidates = analysis.candidates.accesses.map { key, count in
      "\(analysis.candidates[key.candidate]) \(key.department) \(key.kind) \(count)"
    }.sorted()
    var plain = summary
    plain.rejects = Rejects()
    return """
      \(String(describing: failure)) \(plain) \(rejects)
      \(counts)
      \(candidates) \(analysis.candidates.accessesLeftOut)
      \(analysis.coverage)
      """
  }
}
