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
    #expect(detection?.main.name == fixture.format)
    #expect(detection?.sampled == lines.count)
  }

  @Test func aCommonLogIsNotCalledCombined() {
    #expect(detect([common, common])?.main.name == "common")
    #expect(detect([common, combined])?.main.name == "combined")
    #expect(detect([combined])?.main.name == "combined")
  }

  @Test func oneLineIsEnough() {
    #expect(detect([squid])?.main.name == "squid-native")
    #expect(detect([dnsmasq])?.main.name == "dnsmasq")
    #expect(
      detect([Array("Nov 16 08:30:00 proxy squid[1]: ".utf8) + squid])?.main.name
        == "squid-native-syslog")
  }

  @Test func mostOfTheLinesMustBeRead() {
    let other = Array("something else".utf8)
    #expect(detect([squid, other])?.main.name == nil)
    #expect(detect([squid, squid, other])?.recognised == 2)
  }

  @Test func linesOfSeveralFormatsAreToldApart() throws {
    let detection = try #require(detect([dnsmasq, squid, squid, common, dnsmasq, squid]))
    #expect(detection.formats.map(\.format.name) == ["squid-native", "dnsmasq", "common"])
    #expect(detection.formats.map(\.lines) == [3, 2, 1])
  }

  @Test func aSyslogServersOtherProgramsAreNoHindrance() throws {
    let other = Array("Nov 16 08:30:00 gateway sshd[7]: Accepted publickey for root".utf8)
    let detection = try #require(detect([other, other, other, dnsmasq]))
    #expect(detection.main.name == "dnsmasq")
    #expect(detection.otherPrograms == 3)
    #expect(detect([other, other, other])?.main.name == nil)
  }

  @Test func nothingIsNoFormat() {
    #expect(detect([])?.main.name == nil)
    #expect(detect([[], [], []])?.main.name == nil)
  }

  @Test func blankLinesDoNotCount() {
    let detection = detect([[], squid, [], [], []])
    #expect(detection?.main.name == "squid-native")
    #expect(detection?.sampled == 1)
  }

  @Test func genericFormatsTakeOnlyWhatNoProductReads() {
    let query = "logid=1501054802 type=utm subtype=dns srcip=10.1.2.3 qname=www.example.com"
    let lines = ["", " eventtype=dns-response"].map {
      Array("<189>Nov 16 08:30:00 fw \(query)\($0)".utf8)
    }
    #expect(detect(lines)?.formats.map(\.format.name) == ["fortigate"])
    let other = Array("time=2026-11-16T08:30:00Z src=10.1.2.3 url=http://www.example.com/".utf8)
    let formats = detect(lines + [other, other, other])?.formats.map(\.format.name)
    #expect(formats == ["fortigate", "key-value"])
  }

  @Test func randomBytesAreNoFormat() {
    var random = SeededGenerator(seed: 13)
    let lines = (0..<100).map { _ in
      (0..<Int.random(in: 1...200, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
    }
    #expect(detect(lines)?.main.name == nil)
  }

  @Test(arguments: [
    "{\"time\":\"2026-11-16T08:30:00Z\",\"host\":\"www.example.com\"}",
    "2026-11-16,08:30:00,10.1.2.3,www.example.com,200",
    "Nov 16 08:30:00 gateway sshd[812]: Accepted publickey for anna from 10.1.2.3",
    "2026-11-16T08:30:00Z INFO query[A] www.example.com from 10.1.2.3",
    "10.1.2.3 www.example.com", "Lorem ipsum dolor sit amet", "<html>",
  ])
  func otherTextsAreNoFormat(line: String) {
    #expect(detect(Array(repeating: Array(line.utf8), count: 20))?.main.name == nil)
  }

  @Test func theSampleEnds() {
    let lines = Array(repeating: squid, count: FormatDetector.sampleLines + 500)
    #expect(detect(lines)?.sampled == FormatDetector.sampleLines)
  }

  private func detect(_ lines: [[UInt8]]) -> FormatDetector.Detection? {
    var detector = FormatDetector(context: fixtureContext())
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
