import AIServices
import Agent
import Bytes
import Company
import Evidence
import Testing
import Usage

@Suite struct AnalysisTests {
  /// Two networks, three people, four hours.
  private let visits = (0..<200).map { number in
    Visit(
      second: number * 71, client: number % 3 == 0 ? "10.1.2.3" : "10.9.9.\(number % 3)",
      user: number % 3 == 0 ? "anna" : number % 5 == 0 ? "-" : "CORP\\bert",
      host: [
        "chat.acme.example", "API.acme.example", "x.cdn.acme.example", "www.example.com",
        "office.bolt.example", "dns.bolt.example", "192.0.2.7",
      ][number % 7])
  }

  @Test func theSameTrafficGivesTheSameTotalsInEveryFormat() throws {
    let squid = try analyze(text(visits, as: \.squid))
    let common = try analyze(text(visits, as: \.common))
    let combined = try analyze(text(visits, as: \.combined))
    #expect(squid.summary.format == "squid-native")
    #expect(common.summary.format == "common")
    #expect(combined.summary.format == "combined")
    #expect(!squid.analysis.totals.counts.isEmpty)
    for other in [common, combined] {
      #expect(other.analysis.totals.counts == squid.analysis.totals.counts)
      #expect(other.analysis.totals.people == squid.analysis.totals.people)
      #expect(other.analysis.coverage.first == squid.analysis.coverage.first)
      #expect(other.analysis.coverage.last == squid.analysis.coverage.last)
      #expect(other.analysis.coverage.addressOnly == squid.analysis.coverage.addressOnly)
      #expect(other.analysis.coverage.encryptedDNS == squid.analysis.coverage.encryptedDNS)
    }
  }

  @Test func aNameServerSeesTheSameVisitsAsAProxy() throws {
    let proxy = try analyze(text(visits, as: \.squid)).analysis
    let lookups = try analyze(text(visits, as: \.dnsmasq)).analysis
    #expect(places(of: lookups) == places(of: proxy))
    #expect(lookups.coverage.backgroundContacts == proxy.coverage.backgroundContacts)
    #expect(lookups.coverage.first == proxy.coverage.first)
    #expect(lookups.coverage.last == proxy.coverage.last)
    #expect(lookups.coverage.accesses(.dns) == proxy.coverage.accesses(.proxy))
    #expect(lookups.totals.counts.keys.allSatisfy { $0.kind == .dns && $0.outcome == .unknown })
    #expect(lookups.totals.counts.values.allSatisfy { $0.bytesDown == nil && $0.bytesUp == nil })
  }

  @Test func backgroundIsNotUse() throws {
    let analysis = try analyze(
      text(
        ["cdn.acme.example", "login.acme.example", "office.bolt.example"].map { Visit(host: $0) },
        as: \.squid)
    ).analysis
    #expect(analysis.coverage.backgroundContacts == 2)
    #expect(analysis.coverage.embeddedAI.map { id(of: $0.key) } == ["bolt-office"])
    #expect(analysis.totals.people.isEmpty)
    let used = analysis.totals.counts.keys.filter(\.role.countsAsUse).map { id(of: $0.service) }
    #expect(used == ["bolt-office"])
  }

  @Test(arguments: [
    "notchat.acme.example", "acme.example", "chat.acme.example.evil.example", "chat-acme.example",
    "xchat.acme.example", "chat.acme.examplex",
  ])
  func namesThatOnlyLookAlikeAreNotCounted(host: String) throws {
    let outcomes = try analyze(Visit(host: host).squid)
    #expect(outcomes.accesses.isEmpty)
    #expect(outcomes.summary.accesses == 1)
  }

  @Test(arguments: ["CHAT.Acme.Example", "eu.chat.acme.example", "chat.acme.example."])
  func caseDotsAndSubdomainsMakeNoDifference(host: String) throws {
    let squid = try analyze(Visit(host: host).squid)
    #expect(squid.accesses == ["acme-chat app proxy allowed": 1])
    let dnsmasq = try analyze(Visit(host: host).dnsmasq)
    #expect(dnsmasq.accesses == ["acme-chat app dns unknown": 1])
  }

  @Test func refusedRequestsAreCountedApart() throws {
    let allowed = Visit(host: "chat.acme.example").squid
    let refused = allowed.replacing("TCP_TUNNEL/200", with: "TCP_DENIED/403")
    let outcomes = try analyze(allowed + refused + refused)
    #expect(
      outcomes.accesses
        == ["acme-chat app proxy allowed": 1, "acme-chat app proxy blocked": 2])
  }

  @Test func hostsThatAreAddressesAreCountedAsUnseen() throws {
    let hosts = ["192.0.2.7", "[2001:db8::7]", "www.example.com"]
    let analysis = try analyze(text(hosts.map { Visit(host: $0) }, as: \.squid)).analysis
    #expect(analysis.coverage.addressOnly == 2)
    #expect(analysis.coverage.accesses(.proxy) == 3)
    #expect(analysis.totals.counts.isEmpty)
  }

  @Test func encryptedDNSIsCoverageAndNoFinding() throws {
    let visits = [Visit(host: "dns.bolt.example"), Visit(host: "a.dns.bolt.example")]
    let analysis = try analyze(text(visits, as: \.dnsmasq)).analysis
    let resolver = try #require(testCatalogue.service(withID: "bolt-dns"))
    #expect(analysis.coverage.encryptedDNS == [resolver: 2])
    #expect(analysis.totals.counts.isEmpty)
    #expect(analysis.coverage.backgroundContacts == 0)
  }

  @Test func clientsWithoutAnAddressBelongToNoDepartment() throws {
    let analysis = try analyze(Visit(client: "pc-17", host: "chat.acme.example").squid).analysis
    #expect(analysis.coverage.withoutDepartment == 1)
    #expect(analysis.totals.counts.keys.allSatisfy { $0.department == .notAssigned })
    #expect(analysis.totals.people.values.map(\.count) == [1])
  }

  @Test func clientsAreShownByTheirNetwork() throws {
    let visits = ["10.1.2.3", "10.1.2.99", "2001:db8:1:2::7"].map {
      Visit(client: $0, host: "chat.acme.example")
    }
    let analysis = try analyze(text(visits, as: \.dnsmasq)).analysis
    let names = Set(
      analysis.totals.counts.keys.map { analysis.departments.name(of: $0.department) })
    #expect(names == ["10.1.2.0/24", "2001:db8:1:2::/64"])
  }

  @Test func onePersonIsOnePersonHoweverTheNameIsWritten() throws {
    let users = ["anna", "ANNA", "CORP\\anna", "CORP%5Canna", "anna@corp.example"]
    let visits = users.map { Visit(user: $0, host: "chat.acme.example") }
    let analysis = try analyze(text(visits, as: \.squid)).analysis
    #expect(analysis.totals.people.values.map(\.count) == [1])
  }

  private func id(of service: ServiceIndex) -> String { testCatalogue[service].id }

  /// Where and when, without how it was seen.
  private struct Place: Hashable {
    let hour: Int32
    let department: DepartmentIndex
    let service: ServiceIndex
    let role: HostRole
  }

  private func places(of analysis: Analysis) -> [Place: UInt64] {
    var places: [Place: UInt64] = [:]
    for (key, counts) in analysis.totals.counts {
      let place = Place(
        hour: key.hour, department: key.department, service: key.service, role: key.role)
      places[place, default: 0] += counts.accesses
    }
    return places
  }
}
