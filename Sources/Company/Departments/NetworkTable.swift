import Bytes

/// Networks by their addresses; of several that hold an address the longest prefix counts.
///
/// For each prefix length a table with open addressing: a lookup costs as many probes as there are
/// lengths, whatever the number of networks.
struct NetworkTable: Sendable {
  private struct Table: Sendable {
    struct Slot: Sendable {
      var address = IPAddress(high: 0, low: 0)
      /// Below 0 for a free slot.
      var value: Int32 = -1
    }

    let prefixLength: Int
    var slots = [Slot](repeating: Slot(), count: 8)
    var count = 0

    /// The slot of an address, or the free one where it belongs.
    func slot(of address: IPAddress) -> Int {
      let mixed = (address.high ^ address.low &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
      var index = Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
      while slots[index].value >= 0, slots[index].address != address {
        index = (index + 1) & (slots.count - 1)
      }
      return index
    }

    mutating func set(_ address: IPAddress, _ value: Int32) {
      // At most half full, so that probes stay short.
      if count * 2 >= slots.count {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for entry in old where entry.value >= 0 { slots[slot(of: entry.address)] = entry }
      }
      let index = slot(of: address)
      if slots[index].value < 0 { count += 1 }
      slots[index] = Slot(address: address, value: value)
    }
  }

  /// The longest prefix first.
  private var tables: [Table] = []

  mutating func set(_ network: IPNetwork, _ value: Int) {
    let length = network.prefixLength
    let place = tables.firstIndex { $0.prefixLength <= length } ?? tables.count
    if place == tables.count || tables[place].prefixLength != length {
      tables.insert(Table(prefixLength: length), at: place)
    }
    tables[place].set(network.address, Int32(clamping: value))
  }

  /// The value of the longest network that holds `address`, and that network's prefix length.
  func find(_ address: IPAddress) -> (value: Int, prefixLength: Int)? {
    for index in tables.indices {
      let network = IPNetwork(of: address, prefixLength: tables[index].prefixLength)
      let slot = tables[index].slots[tables[index].slot(of: network.address)]
      if slot.value >= 0 { return (Int(slot.value), tables[index].prefixLength) }
    }
    return nil
  }
}
