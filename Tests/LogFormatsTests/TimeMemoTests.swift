import Bytes
import LogFormats
import TestSupport
import Testing

/// What a line means does not depend on which line came before it, though its day, zone and tag may be
/// known from there.
@Suite struct TimeMemoTests {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  @Test(arguments: ["dnsmasq", "combined", "squid-native", "csv", "key-value", "json-lines"])
  func linesMeanTheSameBehindAnyOther(name: String) throws {
    let named = format(named: name)
    let format = try #require(named)
    var random = SeededGenerator(seed: 6)
    var shared = fixtureContext()
    var header = fixtureContext()
    let columns = Array("time,src_ip,url".utf8)
    if name == "csv" {
      #expect(text(of: columns, in: format, context: &shared) == "not an access")
      #expect(text(of: columns, in: format, context: &header) == "not an access")
    }
    var understood = 0
    for _ in 0..<4000 {
      let line = Array(Self.line(of: name, &random).utf8)
      var fresh = header
      let expected = text(of: line, in: format, context: &fresh)
      let found = text(of: line, in: format, context: &shared)
      #expect(found == expected, "\(String(decoding: line, as: UTF8.self))")
      if !expected.hasPrefix("malformed") { understood += 1 }
    }
    #expect(understood > 500)
  }

  /// A line of few days and zones, so that neighbours often share them; some are wrong.
  private static func line(of format: String, _ random: inout SeededGenerator) -> String {
    let url = "http://www.example.com/a"
    switch format {
    case "dnsmasq":
      let tag = pick(
        ["dnsmasq[812]: ", "dnsmasq[1]: ", "gw dnsmasq[812]: ", "2026 dnsmasq[812]: ", "x "],
        &random)
      return "\(syslogTime(&random)) \(tag)query[A] www.example.com from 10.1.2.3"
    case "combined":
      let zone = pick([" +0100", " +0000", " -0330", "", " +01:00", " +9900"], &random)
      let time = "\(day(&random))/\(month(&random))/2026:\(timeOfDay(&random))\(zone)"
      return "10.1.2.3 - - [\(time)] \"GET \(url) HTTP/1.1\" 200 51 \"-\" \"curl/8\""
    case "squid-native":
      return
        "17947872\(day(&random)).491 43 10.1.2.3 TCP_MISS/200 13 GET \(url) - HIER_DIRECT/192.0.2.1 -"
    case "csv": return "\(dateAndTime(&random)),10.1.2.3,\(url)"
    case "key-value": return "time=\"\(dateAndTime(&random))\" src_ip=10.1.2.3 url=\"\(url)\""
    default:
      return "{\"time\":\"\(dateAndTime(&random))\",\"src_ip\":\"10.1.2.3\",\"url\":\"\(url)\"}"
    }
  }

  private static func syslogTime(_ random: inout SeededGenerator) -> String {
    let weekday = pick(["", "", "", "Mon "], &random)
    let fraction = pick(["", "", "", ".250"], &random)
    let iso = "2026-11-\(day(&random))T\(timeOfDay(&random))+01:00"
    return pick(
      [iso, "\(weekday)\(month(&random)) \(day(&random)) \(timeOfDay(&random))\(fraction)"], &random
    )
  }

  private static func dateAndTime(_ random: inout SeededGenerator) -> String {
    let date = pick(
      [
        "2026-11-\(day(&random))", "2026/11/\(day(&random))", "\(day(&random)).11.2026",
        "\(day(&random))/\(month(&random))/2026", "2026-13-\(day(&random))",
      ], &random)
    let mark = pick(["T", " ", " ", "?"], &random)
    let rest = pick(["", "", "Z", ".25", ".5+01:00", " +0100", " CET", " PM", ",75", "x"], &random)
    return "\(date)\(mark)\(timeOfDay(&random))\(rest)"
  }

  private static func day(_ random: inout SeededGenerator) -> String {
    pick(["16", "16", "16", "17", "01", "31", " 6"], &random)
  }

  private static func month(_ random: inout SeededGenerator) -> String {
    pick(["Nov", "Nov", "Nov", pick(months, &random), "Nix"], &random)
  }

  private static func timeOfDay(_ random: inout SeededGenerator) -> String {
    let usual = [Int.random(in: 0...23, using: &random), Int.random(in: 0...59, using: &random)]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return pick(
      ["\(usual):07", "\(usual):59", "\(usual):60", "24:00:00", "8:30:00", "08:3:00"], &random)
  }

  private static func pick(_ texts: [String], _ random: inout SeededGenerator) -> String {
    texts[Int.random(in: texts.indices, using: &random)]
  }
}
