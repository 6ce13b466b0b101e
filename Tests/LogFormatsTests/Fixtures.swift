import Bytes
import Foundation
import LogFormats
import Testing

/// The samples in `Fixtures/<format>/<name>.log`, and what they are read as beside them.
struct Fixture: CustomTestStringConvertible, Sendable {
  let format: String
  let log: URL

  var expected: URL { log.deletingPathExtension().appendingPathExtension("expected") }
  var testDescription: String { "\(format)/\(log.lastPathComponent)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static let all: [Fixture] = allFormats.flatMap { format in
    files(in: folder.appending(path: format.name)).filter { $0.pathExtension == "log" }
      .map { Fixture(format: format.name, log: $0) }
  }

  static func files(in folder: URL) -> [URL] {
    let found = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).sorted { $0.path < $1.path }
  }

  var reader: (any LogFormat)? { LogFormats.format(named: format) }

  func lines() throws -> [[UInt8]] {
    let bytes = Array(try Data(contentsOf: log))
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.dropLast(lines.last == [] ? 1 : 0).map(Array.init)
  }
}

/// The clock of all fixtures: Berlin, on the day that most of their lines are from.
func fixtureClock() -> LogClock {
  clock(zone: "Europe/Berlin", reference: "2026-11-16T12:00:00Z")
}

func fixtureContext() -> LogContext { LogContext(clock: fixtureClock()) }

func clock(zone: String, reference: String) -> LogClock {
  LogClock(zone: TimeZone(identifier: zone) ?? .gmt, reference: moment(reference))
}

/// A moment written as RFC 3339 in UTC, to the second.
func moment(_ text: String) -> Timestamp {
  let seconds = (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970 ?? 0
  return Timestamp(milliseconds: Int64(seconds) * 1000)
}
