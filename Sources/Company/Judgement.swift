package import AIServices
import Bytes
import Evidence
package import Policies
package import Usage

/// Derives findings from totals: facts are stored, verdicts are not.
package struct Judgement {
  fileprivate struct FindingKey: Hashable {
    let service: ServiceIndex
    let department: DepartmentIndex
    let verdict: Verdict

    init(service: ServiceIndex, department: DepartmentIndex, verdict: Verdict) {
      self.service = service
      self.department = department
      self.verdict = verdict
    }

    init(_ finding: Finding) {
      self.init(
        service: finding.service, department: finding.department, verdict: finding.verdict)
    }
  }

  /// One row of the whole: what is shown of it is shown by department.
  private struct RowKey: Hashable {
    let service: ServiceIndex
    let verdict: Verdict

    init(_ finding: Finding) {
      service = finding.service
      verdict = finding.verdict
    }
  }

  private struct DayKey: Hashable {
    let finding: FindingKey
    let day: Int
  }

  private let policy: Policy
  private let departments: DepartmentDirectory
  private let catalogue: Catalogue

  /// - Parameter policy: each day is judged by what it says of that day.
  package init(policy: Policy, departments: DepartmentDirectory, catalogue: Catalogue) {
    self.policy = policy
    self.departments = departments
    self.catalogue = catalogue
  }

  /// The findings as they may be shown. Background contacts make none.
  ///
  /// - Parameter minimumGroupSize: how many people the smallest group has that is shown; at least 1.
  package func findings(in totals: UsageTotals, minimumGroupSize: Int) -> Findings {
    let counter = PeopleCounter(learningFrom: totals.people.values.joined())
    let groups = GroupSize(minimum: minimumGroupSize, counter: counter)
    let marks = marks(in: totals)
    var result = Findings()
    var rare: Set<Findings.RareServices.Entry> = []
    var peopleOfRare: Set<PersonMark> = []
    for (row, cells) in Dictionary(grouping: all(in: totals), by: RowKey.init) {
      let people = cells.map { marks[FindingKey($0)] ?? [] }
      let partition = groups.partition(people)
      for position in partition.shown {
        var finding = cells[position]
        finding.set(people[position], groups)
        result.rows.append(finding)
      }
      if let merged = merge(partition.merged, of: cells, people, groups) {
        result.rows.append(merged)
      }
      if !partition.hidden.isEmpty {
        rare.insert(.init(service: row.service, ruling: row.verdict.ruling))
        for position in partition.hidden { peopleOfRare.formUnion(people[position]) }
      }
      let isUnassignedShown = (partition.merged + partition.hidden)
        .allSatisfy { cells[$0].department != .notAssigned }
      if !isUnassignedShown { result.showsUnassigned = false }
      if row.verdict.ruling <= .unapproved, !cells.allSatisfy(\.wasOnlyAttempted) {
        result.hasUnapprovedUse = true
      }
    }
    result.rows.sort(by: Self.isBefore)
    if rare.isEmpty || groups.isTooSmall(peopleOfRare) {
      result.hasHidden = !rare.isEmpty
    } else {
      let entries = rare.sorted {
        ($0.ruling, $0.service.position) < ($1.ruling, $1.service.position)
      }
      result.rareServices = Findings.RareServices(
        entries: entries, people: groups.count(peopleOfRare))
    }
    return result
  }

  /// The findings of some departments as one of all of them.
  private func merge(
    _ positions: [Int], of cells: [Finding], _ people: [Set<PersonMark>], _ groups: GroupSize
  ) -> Finding? {
    guard let first = positions.first else { return nil }
    var merged = cells[first]
    for position in positions.dropFirst() { merged.add(cells[position]) }
    merged.department = .others
    merged.set(positions.reduce(into: Set()) { $0.formUnion(people[$1]) }, groups)
    return merged
  }

  /// All findings, small ones too, by department and without the people.
  private func all(in totals: UsageTotals) -> [Finding] {
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
    return findings.values.sorted { $0.department.position < $1.department.position }
  }

  private func countsAsUse(_ key: UsageKey) -> Bool {
    catalogue[key.service].countsAsUse(key.role, isShared: key.isShared)
  }

  private func findingKey(
    _ service: ServiceIndex, _ department: DepartmentIndex, _ day: CivilDate
  ) -> FindingKey {
    FindingKey(
      service: service, department: department,
      verdict: policy.verdict(
        on: service, of: catalogue, in: departments.name(of: department), at: day))
  }

  private func marks(in totals: UsageTotals) -> [FindingKey: Set<PersonMark>] {
    var marks: [FindingKey: Set<PersonMark>] = [:]
    for (key, group) in totals.people {
      let day = CivilDate(daysSince1970: Int(key.day))
      marks[findingKey(key.service, key.department, day), default: []]
        .formUnion(group.filter(\.isKnown))
    }
    return marks
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

  fileprivate mutating func set(_ people: Set<PersonMark>, _ groups: GroupSize) {
    self.people = groups.count(people)
    includesSharedMachines = people.contains(where: \.isSharedMachine)
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
