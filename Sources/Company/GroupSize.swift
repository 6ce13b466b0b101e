import Usage

/// Keeps small groups of people out of what is shown.
///
/// What is shown of a service is a partition of the people who used it: departments that are large
/// enough, and all others in one group. Each part has the minimum size, so that no sum and no
/// difference of parts gives away a smaller group (complementary suppression: see A. Hundepool et al.,
/// "Statistical Disclosure Control", 2012, chapter 4).
struct GroupSize {
  /// Which cells of a row may be shown, by their positions.
  struct Partition {
    var shown: [Int] = []
    /// Shown together.
    var merged: [Int] = []
    /// Fewer people than the minimum between them, and none to put them with.
    var hidden: [Int] = []
  }

  let minimum: Int
  private let counter: PeopleCounter

  /// - Parameter counter: has learned from all marks that the cells hold.
  init(minimum: Int, counter: PeopleCounter) {
    self.minimum = minimum
    self.counter = counter
  }

  /// How many people at least stand behind the marks.
  func count(_ people: some Sequence<PersonMark>) -> Int { counter.count(people) }

  /// Whether they are fewer people than may be shown.
  func isTooSmall(_ people: some Sequence<PersonMark>) -> Bool {
    counter.groupSize(people) < minimum
  }

  /// - Parameter cells: who is counted in each; a cell without people is of material that names
  ///   neither users nor machines, and can give nobody away.
  func partition(_ cells: [Set<PersonMark>]) -> Partition {
    var partition = Partition()
    var candidates: [(position: Int, people: Int)] = []
    var together: Set<PersonMark> = []
    func merge(_ position: Int) {
      partition.merged.append(position)
      together.formUnion(cells[position])
    }
    for position in cells.indices {
      let people = counter.groupSize(cells[position])
      if cells[position].isEmpty {
        partition.shown.append(position)
      } else if people < minimum {
        merge(position)
      } else {
        candidates.append((position, people))
      }
    }
    // The smallest are taken in first: they tell the least.
    candidates.sort { ($1.people, $0.position) < ($0.people, $1.position) }
    while !partition.merged.isEmpty, isTooSmall(together), let next = candidates.popLast() {
      merge(next.position)
    }
    partition.shown += candidates.map(\.position)
    partition.shown.sort()
    if isTooSmall(together) {
      partition.hidden = partition.merged
      partition.merged = []
    }
    return partition
  }
}
