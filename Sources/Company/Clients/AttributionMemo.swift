import Usage

/// Remembers where clients belong: the same ones come again and again, and finding out costs more
/// than all else that is done with a record that matched.
struct AttributionMemo: Sendable {
  /// Where a client belongs, and who is counted for it.
  struct Entry: Sendable {
    let department: DepartmentIndex
    let person: PersonMark
  }

  private struct Slot: Sendable {
    /// 0 for a free slot.
    var hash: UInt64 = 0
    var entry: Entry?
  }

  private var slots: [Slot]
  private var count = 0

  private static let fewestSlots = 1 << 10
  /// Enough for the clients that a large company has in a day; beyond that, some are looked at again.
  private static let mostSlots = 1 << 18

  init() { slots = Array(repeating: Slot(), count: Self.fewestSlots) }

  subscript(hash: UInt64) -> Entry? {
    let slot = slots[place(of: hash)]
    return slot.hash == hash ? slot.entry : nil
  }

  mutating func remember(_ entry: Entry, for hash: UInt64) {
    if count * 2 >= slots.count, slots.count < Self.mostSlots { grow() }
    let place = place(of: hash)
    if slots[place].entry == nil { count += 1 }
    slots[place] = Slot(hash: hash, entry: entry)
  }

  mutating func removeAll() { self = AttributionMemo() }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    count = 0
    for slot in old where slot.entry != nil {
      slots[place(of: slot.hash)] = slot
      count += 1
    }
  }

  private func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
  }
}
