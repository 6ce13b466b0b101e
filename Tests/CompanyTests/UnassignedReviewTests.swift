import Bytes
import Company
import Testing
import Usage

@Suite struct UnassignedReviewTests {
  private func shown(_ networks: [(text: String, people: Int, accesses: Int)]) throws -> [String] {
    var unassigned = UnassignedNetworks()
    for (place, use) in networks.enumerated() {
      for access in 0..<use.accesses {
        let bits = UInt64(place * 1000 + access % use.people)
        unassigned.addAccess(
          from: try network(use.text),
          by: PersonMark(user: PersonToken(bits: bits), machine: nil))
      }
    }
    return UnassignedReview(beside: UsageTotals(), minimumGroupSize: 5)
      .networks(in: unassigned).map(\.description)
  }

  @Test func theMostActiveComesFirst() throws {
    let networks = [("10.0.1.0/24", 5, 10), ("10.0.2.0/24", 6, 30), ("2001:db8::/64", 7, 20)]
    #expect(try shown(networks) == ["10.0.2.0/24", "2001:db8::/64", "10.0.1.0/24"])
  }

  @Test func networksOfFewPeopleAreLeftOut() throws {
    #expect(try shown([("10.0.1.0/24", 4, 1000), ("10.0.2.0/24", 5, 5)]) == ["10.0.2.0/24"])
  }

  @Test func spoofedClientsDoNotFillMemory() {
    var unassigned = UnassignedNetworks()
    for number in 0..<UInt32(12_000) {
      unassigned.addAccess(
        from: IPNetwork(segmentOf: IPAddress(ipv4: number << 8)),
        by: PersonMark(user: nil, machine: nil))
    }
    #expect(unassigned.uses.count == 10_000)
  }
}
