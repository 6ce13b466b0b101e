import Bytes

/// Joins the entries of an export: rows of one account, groups and their members.
struct AccountBuilder {
  private struct Person {
    var name: [UInt8]?
    var department: String?
    var groups: [Int] = []
    var isDisabled = false
  }

  /// A member that may stand behind its group in the file.
  private struct Membership {
    let group: Int
    let line: Int
    let member: DistinguishedName?
    let memberName: [UInt8]
  }

  private var people: [Person] = []
  private var places: [[UInt8]: Int] = [:]
  private var barePlaces: [[UInt8]: Int] = [:]
  /// Bare names that two accounts have.
  private var ambiguousNames: Set<[UInt8]> = []
  private var placesByName: [[UInt8]: Int] = [:]
  private var graph = GroupGraph()
  private var memberships: [Membership] = []

  mutating func add(_ entry: DirectoryEntry, _ problems: inout LineProblems) {
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
    memberships += entry.members.map {
      Membership(group: group, line: entry.line, member: $0, memberName: [])
    }
    memberships += entry.memberNames.map {
      Membership(group: group, line: entry.line, member: nil, memberName: comparable($0))
    }
  }

  private mutating func addPerson(_ entry: DirectoryEntry, _ problems: inout LineProblems) {
    let place = place(of: entry)
    if let key = people[place].name { placesByName[key] = place }
    let names = entry.accountNames + entry.principalNames + entry.mailAddresses
    for name in names.map(comparable) {
      if places[name, default: place] != place {
        problems.add(.duplicate, line: entry.line)
      } else {
        places[name] = place
      }
    }
    addBareNames(of: entry, place)
    if let department = entry.department {
      if people[place].department ?? department != department {
        problems.add(.duplicate, line: entry.line)
      } else {
        people[place].department = department
      }
    }
    if entry.isDisabled { people[place].isDisabled = true }
    for group in entry.groups { people[place].groups.append(graph.place(of: group)) }
  }

  /// The person the entry speaks of: a known one when the name of logon is and no other entry's
  /// distinguished name says otherwise. A table may have a row for each group of an account.
  private mutating func place(of entry: DirectoryEntry) -> Int {
    let key = entry.name?.key
    if let key, let known = placesByName[key] { return known }
    let names =
      [entry.accountNames, entry.principalNames, entry.mailAddresses].first { !$0.isEmpty } ?? []
    for name in names {
      guard let known = places[comparable(name)] else { continue }
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
      let bare = AccountKey(name.span).bare
      if barePlaces.updateValue(place, forKey: bare) ?? place != place {
        ambiguousNames.insert(bare)
      }
    }
  }

  /// The accounts with all their groups.
  mutating func finish(_ problems: inout LineProblems) -> DirectoryAccounts {
    for membership in memberships { join(membership, &problems) }
    let accounts = people.map { person in
      DirectoryAccount(
        department: person.department, groups: graph.names(of: person.groups),
        isDisabled: person.isDisabled)
    }
    for name in ambiguousNames { barePlaces[name] = nil }
    return DirectoryAccounts(accounts, places: places, barePlaces: barePlaces)
  }

  private mutating func join(_ membership: Membership, _ problems: inout LineProblems) {
    if let member = membership.member {
      if let person = placesByName[member.key] {
        people[person].groups.append(membership.group)
      } else if let group = graph.knownPlace(of: member) {
        graph.nest(group, in: membership.group)
      } else {
        problems.add(.unknownMember, line: membership.line)
      }
    } else if let person = places[membership.memberName] {
      people[person].groups.append(membership.group)
    } else {
      problems.add(.unknownMember, line: membership.line)
    }
  }
}
