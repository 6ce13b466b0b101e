import Foundation
import Testing
import Usage

/// Files of many blocks: everything is counted once and in its order.
@Suite struct ManyBlocksTests {
  @Test func everyLineIsHandedOutOnceAndInItsOrder() throws {
    var text = ""
    var accesses: UInt64 = 0
    var expected: [UInt64] = []
    for number in 1...60_000 as ClosedRange<UInt64> {
      switch number % 11 {
      case 0: text += "\n"
      case 1:
        text += "no line of any format \(number)\r\n"
        expected.append(number)
      default:
        text +=
          "1794814200.\(number % 1000) 8 10.1.2.\(number % 250) TCP_TUNNEL/200 9 CONNECT chat.acme.example:443 - HIER_DIRECT/- -\n"
        accesses += 1
        expected.append(number)
      }
    }
    let outcomes = try analyze(text)
    #expect(outcomes.failure == nil)
    #expect(outcomes.lines == expected)
    #expect(outcomes.summary.lines == 60_000)
    #expect(outcomes.summary.accesses == accesses)
    #expect(outcomes.accesses == ["acme-chat app proxy allowed": accesses])
    #expect(outcomes.summary.rejects.groups.values.first?.line == 1)
    #expect(outcomes.summary.rejects.count == 60_000 / 11 + 1)
    #expect(outcomes.summary.isComplete)
  }

  /// What was decoded from a line does not stand in it, and a refusal belongs to the lookup before.
  @Test func decodedTextAndRefusalsAreKept() throws {
    let event =
      #"{"timestamp":"2026-11-16T08:30:00Z","flow_id":1,"event_type":"http","src_ip":"10.1.2.3","dest_ip":"192.0.2.1","dest_port":80,"#
      + #""proto":"TCP","http":{"hostname":"portal.example","url":"\/tools\/a","http_method":"GET"}}"#
      + "\n"
    let events = try analyze(String(repeating: event, count: 8000))
    #expect(events.accesses == ["acme-tools app proxy unknown": 8000])

    let lookup = "Nov 16 08:30:00 dnsmasq[1]: query[A] chat.acme.example from 10.1.2.3\n"
    let refusal = "Nov 16 08:30:00 dnsmasq[1]: gravity blocked chat.acme.example is 0.0.0.0\n"
    let lookups = try analyze(String(repeating: lookup + refusal, count: 20_000))
    #expect(lookups.accesses == ["acme-chat app dns blocked": 20_000])
    #expect(lookups.summary.assumedYear)
  }

  /// A header counts for all lines behind it, also for those in other blocks.
  @Test func headersCountForAllBlocks() throws {
    let line = "2026-11-16\t08:30:00\t10.1.2.3\tchat.acme.example\n"
    let text = "#Fields: date\ttime\tc-ip\tcs-host\n" + String(repeating: line, count: 40_000)
    let outcomes = try analyze(text)
    #expect(outcomes.summary.accesses == 40_000)
    let turned = "#Fields: date\ttime\tcs-host\tc-ip\n"
    let other = "2026-11-16\t08:30:00\tchat.acme.example\t10.1.2.3\n"
    let both = try analyze(text + turned + String(repeating: other, count: 40_000))
    #expect(both.summary.accesses == 80_000)
    #expect(both.accesses.values.reduce(0, +) == 80_000)
  }
}
