/// Counts distinct people behind marks of users and of machines.
///
/// A proxy that knows the user and a name server that knows only the machine see the same person:
/// a machine whose user is known somewhere in the same material does not count once more. On a
/// machine with several users it is enough that one of them is counted. The result is a lower
/// bound and does not depend on the order of the marks.
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
  package func count(_ marks: some Sequence<PersonMark>) -> Int {
    var users: Set<PersonToken> = []
    var machines: Set<PersonToken> = []
    for mark in marks {
      if let user = mark.user {
        users.insert(user)
      } else if let machine = mark.machine {
        machines.insert(machine)
      }
    }
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
}
