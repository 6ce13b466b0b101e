/// Lists of the places in a pool, each in the order in which the places were last put in: the least
/// recent first. A place stands in at most one list.
struct AgeLists: Sendable {
  private struct Links: Sendable {
    var older: UInt32 = .max
    var newer: UInt32 = .max
  }

  private var links: [Links] = []
  private var oldestPlaces: [UInt32]
  private var newestPlaces: [UInt32]

  init(count: Int = 1) {
    oldestPlaces = Array(repeating: .max, count: count)
    newestPlaces = oldestPlaces
  }

  /// The place that was put in before all others; nil for an empty list.
  func oldest(in list: Int = 0) -> Int? {
    let place = oldestPlaces[list]
    return place == .max ? nil : Int(place)
  }

  mutating func append(_ place: Int, to list: Int = 0) {
    while links.count <= place { links.append(Links()) }
    let number = UInt32(truncatingIfNeeded: place)
    let last = newestPlaces[list]
    links[place] = Links(older: last, newer: .max)
    if last == .max { oldestPlaces[list] = number } else { links[Int(last)].newer = number }
    newestPlaces[list] = number
  }

  mutating func remove(_ place: Int, from list: Int = 0) {
    let link = links[place]
    if link.older == .max {
      oldestPlaces[list] = link.newer
    } else {
      links[Int(link.older)].newer = link.newer
    }
    if link.newer == .max {
      newestPlaces[list] = link.older
    } else {
      links[Int(link.newer)].older = link.older
    }
  }

  /// Makes a place of `list` the newest of `other`, which may be the same.
  mutating func move(_ place: Int, from list: Int = 0, to other: Int = 0) {
    if list == other, newestPlaces[list] == UInt32(truncatingIfNeeded: place) { return }
    remove(place, from: list)
    append(place, to: other)
  }
}
