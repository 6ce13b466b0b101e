import Bytes
import Foundation
import LogFormats
import TestSupport
import Testing

@Suite struct FormatDetectorTests {
  @Test(arguments: Fixture.all.filter { $0.log.lastPathComponent != "malformed.log" })
  func fixturesAreDetectedAsTheirOwnFormat(fixture: Fixture) throws {
    let lines = try fixture.lines()
    let detection = detect(lines)
    #expect(detection?.format.name == fixture.format)
    #expect(detection?.sampled == lines.count)
  }

  @Test func aCommonLogIsNotCalledCombined() {
    #expect(detect([common, common])?.format.name == "common")
    #expect(detect([common, combined])?.format.name == "combined")
    #expect(detect([combined])?.format.name == "combined")
  }

  @Test func oneLineIsEnough() {
    #expect(detect([squid])?.format.name == "squid-native")
    #expect(detect([dnsmasq])?.format.name == "dnsmasq")
    #expect(
      detect([Array("Nov 16 08:30:00 proxy squid[1]: ".utf8) + squid])?.format.name
        == "squid-native-syslog")
  }

  @Test func mostOfTheLinesMustBeRead() {
    let other = Array("something else".utf8)
    #expect(detect([squid, other])?.format.name == nil)
    #expect(detect([squid, squid, other])?.recognised == 2)
    #expect(detect([squid, dnsmasq])?.format.name == nil)
    #expect(detect([squid, dnsmasq, common])?.format.name == nil)
  }

  @Test func nothingIsNoFormat() {
    #expect(detect([])?.format.name == nil)
    #expect(detect([[], [], []])?.format.name == nil)
  }

  @Test func blankLinesDoNotCount() {
    let detection = detect([[], squid, [], [], []])
    #expect(detection?.format.name == "squid-native")
    #expect(detection?.sampled == 1)
  }

  @Test func randomBytesAreNoFormat() {
    var random = SeededGenerator(seed: 13)
    let lines = (0..<100).map { _ in
      (0..<Int.random(in: 1...200, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
    }
    #expect(detect(lines)?.format.name == nil)
  }

  @Test(arguments: [
    "{\"time\":\"2026-11-16T08:30:00Z\",\"host\":\"www.example.com\"}",
    "2026-11-16,08:30:00,10.1.2.3,www.example.com,200",
    "Nov 16 08:30:00 gateway sshd[812]: Accepted publickey for anna from 10.1.2.3",
    "2026-11-16T08:30:00Z INFO query[A] www.example.com from 10.1.2.3",
    "10.1.2.3 www.example.com", "Lorem ipsum dolor sit amet", "<html>",
  ])
  func otherTextsAreNoFormat(line: String) {
    #expect(detect(Array(repeating: Array(line.utf8), count: 20))?.format.name == nil)
  }

  @Test func theSampleEnds() {
    let lines = Array(repeating: squid, count: FormatDetector.sampleLines + 500)
    #expect(detect(lines)?.sampled == FormatDetector.sampleLines)
  }

  private func detect(_ lines: [[UInt8]]) -> FormatDetector.Detection? {
    var detector = FormatDetector(clock: fixtureClock())
    for line in lines { detector.sample(line.span) }
    return detector.detection
  }

  private let squid = Array(
    "1794817800.250 8 10.1.2.3 TCP_TUNNEL/200 9 CONNECT www.example.com:443 - HIER_DIRECT/- -".utf8)
  private let dnsmasq = Array(
    "Nov 16 08:30:00 dnsmasq[1]: query[A] www.example.com from 10.1.2.3".utf8)
  private let common = Array(
    """
    10.1.2.3 - - [16/Nov/2026:08:30:00 +0100] "GET http://www.example.com/ HTTP/1.1" 200 1
    """.utf8)
  private let combined = Array(
    """
    10.1.2.3 - - [16/Nov/2026:08:30:00 +0100] "GET http://www.example.com/ HTTP/1.1" 200 1 "-" "-"
    """.utf8)
}
