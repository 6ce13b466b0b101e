package import AIServices
import Bytes
import Evidence
package import Usage

/// Derives findings from totals: facts are stored, verdicts are not.
package struct Judgement {
  fileprivate struct FindingKey: Hashable {
    let service: ServiceIndex
    let department: DepartmentIndex
    let verdict: Verdict
  }

  private struct DayKey: Hashable {
    let finding: FindingKey
    let day: Int
  }

  private let policy: Policy
  private let departments: DepartmentDirectory
  private let countsAsUse: (UsageKey) -> Bool

  /// - Parameter policy: each day is judged by what it says of that day.
  package init(policy: Policy, departments: DepartmentDirectory, catalogue: Catalogue) {
    self.policy = policy
    self.departments = departments
    countsAsUse = { catalogue[$0.service].countsAsUse($0.role, isShared: $0.isShared) }
  }

  /// The findings, the most urgent first, then by accesses. Background contacts make none.
  package func findings(in totals: UsageTotals) -> [Finding] {
    var findings: [FindingKey: Finding] = [:]
    var traces: [DayKey: DayTraces] = [:]
    for (key, counts) in totals.counts where countsAsUse(key) {
      let day = CivilDate(daysSince1970: Int(key.day))
      let findingKey = findingKey(key.service, key.department, day)
      findings[findingKey, default: Finding(findingKey, day: day)].add(key, counts, on: day)
      traces[DayKey(finding: findingKey, day: day.daysSince1970), default: DayTraces()]
        .add(key, counts)
    }
    for (key, day) in traces { findings[key.finding]?.strengthen(to: day.traces.evidence) }
    countPeople(of: totals, into: &findings)
    return findings.values.sorted(by: Self.isBefore)
  }

  private func findingKey(
    _ service: ServiceIndex, _ department: DepartmentIndex, _ day: CivilDate
  ) -> FindingKey {
    FindingKey(
      service: service, department: department,
      verdict: policy.verdict(on: service, in: departments.name(of: department), at: day))
  }

  private func countPeople(of totals: UsageTotals, into findings: inout [FindingKey: Finding]) {
    let counter = PeopleCounter(learningFrom: totals.people.values.joined())
    var marks: [FindingKey: Set<PersonMark>] = [:]
    for (key, group) in totals.people {
      let day = CivilDate(daysSince1970: Int(key.day))
      marks[findingKey(key.service, key.department, day), default: []].formUnion(group)
    }
    for (key, group) in marks { findings[key]?.people = counter.count(group) }
  }

  private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    func order(_ finding: Finding) -> (Int, UInt64, Int32, Int32) {
      (
        finding.verdict.ruling.rawValue, .max - finding.attempts, finding.service.position,
        finding.department.position
      )
    }
    let (first, second) = (order(left), order(right))
    return first == second ? left.firstDay < right.firstDay : first < second
  }
}

/// The traces of one finding on one day.
private struct DayTraces {
  var traces = Traces()
  private var lookupHours: Set<Int32> = []

  mutating func add(_ key: UsageKey, _ counts: UsageCounts) {
    guard key.outcome != .blocked else { return }
    switch key.kind {
    case .dns:
      lookupHours.insert(key.hour)
      traces.lookupHoursInADay = lookupHours.count
    case .proxy, .http:
      traces.proxyRequests = traces.proxyRequests.addingClamped(counts.accesses)
    case .tls, .quic:
      traces.connections = traces.connections.addingClamped(counts.accesses)
    }
    traces.bytesUpInADay = traces.bytesUpInADay.addingClamped(counts.bytesUp ?? 0)
    traces.bytesDownInADay = traces.bytesDownInADay.addingClamped(counts.bytesDown ?? 0)
  }
}

extension Finding {
  fileprivate init(_ key: Judgement.FindingKey, day: CivilDate) {
    self.init(
      service: key.service, department: key.department, verdict: key.verdict, day: day)
  }

  fileprivate mutating func strengthen(to level: EvidenceLevel) {
    evidence = max(evidence, level)
  }

  fileprivate mutating func add(_ key: UsageKey, _ counts: UsageCounts, on day: CivilDate) {
    var sum = UsageCounts()
    sum.add(accesses: accesses[key.kind] ?? 0, bytesUp: bytesUp, bytesDown: bytesDown)
    sum.add(counts)
    accesses[key.kind] = sum.accesses
    bytesUp = sum.bytesUp
    bytesDown = sum.bytesDown
    if let plan = key.plan { plans[plan] = (plans[plan] ?? 0).addingClamped(counts.accesses) }
    if key.outcome == .blocked { blocked = blocked.addingClamped(counts.accesses) }
    firstDay = min(firstDay, day)
    lastDay = max(lastDay, day)
  }
}
