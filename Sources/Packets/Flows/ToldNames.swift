internal import Bytes

/// Which name each client was last told for an address, from the DNS answers in the capture.
struct ToldNames: Sendable {
  enum Answer: Equatable {
    case unknown
    /// Several names were given for the address, as content networks do.
    case ambiguous
    /// The number of the name in `texts`.
    case name(UInt32)
  }

  private struct Entry: Sendable {
    let client: IPAddress
    let server: IPAddress
    var nameHash: UInt64
    var time: Int64
    /// When another name was last given; nil for never.
    var otherTime: Int64?
    var text: UInt32

    mutating func rename(_ nameHash: UInt64, _ text: UInt32, at time: Int64) {
      self.nameHash = nameHash
      self.text = text
      otherTime = self.time
      self.time = time
    }
  }

  private(set) var texts: TextPool
  private var entries: [Entry] = []
  private var free: [Int] = []
  private var slots = SlotTable()
  private var ages = AgeLists()
  private let hash = SeededHash()
  private let capacity: Int
  private let longestAge: Int64

  init(limits: FlowLimits) {
    capacity = max(limits.toldNames, 1)
    longestAge = limits.toldNameAge
    // Two cells hold all but one name in a hundred.
    texts = TextPool(capacity: capacity * 2)
  }

  mutating func tell(
    _ client: IPAddress, _ name: Span<UInt8>, for server: IPAddress, at time: Int64
  ) {
    makeRoom(for: name)
    let key = slotHash(client, server)
    let nameHash = name.nameHash(seed: hash.seed)
    guard let place = place(client, server, key) else {
      guard let text = texts.store(name) else { return }
      let entry = Entry(
        client: client, server: server, nameHash: nameHash, time: time, otherTime: nil, text: text)
      insert(entry, key)
      return
    }
    ages.move(place)
    if entries[place].nameHash == nameHash {
      entries[place].time = time
    } else if let text = texts.store(name) {
      texts.remove(entries[place].text)
      entries[place].rename(nameHash, text, at: time)
    }
  }

  func answer(for client: IPAddress, _ server: IPAddress, at time: Int64) -> Answer {
    guard let place = place(client, server, slotHash(client, server)) else { return .unknown }
    let entry = entries[place]
    guard isRecent(entry.time, at: time) else { return .unknown }
    if let other = entry.otherTime, isRecent(other, at: time) { return .ambiguous }
    return .name(entry.text)
  }

  private func isRecent(_ told: Int64, at time: Int64) -> Bool {
    (time &- told).magnitude <= longestAge
  }

  private mutating func makeRoom(for name: Span<UInt8>) {
    while texts.room < name.count || free.isEmpty && entries.count >= capacity,
      let oldest = ages.oldest()
    {
      let entry = entries[oldest]
      slots.remove(oldest, hash: slotHash(entry.client, entry.server))
      texts.remove(entry.text)
      ages.remove(oldest)
      free.append(oldest)
    }
  }

  private mutating func insert(_ entry: Entry, _ key: UInt32) {
    let place = free.popLast() ?? entries.count
    if place == entries.count { entries.append(entry) } else { entries[place] = entry }
    slots.insert(place, hash: key)
    ages.append(place)
  }

  private func place(_ client: IPAddress, _ server: IPAddress, _ key: UInt32) -> Int? {
    var probe = slots.probe(key)
    while let place = slots.next(&probe) {
      let entry = entries[place]
      if entry.client == client, entry.server == server { return place }
    }
    return nil
  }

  private func slotHash(_ client: IPAddress, _ server: IPAddress) -> UInt32 {
    UInt32(truncatingIfNeeded: hash.mixed(client, server, 0))
  }
}
