import Foundation
import LogFormats
import TestSupport
import Testing

/// Names are expected in the order of the line before; what a line means must not depend on it.
@Suite struct FieldOrderTests {
  private static let formats = [
    "fortigate", "sonicwall", "stormshield", "sophos-firewall", "sophos-utm", "cisco-meraki",
    "skyhigh", "forcepoint-key-value", "trend-micro-iwsva", "zscaler-key-value", "key-value",
    "suricata", "adguard-home", "ecs", "ocsf", "zeek-json", "json-lines",
  ]

  @Test(arguments: Fixture.all.filter { formats.contains($0.format) })
  func linesMeanTheSameBehindAnyOther(fixture: Fixture) throws {
    let format = try #require(fixture.reader)
    var random = SeededGenerator(seed: 8)
    var lines = try fixture.lines()
    lines += lines.map { mixed($0, &random) }
    let alone = lines.map { line in
      var context = fixtureContext()
      return text(of: line, in: format, context: &context)
    }
    var context = fixtureContext()
    for _ in 0..<300 {
      let index = Int.random(in: lines.indices, using: &random)
      #expect(text(of: lines[index], in: format, context: &context) == alone[index])
    }
  }

  /// The words of a line, some of them in another place, in upper case, or gone.
  private func mixed(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let separator = UInt8(ascii: line.first == UInt8(ascii: "{") ? "," : " ")
    var words = line.split(separator: separator, omittingEmptySubsequences: false)
    for _ in 0..<3 where words.count > 2 {
      words.swapAt(
        Int.random(in: words.indices, using: &random), Int.random(in: words.indices, using: &random)
      )
      let index = Int.random(in: words.indices, using: &random)
      if Bool.random(using: &random) { words.remove(at: index) }
    }
    return Array(words.joined(separator: [separator]))
  }
}
