import Foundation
import TestSupport
import Testing

/// Captures on the command line, and `capture` as far as it needs no rights.
@Suite struct CaptureTests {
  private static let client: UInt32 = 0x0A01_0203

  private static func traffic() -> Data {
    var traffic = CapturedTraffic(start: UInt32(Traffic.start))
    traffic.query("ChatGPT.com", from: client, to: 0x0A01_0001)
    traffic.connection(
      from: client, to: 0xC000_020A, port: 443, sent: CapturedTraffic.clientHello("claude.ai"),
      received: [UInt8](repeating: 7, count: 1000))
    traffic.connection(
      from: client, to: 0x0A09_0909, port: 1234,
      sent: Array(
        "POST /v1/chat/completions?key=secret HTTP/1.1\r\nHost: gpu:1234\r\nUser-Agent: agent\r\n\r\n"
          .utf8),
      received: Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
    return Data(traffic.bytes)
  }

  @Test func aCaptureIsAnalysedLikeALog() throws {
    let result = try Program.run(
      ["analyze", "-", "--output", "json", "--minimum-group-size", "1"], input: Self.traffic())
    #expect(result.status == 0)
    let findings = try #require(try result.json()["findings"] as? [[String: Any]])
    #expect(
      Set(findings.compactMap { $0["service"] as? String }) == ["chatgpt", "claude", "lmstudio"])
    #expect(findings.contains { $0["bytes_down"] as? Int == 1000 })
    for word in ["10.1.2.3", "secret", "agent\"", "/v1/chat"] {
      #expect(!result.output.contains(word))
    }
  }

  @Test func logsAndCapturesMix() throws {
    let folder = try TemporaryFolder()
    let capture = try folder.write("office.pcap", Self.traffic())
    let log = try folder.write(
      "access.log",
      "1794787200.250 5 10.1.2.3 TCP_TUNNEL/200 1785 CONNECT chatgpt.com:443 - HIER_DIRECT/- -\n")
    let result = try Program.run([
      "analyze", capture, log, "--output", "json", "--minimum-group-size", "1",
    ])
    let findings = try #require(try result.json()["findings"] as? [[String: Any]])
    let chat = try #require(findings.first { $0["service"] as? String == "chatgpt" })
    let accesses = try #require(chat["accesses"] as? [String: Int])
    #expect(accesses["dns"] == 1)
    #expect(accesses["proxy"] == 1)
  }

  @Test func recordsOfACaptureShowBothEnds() throws {
    let records = try Program.run(["records", "-"], input: Self.traffic()).jsonLines()
    #expect(records.map { $0["kind"] as? String } == ["dns", "tls", "http"])
    #expect(records.map { $0["host"] as? String } == ["chatgpt.com", "claude.ai", "gpu"])
    #expect(records.allSatisfy { $0["src_ip"] as? String == "10.1.2.3" })
    #expect(records.map { $0["dst_ip"] as? String } == ["10.1.0.1", "192.0.2.10", "10.9.9.9"])
    #expect(records[1]["bytes_down"] as? Int == 1000)
    #expect(records.allSatisfy { $0["hardware"] as? String == "02:00:00:00:00:02" })
  }

  @Test func aBrokenCaptureSaysWhere() throws {
    let result = try Program.run(
      ["analyze", "-", "--minimum-group-size", "1"], input: Self.traffic().dropLast(3))
    #expect(result.status == 65)
    #expect(result.errors.contains("the capture ends within a frame; what came before was read"))
    #expect(result.output.contains("Claude"))
  }

  @Test func wrongDevicesAndTimesAreRefused() throws {
    #expect(try Program.run(["capture"]).errors.contains("--device"))
    let missing = try Program.run(["capture", "--device", "nothere0"])
    #expect(missing.status == 66 || missing.status == 77)
    #expect(try Program.run(["capture", "--device", "lo", "--for", "5"]).status == 64)
    #expect(try Program.run(["capture", "--list-devices"]).status == 0)
  }
}
