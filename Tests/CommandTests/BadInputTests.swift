import Foundation
import TestSupport
import Testing

/// Bad input is normal input: a clear message, a status, never a crash and never silence.
@Suite struct BadInputTests {
  private static let good =
    "1794787200.000 1 10.1.1.1 TCP_TUNNEL/200 900 CONNECT claude.ai:443 - HIER_DIRECT/1 -\n"

  struct Case: CustomTestStringConvertible {
    let name: String
    let data: Data
    let status: Int32
    let message: String

    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "empty", data: Data(), status: 65, message: "is empty"),
    Case(
      name: "binary", data: Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 73) }),
      status: 65, message: "holds NUL bytes"),
    Case(
      name: "unknown", data: Data(String(repeating: "hello world\n", count: 50).utf8), status: 65,
      message: "unknown format"),
    Case(name: "only a line break", data: Data("\n".utf8), status: 65, message: "unknown format"),
    Case(
      name: "broken gzip", data: Data([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9]),
      status: 65, message: "gzip data"),
    Case(
      name: "broken zstd", data: Data([0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF, 0xFF, 0xFF]),
      status: 65, message: "zstd data"),
  ])
  func saysWhatIsWrong(with input: Case) throws {
    let file = try TemporaryFolder()
    let path = try file.write("log", input.data)
    for command in ["analyze", "records"] {
      let result = try Program.run([command, path])
      #expect(result.status == input.status)
      #expect(result.errors.contains(input.message), "\(result.errors)")
      #expect(result.errors.contains(path))
      #expect(result.output.isEmpty)
    }
  }

  @Test func saysThatAFileIsMissingOrAFolder() throws {
    let missing = try Program.run(["analyze", "/nowhere/access.log"])
    #expect(missing.status == 66)
    #expect(missing.errors.contains("/nowhere/access.log: there is no such file"))
    let folder = try Program.run(["analyze", "Config"])
    #expect(folder.status == 66)
    #expect(folder.errors.contains("is a folder"))
  }

  @Test func readsOnAfterAMissingFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log", Self.good)
    let result = try Program.run([
      "analyze", "--minimum-group-size", "1", "--output", "json", "/nowhere", path,
    ])
    #expect(result.status == 66)
    #expect(try (result.json()["findings"] as? [Any])?.count == 1)
    #expect(try result.json()["complete"] as? Bool == false)
  }

  @Test func keepsWhatATruncatedArchiveHeld() throws {
    let folder = try TemporaryFolder()
    // So long, and so little alike, that its first part holds whole lines.
    let lines = Traffic(count: 5000, seed: 3).log(.squid)
    let path = try folder.write("log", lines)
    for tool in ["gzip", "zstd"] {
      let archive = try compressed(path, with: tool)
      let cut = try folder.write("cut.\(tool)", archive.prefix(archive.count / 2))
      let result = try Program.run(["analyze", "--output", "json", cut])
      #expect(result.status == 65)
      #expect(result.errors.contains("the \(tool) data ends early"))
      let json = try result.json()
      #expect(json["complete"] as? Bool == false)
      let source = try #require((json["sources"] as? [[String: Any]])?.first)
      #expect(try #require(source["accesses"] as? Int) > 1000)

      let whole = try folder.write("whole.\(tool)", archive)
      #expect(try Program.run(["analyze", "--output", "json", whole]).status == 0)
    }
  }

  @Test func countsALineOfTenMegabytes() throws {
    let line = String(repeating: "x", count: 10_000_000)
    let result = try Program.run(
      ["analyze", "-", "--output", "json", "--minimum-group-size", "1"],
      input: Data((Self.good + line + "\n" + Self.good).utf8))
    #expect(result.status == 0)
    let reasons = try #require(try result.json()["not_understood"] as? [[String: Any]])
    #expect(reasons.map { $0["reason"] as? String } == ["line_too_long"])
    let finding = try #require((try result.json()["findings"] as? [[String: Any]])?.first)
    #expect((finding["accesses"] as? [String: Int])?["proxy"] == 2)
  }

  @Test func countsNulBytesAndInvalidUTF8InsideAGoodLog() throws {
    var data = Data(Self.good.utf8)
    data.append(Data([0, 0, 0, 0x0A, 0xFF, 0xFE, 0xC3, 0x28, 0x0A, 0x1B, 0x5B, 0x41, 0x0A]))
    data.append(Data((Self.good + Self.good + Self.good).utf8))
    let result = try Program.run(["analyze", "-"], input: data)
    #expect(result.status == 0)
    #expect(result.output.contains("3 lines: no valid time"))
    #expect(!result.output.utf8.contains(0x1B))
  }

  @Test func saysThatMostLinesWereNotUnderstood() throws {
    let log = "Config/demo/squid-access.log"
    let result = try Program.run(["analyze", "--format", "dnsmasq", log])
    #expect(result.status == 65)
    #expect(result.errors.contains("\(log): 6402 of 6402 lines were not understood as dnsmasq"))
    #expect(result.errors.contains("Leave --format out"))
    #expect(result.output.contains("6,402 lines: not in this format"))
  }

  @Test func explainsWrongOptions() throws {
    #expect(try Program.run(["analyze", "x", "--format", "nonsense"]).status == 64)
    #expect(try Program.run(["analyze", "x", "--time-zone", "Mars/Base"]).status == 64)
    #expect(try Program.run(["analyze", "x", "--minimum-group-size", "0"]).status == 64)
    #expect(try Program.run(["analyze"]).status == 64)
    #expect(try Program.run(["analyze", "a.log", "b.log", "a.log"]).status == 64)
  }

  @Test func stopsAtCtrlCWithWhatWasFound() throws {
    let process = Program.start(["analyze", "-"])
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    // More than the first block, so that some of it has been read when the signal comes.
    let block = Data(Traffic(count: 6000, seed: 1).log(.squid).utf8)
    try stdin.fileHandleForWriting.write(contentsOf: block)
    Thread.sleep(forTimeInterval: 1)
    process.interrupt()
    let text = String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try stdin.fileHandleForWriting.close()
    #expect(process.terminationStatus == 130)
    #expect(text.hasPrefix("INCOMPLETE"))
    #expect(text.contains("ChatGPT"))
  }

  private func compressed(_ path: String, with tool: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool, "-c", path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
