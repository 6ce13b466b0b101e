import AIServices
import Bytes
import Company
import Evidence
import Foundation
import Policies
import Testing
import Usage

@Suite struct JudgementTests {
  private let one: ServiceIndex
  private let two: ServiceIndex
  private let zone: TimeZone

  init() throws {
    one = try sampleService("one")
    two = try sampleService("two")
    zone = try berlin()
  }

  private func key(
    _ service: ServiceIndex, hour: Int32, department: Int32 = 1, role: HostRole = .app,
    kind: AccessKind = .proxy, outcome: Outcome = .allowed
  ) -> UsageKey {
    UsageKey(
      hour: hour, department: DepartmentIndex(position: department), service: service, role: role,
      kind: kind, outcome: outcome)
  }

  private func sighting(
    _ key: UsageKey, up: UInt64? = nil, down: UInt64? = nil,
    user: UInt64? = nil
  ) throws -> Sighting {
    let person = user.map { PersonMark(user: PersonToken(bits: $0), machine: nil) }
    return Sighting(
      key: key, bytesUp: up, bytesDown: down,
      person: person)
  }

  private func findings(
    _ sightings: [Sighting], policy: Policy = .none
  ) -> [Finding] {
    var totals = UsageTotals()
    for sighting in sightings { totals.add(sighting) }
    var rules = DepartmentRules()
    for name in ["Sales", "Research"] { _ = rules.addDepartment(name) }
    let judgement = Judgement(
      policy: policy, departments: DepartmentDirectory(rules: rules),
      catalogue: sampleCatalogue())
    return judgement.findings(in: totals, minimumGroupSize: 1).rows
  }

  private func approval(until: String) throws -> Policy {
    let reach = Reach(.service(one), from: try day("2026-01-01"), until: try day(until))
    let approval = Approval(reach, data: [.public], owner: "IT")
    return Policy(contact: nil, approvals: [approval], prohibitions: [])
  }

  @Test func nothingGivesNoFinding() {
    #expect(findings([]).isEmpty)
  }

  @Test func oneServiceInOneDepartmentIsOneFinding() throws {
    let hours = try (8..<12).map { try hour($0, on: "2026-11-16") }
    let found = findings(try hours.map { try sighting(key(one, hour: $0), up: 5) })
    #expect(found.count == 1)
    #expect(found.first?.accesses == [.proxy: 4])
    #expect(found.first?.bytesUp == 20)
    #expect(found.first?.bytesDown == nil)
    #expect(found.first?.department == DepartmentIndex(position: 1))
    #expect(found.first?.verdict == Verdict(.unapproved, .notListed))
  }

  @Test func departmentsServicesAndKindsAreKeptApart() throws {
    let morning = try hour(8, on: "2026-11-16")
    let found = findings(
      try [
        key(one, hour: morning), key(one, hour: morning, department: 2), key(two, hour: morning),
        key(one, hour: morning, kind: .dns, outcome: .unknown),
      ].map { try sighting($0) })
    #expect(found.count == 3)
    #expect(found.first?.accesses == [.proxy: 1, .dns: 1])
  }

  @Test func aVerdictThatChangesSplitsTheFinding() throws {
    let days = ["2026-11-15", "2026-11-16", "2026-11-17"]
    let found = findings(
      try days.map { try sighting(key(one, hour: hour(9, on: $0)), user: 1) },
      policy: try approval(until: "2026-11-16"))
    #expect(found.map(\.verdict.ruling) == [.unapproved, .approved])
    #expect(found.map(\.verdict.reason) == [.expired(try day("2026-11-16")), .listed])
    #expect(try found.map(\.firstDay) == [day("2026-11-17"), day("2026-11-15")])
    #expect(try found.map(\.lastDay) == [day("2026-11-17"), day("2026-11-16")])
    #expect(found.map(\.people) == [1, 1])
    #expect(found.map(\.accesses) == [[.proxy: 1], [.proxy: 2]])
  }

  @Test func aVerdictChangesWithTheDay() throws {
    let found = findings(
      [
        try sighting(key(one, hour: hour(23, on: "2026-11-16"))),
        try sighting(key(one, hour: hour(0, on: "2026-11-17"))),
      ], policy: try approval(until: "2026-11-16"))
    #expect(found.map(\.verdict.ruling) == [.unapproved, .approved])
    #expect(found.first?.firstDay == (try day("2026-11-17")))
  }

  @Test func blockedAccessesAreCountedApartAndProveNothing() throws {
    let morning = try hour(8, on: "2026-11-16")
    let blocked = key(one, hour: morning, outcome: .blocked)
    let found = findings([try sighting(blocked, up: 50_000_000), try sighting(blocked)])
    #expect(found.first?.accesses == [.proxy: 2])
    #expect(found.first?.blocked == 2)
    #expect(found.first?.wasOnlyAttempted == true)
    #expect(found.first?.evidence == .lookedUp)
  }

  @Test func whatWasLetThroughBesideBlockedOnesCounts() throws {
    let morning = try hour(8, on: "2026-11-16")
    let found = findings([
      try sighting(key(one, hour: morning, outcome: .blocked)),
      try sighting(key(one, hour: morning)),
    ])
    #expect(found.first?.blocked == 1)
    #expect(found.first?.wasOnlyAttempted == false)
    #expect(found.first?.evidence == .interaction)
  }

  @Test(arguments: [HostRole.auth, .static, .telemetry, .download, .website])
  func backgroundContactsGiveNoFinding(role: HostRole) throws {
    let found = findings([try sighting(key(one, hour: hour(8, on: "2026-11-16"), role: role))])
    #expect(found.isEmpty)
  }

  @Test func officeSoftwareGivesNoFinding() throws {
    let office = try sampleService("office")
    #expect(findings([try sighting(key(office, hour: hour(8, on: "2026-11-16")))]).isEmpty)
  }

  @Test func lookupsInThreeHoursOfADayAreASession() throws {
    #expect(try evidence(ofLookups: [(8, "2026-11-16"), (9, "2026-11-16")]) == .lookedUp)
    let threeHours = [8, 9, 10].map { ($0, "2026-11-16") }
    #expect(try evidence(ofLookups: threeHours) == .session)
    let oneHour = [8, 8, 8].map { ($0, "2026-11-16") }
    #expect(try evidence(ofLookups: oneHour) == .lookedUp)
    let threeDays = [(8, "2026-11-16"), (9, "2026-11-17"), (10, "2026-11-18")]
    #expect(try evidence(ofLookups: threeDays) == .lookedUp)
  }

  private func evidence(ofLookups times: [(Int, String)]) throws -> EvidenceLevel? {
    let lookups = try times.map { time, day in
      let lookup = key(one, hour: try hour(time, on: day), kind: .dns, outcome: .unknown)
      return try sighting(lookup)
    }
    return findings(lookups).first?.evidence
  }

  @Test func theStrongestDayDecidesOnTheEvidence() throws {
    let found = findings([
      try sighting(key(one, hour: hour(8, on: "2026-11-16"), kind: .tls), up: 10),
      try sighting(
        key(one, hour: hour(8, on: "2026-11-17"), kind: .tls), up: 200_000),
    ])
    #expect(found.first?.evidence == .session)
  }

  @Test func uploadsOfSeveralDaysDoNotAddUp() throws {
    let days = ["2026-11-16", "2026-11-17"]
    let found = findings(
      try days.map { try sighting(key(one, hour: hour(8, on: $0)), up: 6_000_000) })
    #expect(found.first?.evidence == .interaction)
    #expect(found.first?.bytesUp == 12_000_000)
  }

  /// A log may claim any number of bytes; a sum that starts anew would hide the upload.
  @Test func enormousByteCountsStayEnormous() throws {
    let hours = try [8, 9].map { try hour($0, on: "2026-11-16") }
    let found = findings(
      try zip(hours, [UInt64.max, 1]).map { try sighting(key(one, hour: $0), up: $1, down: $1) })
    #expect(found.first?.evidence == .upload)
    #expect(found.first?.bytesUp == .max)
  }

  @Test func peopleOfSeveralDaysAndHoursCountOnce() throws {
    let found = findings([
      try sighting(key(one, hour: hour(8, on: "2026-11-16")), user: 1),
      try sighting(key(one, hour: hour(9, on: "2026-11-16")), user: 2),
      try sighting(key(one, hour: hour(8, on: "2026-11-17")), user: 1),
      try sighting(key(two, hour: hour(8, on: "2026-11-16")), user: 3),
    ])
    #expect(found.map(\.people).sorted() == [1, 2])
  }

  @Test func theMostUrgentComeFirstThenTheMostUsed() throws {
    let morning = try hour(8, on: "2026-11-16")
    let three = try sampleService("three")
    let prohibition = Prohibition(Reach(.service(three)), reason: "data", alternative: nil)
    let approved = try approval(until: "2026-12-31")
    let policy = Policy(
      contact: nil, approvals: approved.approvals, prohibitions: [prohibition])
    let counts: [(ServiceIndex, Int32, Int)] = [
      (one, 1, 9), (two, 1, 2), (two, 2, 3), (three, 1, 1),
    ]
    let sightings = try counts.flatMap { service, department, count in
      try (0..<count).map { _ in
        try sighting(key(service, hour: morning, department: department))
      }
    }
    let found = findings(sightings, policy: policy)
    #expect(found.map(\.service) == [three, two, two, one])
    #expect(found.map(\.department.position) == [1, 2, 1, 1])
  }

  @Test func equalFindingsComeInAFixedOrder() throws {
    let morning = try hour(8, on: "2026-11-16")
    let sightings = try [(two, 2), (one, 2), (two, 1), (one, 1)].map {
      try sighting(key($0, hour: morning, department: $1))
    }
    for _ in 0..<20 {
      let found = findings(sightings.shuffled())
      #expect(found.map(\.service) == [one, one, two, two])
      #expect(found.map(\.department.position) == [1, 2, 1, 2])
    }
  }
}
