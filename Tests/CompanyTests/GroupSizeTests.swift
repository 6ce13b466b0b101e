import AIServices
import Bytes
@testable import Company
import Evidence
import Policies
import TestSupport
import Testing
import Usage

/// No small group can be told from what is shown of random organisations.
@Suite struct GroupSizeTests {
  /// Who used what, known to the test only.
  private struct Organisation {
    var totals = UsageTotals()
    var candidates = CandidateTotals()
    /// Users by department and service.
    var users: [Int32: [ServiceIndex: Set<UInt64>]] = [:]
    /// Accesses likewise.
    var accesses: [Int32: [ServiceIndex: UInt64]] = [:]
    var unassigned: UInt64 = 0
  }

  private let services: [ServiceIndex]

  init() throws { services = try ["one", "two", "three"].map { try sampleService($0) } }

  @Test(arguments: [2, 3, 5, 10])
  func nothingIsShownOfFewerPeopleThanTheMinimum(minimum: Int) throws {
    var random = SeededGenerator(seed: UInt64(minimum))
    for _ in 0..<2500 {
      let organisation = organisation(&random)
      let findings = judgement.findings(in: organisation.totals, minimumGroupSize: minimum)
      for row in findings.rows { #expect(row.people >= minimum) }
      if let rare = findings.rareServices { #expect(rare.people >= minimum) }
      try expectNoSmallPart(of: organisation, findings, minimum)
    }
  }

  /// Who knows all that is shown of a service knows sums over a partition of its departments. Every
  /// sum and every difference of such sums is a sum over some of the parts, so that it is enough that
  /// no part is small, and that no part was left out that a total of all departments would give away.
  private func expectNoSmallPart(
    of organisation: Organisation, _ findings: Findings, _ minimum: Int
  ) throws {
    for service in services {
      let rows = findings.rows.filter { $0.service == service }
      let named = Set(rows.map(\.department.position)).subtracting([DepartmentIndex.others.position]
      )
      let using = organisation.users.filter { $0.value[service] != nil }
      for department in named {
        #expect((using[department]?[service]?.count ?? 0) >= minimum)
      }
      let rest = using.filter { !named.contains($0.key) }
      let people = rest.reduce(into: Set()) { $0.formUnion($1.value[service] ?? []) }
      let isShown = rows.contains { $0.department == .others }
      // Those who are in no named department are none, or enough, or the service has no row at all.
      #expect(rest.isEmpty || isShown && people.count >= minimum || rows.isEmpty)
      #expect(rest.isEmpty == !isShown || rows.isEmpty)
      // What is shown is all that there was.
      let accesses = organisation.accesses.values.reduce(0) { $0 + ($1[service] ?? 0) }
      let shown = rows.reduce(0) { $0 + ($1.accesses[.proxy] ?? 0) }
      #expect(rows.isEmpty || shown == accesses)
    }
    // The sum of those without a department, beside the rows that show them, gives away what is
    // between: it is shown only when nothing is.
    if findings.showsUnassigned {
      let shown = findings.rows.filter { $0.department == .notAssigned }
        .reduce(0) { $0 + ($1.accesses[.proxy] ?? 0) }
      #expect(shown == organisation.unassigned)
    }
  }

  @Test(arguments: [2, 5])
  func candidatesOfFewAreNumberedOnly(minimum: Int) {
    var random = SeededGenerator(seed: 40 + UInt64(minimum))
    for _ in 0..<1000 {
      let organisation = organisation(&random)
      let review = CandidateReview(
        of: organisation.candidates, beside: organisation.totals, minimumGroupSize: minimum)
      let uses = review.uses(in: organisation.candidates)
      let everyone = Dictionary(grouping: organisation.candidates.people) { $0.key.candidate }
      #expect(uses.uses.count + uses.hidden == everyone.count)
      for use in uses.uses {
        let people = organisation.candidates.people
          .filter { organisation.candidates[$0.key.candidate] == use.candidate }
        let named = Set(use.parts.map(\.department))
        for part in use.parts where part.department != .others {
          let group = people.filter { $0.key.department == part.department }.values.joined()
          #expect(Set(group).count >= minimum)
        }
        let rest = Set(people.filter { !named.contains($0.key.department) }.values.joined())
        #expect(rest.isEmpty || rest.count >= minimum)
      }
    }
  }

  @Test func withAMinimumOfOneEveryDepartmentIsShown() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<200 {
      let organisation = organisation(&random)
      let findings = judgement.findings(in: organisation.totals, minimumGroupSize: 1)
      #expect(findings.rows.allSatisfy { $0.department != .others })
      #expect(findings.rareServices == nil && !findings.hasHidden && findings.showsUnassigned)
    }
  }

  @Test func materialWithoutPeopleIsShown() {
    let findings = findings(of: [(1, nil), (1, nil), (2, nil)], minimum: 5)
    #expect(findings.rows.map(\.people) == [0, 0])
  }

  @Test func aSmallDepartmentTakesTheNextSmallestIn() {
    let users = (0..<5).map { (Int32(1), UInt64($0)) } + (10..<17).map { (2, $0) } + [(3, 20)]
    let findings = findings(of: users.map { ($0, Optional($1)) }, minimum: 5)
    #expect(findings.rows.map(\.department.position) == [2, -1])
    #expect(findings.rows.map(\.people) == [7, 6])
  }

  private func findings(of uses: [(Int32, UInt64?)], minimum: Int) -> Findings {
    var totals = UsageTotals()
    for (department, user) in uses { totals.add(sighting(services[0], department, user)) }
    return judgement.findings(in: totals, minimumGroupSize: minimum)
  }

  private var judgement: Judgement {
    var rules = DepartmentRules()
    for number in 1...8 { _ = rules.addDepartment("D\(number)") }
    return Judgement(
      policy: .none, departments: DepartmentDirectory(rules: rules), catalogue: sampleCatalogue())
  }

  private func sighting(
    _ service: ServiceIndex, _ department: Int32, _ user: UInt64?
  ) -> Sighting {
    let key = UsageKey(
      hour: 500_000, department: DepartmentIndex(position: department), service: service,
      role: .app, kind: .proxy, outcome: .allowed)
    let person = user.map { PersonMark(user: PersonToken(bits: $0), machine: nil) }
    return Sighting(key: key, bytesUp: nil, bytesDown: nil, person: person)
  }

  /// Up to eight departments of 1 to 12 people, some of whom are in two, and those of none.
  private func organisation(_ random: inout SeededGenerator) -> Organisation {
    var organisation = Organisation()
    let candidate = (0..<2).compactMap {
      organisation.candidates.index(of: Candidate(host: "gpt\($0).example", reason: .word("gpt")))
    }
    for department in 0...Int32.random(in: 0...8, using: &random) {
      let moved = Int.random(in: 0...20, using: &random) == 0
      let first = moved ? 0 : UInt64(department) * 100
      for user in first..<first + UInt64.random(in: 1...12, using: &random) {
        for service in services where Int.random(in: 0...2, using: &random) == 0 {
          let times = UInt64.random(in: 1...3, using: &random)
          for _ in 0..<times { organisation.totals.add(sighting(service, department, user)) }
          organisation.users[department, default: [:]][service, default: []].insert(user)
          organisation.accesses[department, default: [:]][service, default: 0] += times
          if department == 0 { organisation.unassigned += times }
        }
        for candidate in candidate where Int.random(in: 0...3, using: &random) == 0 {
          organisation.candidates.add(
            candidate, in: DepartmentIndex(position: department), .proxy,
            by: PersonMark(user: PersonToken(bits: user), machine: nil))
        }
      }
    }
    return organisation
  }
}
