import Bytes

/// Joins the entries of a directory: rows of one account, groups and their members.
package struct AccountBuilder {
  private struct Person {
    var name: EntryKey?
    var department: String?
    var groups: [Int] = []
    var isDisabled = false
  }

  /// A member that may stand behind its group.
  private struct Membership {
    enum Member {
      case entry(EntryKey)
      case account(AccountNameHash)
    }
    let group: Int
    let line: Int
    let member: Member
  }

  private let key: AccountNameKey
  private var people: [Person] = []
  private var places: [AccountNameHash: Int] = [:]
  private var barePlaces: [AccountNameHash: Int] = [:]
  /// Bare names that two accounts have.
  private var ambiguousNames: Set<AccountNameHash> = []
  private var placesByName: [EntryKey: Int] = [:]
  private var graph = GroupGraph()
  private var groupsByIdentifier: [EntryKey: Int] = [:]
  private var memberships: [Membership] = []
  /// Groups that accounts name by their security identifiers.
  private var primaryGroups: [(person: Int, line: Int, group: EntryKey)] = []

  /// How many accounts there are so far.
  package var accountCount: Int { people.count }
  /// How many groups, with those that only their members name.
  package var groupCount: Int { graph.count }
  /// How often an account or a group was said to be in a group, on either side.
  package private(set) var membershipCount = 0

  /// - Parameter key: of the hashes that names are kept as.
  package init(key: AccountNameKey) { self.key = key }

  /// Takes an entry; one that is neither a group nor an account of a person is counted.
  package mutating func add(_ entry: DirectoryEntry, _ problems: inout LineProblems) {
    membershipCount += entry.groups.count + entry.members.count + entry.memberNames.count
    if entry.isGroup {
      addGroup(entry, &problems)
    } else if entry.isComputer || !entry.hasNames {
      problems.add(.notAnAccount, line: entry.line)
    } else {
      addPerson(entry, &problems)
    }
  }

  private mutating func addGroup(_ entry: DirectoryEntry, _ problems: inout LineProblems) {
    guard let name = entry.name else {
      return problems.add(.distinguishedName, line: entry.line)
    }
    let group = graph.place(of: GroupName(name))
    for parent in entry.groups { graph.nest(group, in: graph.place(of: parent)) }
    if let identifier = entry.identifier {
      groupsByIdentifier[EntryKey(identifier.bytes)] = group
    }
    memberships += entry.members.map {
      Membership(group: group, line: entry.line, member: .entry($0))
    }
    memberships += entry.memberNames.map {
      Membership(group: group, line: entry.line, member: .account(key.hash(comparable($0))))
    }
  }

  private mutating func addPerson(_ entry: DirectoryEntry, _ problems: inout LineProblems) {
    let place = place(of: entry)
    if let key = people[place].name { placesByName[key] = place }
    let names = entry.accountNames + entry.principalNames + entry.mailAddresses
    for name in names.map({ key.hash(comparable($0)) }) {
      if places[name, default: place] != place {
        problems.add(.duplicate, line: entry.line)
      } else {
        places[name] = place
      }
    }
    addBareNames(of: entry, place)
    if let department = entry.departmentOrUnit {
      if people[place].department ?? department != department {
        problems.add(.duplicate, line: entry.line)
      } else {
        people[place].department = department
      }
    }
    if entry.isDisabled { people[place].isDisabled = true }
    for group in entry.groups { people[place].groups.append(graph.place(of: group)) }
    if let group = entry.primaryGroup, let identifier = entry.identifier {
      primaryGroups.append((place, entry.line, EntryKey(identifier.neighbour(group))))
    }
  }

  /// The person the entry speaks of: a known one when the name of logon is and no other entry's
  /// distinguished name says otherwise. A table may have a row for each group of an account.
  private mutating func place(of entry: DirectoryEntry) -> Int {
    let key = entry.name.map { EntryKey($0) }
    if let key, let known = placesByName[key] { return known }
    let names =
      [entry.accountNames, entry.principalNames, entry.mailAddresses].first { !$0.isEmpty } ?? []
    for name in names {
      guard let known = places[self.key.hash(comparable(name))] else { continue }
      if key == nil || people[known].name == nil {
        people[known].name = people[known].name ?? key
        return known
      }
    }
    people.append(Person(name: key))
    return people.count - 1
  }

  /// Logs may name an account without its domain even where the directory never does.
  private mutating func addBareNames(of entry: DirectoryEntry, _ place: Int) {
    let hasLogonName = !(entry.accountNames.isEmpty && entry.principalNames.isEmpty)
    let names = hasLogonName ? entry.principalNames : entry.mailAddresses
    for name in names {
      let bare = key.hash(AccountKey(name.span).bare)
      if barePlaces.updateValue(place, forKey: bare) ?? place != place {
        ambiguousNames.insert(bare)
      }
    }
  }

  /// The accounts with all their groups.
  package mutating func finish(_ problems: inout LineProblems) -> DirectoryAccounts {
    for membership in memberships { join(membership, &problems) }
    for (person, line, identifier) in primaryGroups {
      if let group = groupsByIdentifier[identifier] {
        people[person].groups.append(group)
      } else {
        problems.add(.unknownMember, line: line)
      }
    }
    let accounts = people.map { person in
      DirectoryAccount(
        department: person.department, groups: graph.names(of: person.groups),
        isDisabled: person.isDisabled)
    }
    for name in ambiguousNames { barePlaces[name] = nil }
    return DirectoryAccounts(accounts, key: key, places: places, barePlaces: barePlaces)
  }

  private mutating func join(_ membership: Membership, _ problems: inout LineProblems) {
    switch membership.member {
    case .entry(let name):
      if let person = placesByName[name] {
        people[person].groups.append(membership.group)
      } else if let group = graph.knownPlace(of: name) {
        graph.nest(group, in: membership.group)
      } else {
        problems.add(.unknownMember, line: membership.line)
      }
    case .account(let name):
      if let person = places[name] {
        people[person].groups.append(membership.group)
      } else {
        problems.add(.unknownMember, line: membership.line)
      }
    }
  }
}
