package import Bytes
package import Usage

/// Makes what may be shown of networks without a department.
package struct UnassignedReview {
  private let groups: GroupSize

  /// - Parameter totals: those of the same material, which tell who uses which machine.
  package init(beside totals: UsageTotals, minimumGroupSize: Int) {
    let counter = PeopleCounter(learningFrom: totals.people.values.joined())
    groups = GroupSize(minimum: minimumGroupSize, counter: counter)
  }

  /// The networks with enough people, that with the most accesses first, and no numbers: with their sum
  /// these would tell of the networks that are left out.
  package func networks(in unassigned: UnassignedNetworks) -> [IPNetwork] {
    unassigned.uses.filter { !groups.isTooSmall($0.value.people) }
      .sorted {
        $0.value.accesses == $1.value.accesses
          ? $0.key.description < $1.key.description : $0.value.accesses > $1.value.accesses
      }
      .map(\.key)
  }
}
