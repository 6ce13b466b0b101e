/// The DNS lookups of the last seconds, so that one that is sent again, or answered, is made a
/// trace of once. Only hashes are kept.
struct RecentLookups: Sendable {
  enum Query { case new, repeated }
  /// `unasked` means that the query is not in the capture.
  enum Answer { case first, unasked, repeated }

  private struct Entry: Sendable {
    var key: UInt64
    var time: Int64
    var isAnswered: Bool
  }

  private var entries: [Entry] = []
  private var oldest = 0
  private var slots = SlotTable()
  private let capacity: Int
  private let repetitionAge: Int64
  private let answerAge: Int64

  init(limits: FlowLimits) {
    capacity = max(limits.lookups, 1)
    repetitionAge = limits.repetitionAge
    answerAge = limits.answerAge
  }

  /// - Parameter key: a hash of client, server, id, name and type with a random seed.
  mutating func ask(_ key: UInt64, at time: Int64) -> Query {
    guard let place = place(of: key) else {
      insert(Entry(key: key, time: time, isAnswered: false))
      return .new
    }
    if (time &- entries[place].time).magnitude <= repetitionAge { return .repeated }
    entries[place].time = time
    entries[place].isAnswered = false
    return .new
  }

  mutating func answer(_ key: UInt64, at time: Int64) -> Answer {
    guard let place = place(of: key) else {
      insert(Entry(key: key, time: time, isAnswered: true))
      return .unasked
    }
    let isLate = (time &- entries[place].time).magnitude > answerAge
    let wasAnswered = entries[place].isAnswered
    entries[place].isAnswered = true
    if isLate { entries[place].time = time }
    return isLate ? .unasked : wasAnswered ? .repeated : .first
  }

  private func place(of key: UInt64) -> Int? {
    var probe = slots.probe(UInt32(truncatingIfNeeded: key))
    while let place = slots.next(&probe) {
      if entries[place].key == key { return place }
    }
    return nil
  }

  private mutating func insert(_ entry: Entry) {
    let place: Int
    if entries.count < capacity {
      place = entries.count
      entries.append(entry)
    } else {
      place = oldest
      slots.remove(place, hash: UInt32(truncatingIfNeeded: entries[place].key))
      entries[place] = entry
      oldest = (oldest + 1) % capacity
    }
    slots.insert(place, hash: UInt32(truncatingIfNeeded: entry.key))
  }
}
