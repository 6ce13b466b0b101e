import Agent
import Bytes
import Foundation
import Inputs
import LogFormats
import Testing
import Usage

@Suite struct SourceReaderTests {
  private let squid = Visit(host: "chat.acme.example").squid
  private let dnsmasq = Visit(host: "chat.acme.example").dnsmasq

  @Test func aLogIsDetectedAndCounted() throws {
    let outcomes = try analyze(squid + "\n" + squid + "nonsense\n" + squid)
    #expect(outcomes.failure == nil)
    let summary = outcomes.summary
    #expect(summary.format == "squid-native")
    #expect(!summary.isFormatGiven)
    #expect(summary.isComplete)
    #expect(summary.lines == 5)
    #expect(summary.accesses == 3)
    #expect(summary.recognised == 3)
    #expect(summary.sampled == 4)
    #expect(outcomes.lines == [1, 3, 4, 5])
    #expect(summary.compression == nil)
  }

  @Test func rejectsShowTheShapeOfALineOnly() throws {
    let secret = "anna.mustermann@corp.example 4711 ü\u{1}"
    let outcomes = try analyze(squid + squid + secret + "\n" + "bert\n" + squid)
    let group = try #require(outcomes.summary.rejects.groups["time"])
    #expect(group.count == 2)
    #expect(group.line == 3)
    #expect(group.sample == "xxxx.xxxxxxxxxx@xxxx.xxxxxxx 9999 xx?")
    #expect(outcomes.summary.rejects.count == 2)
  }

  @Test(arguments: ["something\nelse\n", "a,b,c\n1,2,3\n", "\n\n\n", "x"])
  func unknownFormatsAreSaidToBe(text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    let count = text.hasSuffix("\n") ? lines - 1 : lines
    #expect(try analyze(text).failure == .unknownFormat(lines: count, isBinary: false))
  }

  @Test func binaryFilesAreToldFromText() throws {
    let failure = try analyze([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0x0A, 0, 0, 7]).failure
    #expect(failure == .unknownFormat(lines: 2, isBinary: true))
  }

  @Test func emptyAndMissingFilesAreSaidToBe() throws {
    #expect(try analyze("").failure == .empty)
    #expect(try analyze("\u{FEFF}").failure == .empty)
    #expect(read(path: "/nowhere/at/all.log").failure == .input(.missing))
    #expect(read(path: NSTemporaryDirectory()).failure == .input(.isDirectory))
  }

  @Test func theNameOfAFileDecidesNothing() throws {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "schattenki-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "dnsmasq.log.gz")
    try Data(squid.utf8).write(to: file)
    let summary = read(path: file.path).summary
    #expect(summary.format == "squid-native")
    #expect(summary.compression == nil)
    #expect(summary.name == "dnsmasq.log.gz")
  }

  @Test func aGivenFormatIsUsedWithoutAsking() throws {
    let outcomes = try analyze(dnsmasq + squid, format: format(named: "squid-native"))
    #expect(outcomes.summary.isFormatGiven)
    #expect(outcomes.summary.accesses == 1)
    #expect(outcomes.summary.rejects.count == 1)
    #expect(outcomes.failure == nil)
  }

  @Test func theSummarySaysWhatWasAssumedAndWhatLinesCarry() throws {
    let proxy = try analyze(squid).summary
    #expect(!proxy.assumedZone)
    #expect(!proxy.assumedYear)
    #expect(proxy.carriesBytesDown && proxy.carriesOutcome)
    #expect(!proxy.carriesBytesUp)
    let lookups = try analyze(dnsmasq).summary
    #expect(lookups.assumedZone)
    #expect(lookups.assumedYear)
    #expect(!lookups.carriesBytesDown && !lookups.carriesOutcome)
  }

  @Test func theYearIsThatOfTheFile() throws {
    let analysis = try analyze(dnsmasq).analysis
    #expect(analysis.coverage.first?.rfc3339 == "2026-11-16T07:00:00.000Z")
  }

  @Test func windowsLinesAndAMarkMakeNoDifference() throws {
    let text = "\u{FEFF}" + (squid + squid).replacing("\n", with: "\r\n")
    let outcomes = try analyze(text)
    #expect(outcomes.summary.accesses == 2)
    #expect(outcomes.summary.rejects.count == 0)
  }

  @Test func aVeryLongLineIsALineThatCouldNotBeRead() throws {
    let long = String(repeating: "x", count: 3_000_000)
    let outcomes = try analyze(squid + long + "\n" + squid)
    #expect(outcomes.summary.accesses == 2)
    #expect(outcomes.summary.lines == 3)
    #expect(outcomes.summary.rejects.groups["line_too_long"]?.count == 1)
  }

  @Test func compressedLogsAreReadAndABreakIsSaid() throws {
    let text = String(repeating: squid, count: 100)
    let compressed = try gzipped(text)
    let whole = try analyze(compressed)
    #expect(whole.summary.compression == "gzip")
    #expect(whole.summary.accesses == 100)
    #expect(whole.summary.isComplete)
    let cut = try analyze(Array(compressed.dropLast(4)))
    #expect(cut.failure == .input(.truncated(.gzip)))
    #expect(cut.summary.accesses == 100)
    #expect(!cut.summary.isComplete)
  }

  @Test func aCancelledReadIsNotComplete() throws {
    let outcomes = try analyze(Array(squid.utf8), isCancelled: { true })
    #expect(outcomes.failure == nil)
    #expect(!outcomes.summary.isComplete)
    #expect(outcomes.lines.isEmpty)
  }

  @Test func formatThatBeginsLateIsReadOn() throws {
    let noise = String(repeating: "starting\n", count: 40)
    let outcomes = try analyze(noise + String(repeating: squid, count: 41))
    #expect(outcomes.summary.accesses == 41)
    #expect(outcomes.summary.rejects.count == 40)
  }

  private func gzipped(_ text: String) throws -> [UInt8] {
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-c"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(data)
  }
}
