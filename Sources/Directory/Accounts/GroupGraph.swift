/// Groups and the groups they are in.
struct GroupGraph {
  private var names: [String] = []
  private var parents: [[Int]] = []
  private var places: [EntryKey: Int] = [:]
  /// What was found for the groups of an account: most accounts share theirs with others.
  private var found: [[Int]: [String]] = [:]

  var count: Int { names.count }

  /// The place of a group, which is added when it is new.
  mutating func place(of group: GroupName) -> Int {
    if let known = places[group.key] { return known }
    let place = names.count
    names.append(group.name)
    parents.append([])
    places[group.key] = place
    return place
  }

  /// The place of a group that is known already.
  func knownPlace(of name: EntryKey) -> Int? { places[name] }

  /// Puts the group `child` into `parent`.
  mutating func nest(_ child: Int, in parent: Int) {
    parents[child].append(parent)
    found.removeAll()
  }

  /// The names of `groups` and of all they are in, in order, each once. Each group is looked at once,
  /// so groups that contain each other come to an end.
  mutating func names(of groups: [Int]) -> [String] {
    var seen = Set(groups)
    let key = seen.sorted()
    if let known = found[key] { return known }
    var open = key
    while let group = open.popLast() {
      for parent in parents[group] where seen.insert(parent).inserted { open.append(parent) }
    }
    let result = Set(seen.map { names[$0] }).sorted()
    found[key] = result
    return result
  }
}
