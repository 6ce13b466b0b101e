/// All flows that go on: found by their key, and ordered by when they were last active.
struct FlowTable: Sendable {
  var flows: [Flow] = []
  private var free: [UInt32] = []
  private var slots = SlotTable()
  private var ages = AgeLists(count: Flow.List.allCases.count)
  private let hash = SeededHash()
  private let capacity: Int

  init(capacity: Int) { self.capacity = max(capacity, 1) }

  var isFull: Bool { free.isEmpty && flows.count >= capacity }

  var isEmpty: Bool { free.count == flows.count }

  func hash(of key: FlowKey) -> UInt32 { key.hash(hash) }

  func place(of key: FlowKey, _ hash: UInt32) -> Int? {
    var probe = slots.probe(hash)
    while let place = slots.next(&probe) {
      if flows[place].key == key { return place }
    }
    return nil
  }

  /// Puts a flow in, for which there must be room.
  mutating func insert(_ flow: Flow, _ hash: UInt32) -> Int {
    let place: Int
    if let last = free.popLast() {
      place = Int(last)
      flows[place] = flow
    } else {
      place = flows.count
      flows.append(flow)
    }
    slots.insert(place, hash: hash)
    ages.append(place, to: flow.list.rawValue)
    return place
  }

  mutating func remove(_ place: Int) {
    let flow = flows[place]
    slots.remove(place, hash: hash(of: flow.key))
    ages.remove(place, from: flow.list.rawValue)
    free.append(UInt32(truncatingIfNeeded: place))
  }

  /// Makes a flow the most recently active of `list`.
  mutating func renew(_ place: Int, in list: Flow.List) {
    let old = flows[place].list
    flows[place].list = list
    ages.move(place, from: old.rawValue, to: list.rawValue)
  }

  func oldest(in list: Flow.List) -> Int? { ages.oldest(in: list.rawValue) }

  /// The flow that was not active for the longest time.
  func leastRecent(at time: Int64) -> Int? {
    var found: Int?
    var longest: UInt64 = 0
    for list in Flow.List.allCases {
      guard let place = oldest(in: list) else { continue }
      let idle = (time &- flows[place].last).magnitude
      if found == nil || idle > longest { (found, longest) = (place, idle) }
    }
    return found
  }
}
