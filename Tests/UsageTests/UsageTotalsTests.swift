import AIServices
import Evidence
import TestSupport
import Testing
import Usage

@Suite struct UsageTotalsTests {
  private let one: ServiceIndex
  private let two: ServiceIndex

  init() throws {
    one = try sampleService("one")
    two = try sampleService("two")
  }

  private func sighting(
    _ key: UsageKey, up: UInt64? = nil, down: UInt64? = nil,
    person: PersonMark? = nil
  ) -> Sighting {
    Sighting(key: key, bytesUp: up, bytesDown: down, person: person)
  }

  @Test func addSightingsOfOneKey() {
    var totals = UsageTotals()
    totals.add(sighting(key(one), up: 1, down: 10))
    totals.add(sighting(key(one), up: 2, down: nil))
    #expect(totals.counts.count == 1)
    #expect(totals.counts[key(one)]?.accesses == 2)
    #expect(totals.counts[key(one)]?.bytesUp == 3)
    #expect(totals.counts[key(one)]?.bytesDown == 10)
  }

  @Test func keepApartWhatDiffersInAnyPartOfTheKey() {
    let keys = [
      key(one), key(two), key(one, hour: 1), key(one, department: 2), key(one, kind: .dns),
      key(one, outcome: .blocked), key(one, outcome: .unknown),
    ]
    var totals = UsageTotals()
    for key in keys { totals.add(sighting(key)) }
    #expect(Set(totals.counts.keys) == Set(keys))
    #expect(totals.counts.values.allSatisfy { $0.accesses == 1 })
  }

  @Test func keepPeopleByDayDepartmentAndService() {
    var totals = UsageTotals()
    totals.add(sighting(key(one, hour: 1), person: mark(user: 1)))
    totals.add(sighting(key(one, hour: 2), person: mark(user: 1)))
    totals.add(sighting(key(one, hour: 30), person: mark(user: 1)))
    totals.add(sighting(key(two, hour: 1), person: mark(user: 2)))
    totals.add(sighting(key(one, department: 2), person: mark(machine: 3)))
    let groups = totals.people.mapValues(\.count)
    #expect(groups.count == 4)
    #expect(groups.values.allSatisfy { $0 == 1 })
  }

  @Test func countNobodyForAContactInTheBackground() {
    var totals = UsageTotals()
    totals.add(sighting(key(one)))
    #expect(totals.people.isEmpty)
  }

  @Test func moveOneAccessToTheBlockedOnes() {
    var totals = UsageTotals()
    let lookup = key(one, kind: .dns, outcome: .unknown)
    totals.add(sighting(lookup))
    totals.add(sighting(lookup))
    totals.block(oneOf: lookup)
    #expect(totals.counts[lookup]?.accesses == 1)
    #expect(totals.counts[key(one, kind: .dns, outcome: .blocked)]?.accesses == 1)
  }

  @Test func leaveNoEmptyCountsBehind() {
    var totals = UsageTotals()
    let lookup = key(one, kind: .dns, outcome: .unknown)
    totals.add(sighting(lookup))
    totals.block(oneOf: lookup)
    #expect(totals.counts[lookup] == nil)
    #expect(totals.counts.count == 1)
  }

  @Test func blockNothingThatWasNotCounted() {
    var totals = UsageTotals()
    let lookup = key(one, kind: .dns, outcome: .unknown)
    totals.block(oneOf: lookup)
    #expect(totals.counts.isEmpty)
    totals.add(sighting(lookup))
    for _ in 0..<3 { totals.block(oneOf: lookup) }
    #expect(totals.counts[key(one, kind: .dns, outcome: .blocked)]?.accesses == 1)
  }

  @Test func doNotBlockTwice() {
    var totals = UsageTotals()
    let blocked = key(one, outcome: .blocked)
    totals.add(sighting(blocked))
    totals.block(oneOf: blocked)
    #expect(totals.counts[blocked]?.accesses == 1)
    #expect(totals.counts.count == 1)
  }

  @Test func blockingNeverChangesTheSum() {
    var random = SeededGenerator(seed: 3)
    var totals = UsageTotals()
    let keys = Outcome.allCases.map { key(one, outcome: $0) }
    var added: UInt64 = 0
    for _ in 0..<1000 {
      guard let key = keys.randomElement(using: &random) else { continue }
      if Bool.random(using: &random) {
        totals.add(sighting(key))
        added += 1
      } else {
        totals.block(oneOf: key)
      }
      #expect(totals.counts.values.reduce(0) { $0 + $1.accesses } == added)
    }
  }
}
