/// Finds places in a pool by the hash of what stands there: open addressing, linear probing, never
/// more than half full, so that the way to a free slot stays short.
struct SlotTable: Sendable {
  /// The hash in the high half, the place and one in the low half; 0 is a free slot.
  private var slots: [UInt64]
  private var count = 0

  init() { slots = Array(repeating: 0, count: 256) }

  private var mask: Int { slots.count &- 1 }

  /// A walk over the places with one hash.
  struct Probe {
    fileprivate var slot: Int
    fileprivate let hash: UInt32
  }

  func probe(_ hash: UInt32) -> Probe { Probe(slot: Int(hash) & mask, hash: hash) }

  /// The next place that was put in with the hash; nil when there is no more.
  func next(_ probe: inout Probe) -> Int? {
    while true {
      let slot = slots[probe.slot]
      guard slot != 0 else { return nil }
      probe.slot = (probe.slot &+ 1) & mask
      if UInt32(truncatingIfNeeded: slot &>> 32) == probe.hash { return Self.place(in: slot) }
    }
  }

  mutating func insert(_ place: Int, hash: UInt32) {
    if count &* 2 >= slots.count { grow() }
    put(UInt64(hash) &<< 32 | UInt64(truncatingIfNeeded: place &+ 1))
    count &+= 1
  }

  mutating func remove(_ place: Int, hash: UInt32) {
    var hole = Int(hash) & mask
    while slots[hole] != 0, Self.place(in: slots[hole]) != place { hole = (hole &+ 1) & mask }
    guard slots[hole] != 0 else { return }
    count &-= 1
    // What stands behind moves up, unless that would put it before the slot of its hash.
    var slot = hole
    while true {
      slot = (slot &+ 1) & mask
      guard slots[slot] != 0 else { break }
      let wanted = Int(slots[slot] &>> 32) & mask
      if (slot &- wanted) & mask >= (slot &- hole) & mask {
        slots[hole] = slots[slot]
        hole = slot
      }
    }
    slots[hole] = 0
  }

  private static func place(in slot: UInt64) -> Int {
    Int(UInt32(truncatingIfNeeded: slot)) &- 1
  }

  private mutating func put(_ entry: UInt64) {
    var slot = Int(entry &>> 32) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count &* 2)
    for entry in old where entry != 0 { put(entry) }
  }
}
