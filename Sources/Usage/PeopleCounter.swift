/// Counts distinct people behind marks of users and of machines.
///
/// A proxy that knows the user and a name server that knows only the machine see the same person:
/// a machine whose user is known somewhere in the same material does not count once more. On a
/// machine with several users it is enough that one of them is counted. Marks of different keys may
/// be those of the same people, so only the period with the most people counts. The result is a
/// lower bound and does not depend on the order of the marks.
package struct PeopleCounter: Sendable {
  private var usersOfMachine: [PersonToken: Set<PersonToken>] = [:]

  /// - Parameter marks: all marks of the material, which tell who uses which machine.
  package init(learningFrom marks: some Sequence<PersonMark>) {
    for mark in marks {
      if let user = mark.user, let machine = mark.machine {
        usersOfMachine[machine, default: []].insert(user)
      }
    }
  }

  /// How many people at least stand behind `marks`.
  package func count(_ marks: some Sequence<PersonMark>) -> Int { largestPeriod(marks).people }

  /// Among how many people somebody behind `marks` cannot be told apart: a machine that several use
  /// is one person at least, and hides as many as it has users.
  package func groupSize(_ marks: some Sequence<PersonMark>) -> Int { largestPeriod(marks).size }

  private func largestPeriod(_ marks: some Sequence<PersonMark>) -> (people: Int, size: Int) {
    var periods: [Int32: PeopleOfPeriod] = [:]
    for mark in marks where mark.isKnown { periods[mark.period, default: .init()].add(mark) }
    var largest = (people: 0, size: 0)
    for (_, period) in periods {
      let people = period.people(usersOfMachine)
      largest.people = max(largest.people, people)
      largest.size = max(largest.size, people + period.others)
    }
    return largest
  }
}

private struct PeopleOfPeriod {
  private var users: Set<PersonToken> = []
  private var machines: Set<PersonToken> = []
  private var shared: [PersonToken: UInt16] = [:]

  mutating func add(_ mark: PersonMark) {
    if let user = mark.user {
      users.insert(user)
    } else if let machine = mark.machine {
      machines.insert(machine)
      if mark.size > 1 { shared[machine] = max(shared[machine] ?? 0, mark.size) }
    }
  }

  func people(_ usersOfMachine: [PersonToken: Set<PersonToken>]) -> Int {
    var users = users
    // In a fixed order, because a known user who is counted for one machine stands for the next.
    for machine in machines.sorted() {
      guard let known = usersOfMachine[machine], let first = known.min() else {
        users.insert(machine)
        continue
      }
      if users.isDisjoint(with: known) { users.insert(first) }
    }
    return users.count
  }

  /// The people behind shared machines, but for the one of each that is counted.
  var others: Int { shared.values.reduce(0) { $0 + Int($1) - 1 } }
}
