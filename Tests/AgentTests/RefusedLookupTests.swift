import Agent
import Company
import Evidence
import Testing
import Usage

/// A name server's refusal and the lookup that it refuses are one attempt.
@Suite struct RefusedLookupTests {
  @Test func aRefusalTurnsItsLookupIntoAnAttempt() throws {
    let outcomes = try analyze(lookup() + refusal())
    #expect(outcomes.accesses == ["acme-chat app dns blocked": 1])
    #expect(outcomes.analysis.totals.people.values.map(\.count) == [1])
    #expect(outcomes.summary.accesses == 1)
    #expect(outcomes.summary.otherLines == 1)
  }

  @Test func severalLookupsAreRefusedOneByOne() throws {
    let outcomes = try analyze(lookup() + lookup() + refusal() + lookup() + refusal())
    #expect(
      outcomes.accesses == ["acme-chat app dns blocked": 2, "acme-chat app dns unknown": 1])
  }

  @Test func aRefusalIsNotCountedTwice() throws {
    let outcomes = try analyze(lookup() + refusal() + refusal() + refusal())
    #expect(outcomes.accesses == ["acme-chat app dns blocked": 1])
  }

  @Test func aRefusalWithoutItsLookupIsNoAccess() throws {
    #expect(try analyze(refusal()).accesses.isEmpty)
    let other = lookup().replacing("chat.acme", with: "api.acme")
    #expect(try analyze(other + refusal()).accesses == ["acme-api api dns unknown": 1])
  }

  @Test func refusalsOfNamesThatAreNoServicesChangeNothing() throws {
    let ads = refusal().replacing("chat.acme", with: "ads")
    #expect(try analyze(lookup() + ads).accesses == ["acme-chat app dns unknown": 1])
  }

  @Test func theCaseOfTheNameMakesNoDifference() throws {
    let refused = refusal().replacing("chat.acme", with: "CHAT.Acme")
    #expect(try analyze(lookup() + refused).accesses == ["acme-chat app dns blocked": 1])
  }

  @Test func aRefusalThatNamesItsClientIsThatClients() throws {
    let first = extra("10.1.2.3", "query[A] chat.acme.example from 10.1.2.3")
    let second = extra("10.9.9.9", "query[A] chat.acme.example from 10.9.9.9")
    let refused = extra("10.1.2.3", "gravity blocked chat.acme.example is 0.0.0.0")
    let analysis = try analyze(first + second + refused).analysis
    let blocked = analysis.totals.counts.keys.filter { $0.outcome == .blocked }
    #expect(blocked.map { analysis.departments.name(of: $0.department) } == ["10.1.2.0/24"])
    #expect(analysis.totals.counts.values.map(\.accesses) == [1, 1])
  }

  @Test func manyLookupsInBetweenDoNotFillMemory() throws {
    let other = lookup().replacing("chat.acme", with: "api.acme")
    let few = lookup() + String(repeating: other, count: 60) + refusal()
    #expect(try analyze(few).accesses["acme-chat app dns blocked"] == 1)
    let many = lookup() + String(repeating: other, count: 1000) + refusal()
    #expect(try analyze(many).accesses["acme-chat app dns unknown"] == 1)
  }

  private func lookup() -> String { Visit(host: "chat.acme.example").dnsmasq }

  private func refusal() -> String {
    "Nov 16 08:00:00 dnsmasq[812]: gravity blocked chat.acme.example is 0.0.0.0\n"
  }

  private func extra(_ client: String, _ message: String) -> String {
    "Nov 16 08:00:00 dnsmasq[812]: 17 \(client)/53124 \(message)\n"
  }
}
