import AIServices
package import Usage

/// Makes what may be shown of candidates, by the same rule for small groups as findings.
package struct CandidateReview {
  private let groups: GroupSize

  /// - Parameter totals: those of the same material, which tell who uses which machine.
  package init(of candidates: CandidateTotals, beside totals: UsageTotals, minimumGroupSize: Int) {
    let marks = [Array(totals.people.values), Array(candidates.people.values)].joined().joined()
    groups = GroupSize(minimum: minimumGroupSize, counter: PeopleCounter(learningFrom: marks))
  }

  /// The candidates that enough people asked for; the others are numbered only.
  package func uses(in totals: CandidateTotals) -> CandidateUses {
    var uses = CandidateUses()
    let places = Dictionary(grouping: totals.people.keys, by: \.candidate)
    for (candidate, places) in places {
      let places = places.sorted { $0.department.position < $1.department.position }
      let partition = groups.partition(places.map { totals.people[$0] ?? [] })
      guard partition.hidden.isEmpty else {
        uses.hidden += 1
        continue
      }
      var parts = partition.shown.map { totals.use(at: places[$0]) }
      if let first = partition.merged.first {
        var merged = totals.use(at: places[first])
        for position in partition.merged.dropFirst() {
          merged.add(totals.use(at: places[position]))
        }
        merged.department = .others
        parts.append(merged)
      }
      uses.uses.append(CandidateUse(candidate: totals[candidate], parts: parts))
    }
    uses.uses.sort {
      ($1.attempts, $0.candidate.host ?? "", $0.candidate.reason.detail)
        < ($0.attempts, $1.candidate.host ?? "", $1.candidate.reason.detail)
    }
    return uses
  }
}
