import Bytes

/// Finds the longest signature that a host name ends with, label by label from the right.
///
/// A signature may hold one label `*` between others, for a customer's own: `api.*.example.com`.
/// It is kept with the name behind the `*`.
///
/// One hash table holds every signature and every suffix of one. A lookup stops at the first suffix
/// that is not in it, after two labels for almost every host, so its cost does not grow with the
/// number of signatures.
struct HostIndex: Sendable {
  private struct Slot {
    var hash: UInt64 = 0
    /// Where the name stands in `names`; a length of 0 marks a free slot.
    var start: UInt32 = 0
    var length: UInt32 = 0
    /// Values for the name itself and for the names below it, -1 for none.
    var exact: Int32 = -1
    var suffix: Int32 = -1
    /// The value of a name below this one.
    var below: Int32 = -1
    /// The place in `wildcards` of the signatures that end in `*.` and this name, -1 for none.
    var wildcards: Int32 = -1
  }

  /// A signature with a `*`: what stands before it.
  private struct Wildcard {
    let prefix: [UInt8]
    let labels: Int
    let isExact: Bool
    let value: Int32
  }

  private var slots: [Slot]
  private var names: [UInt8] = []
  private var wildcards: [[Wildcard]] = []

  /// - Parameter signatures: in the order of their indices, which lookups return.
  init(_ signatures: some Collection<HostSignature>) {
    let suffixes = signatures.reduce(0) { count, signature in
      count + 1 + signature.host.utf8.count { $0 == ASCII.dot }
    }
    // At most half full, so that probes stay short; a power of two, so that a mask finds the slot.
    var capacity = 16
    while capacity < suffixes * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (index, signature) in signatures.enumerated() { insert(signature, Int32(index)) }
  }

  private mutating func insert(_ signature: HostSignature, _ value: Int32) {
    let offset = names.count
    let whole = Array(signature.host.utf8)
    // Between other labels only: signature files are checked for it, a damaged catalogue is not.
    let star = whole.firstIndex(of: UInt8(ascii: "*"))
      .flatMap { $0 >= 2 && $0 + 2 < whole.count ? $0 : nil }
    // What stands behind `*.`, or all of it.
    let host = star.map { Array(whole[($0 + 2)...]) } ?? whole
    names += host
    var hash = SuffixHash()
    for start in host.indices.reversed() {
      hash.add(host[start])
      guard start == 0 || host[start - 1] == ASCII.dot else { continue }
      let hash = hash.value
      var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[index].length != 0, !matches(slots[index], hash, host.span, from: start) {
        index = (index + 1) & (slots.count - 1)
      }
      if slots[index].length == 0 {
        slots[index].hash = hash
        slots[index].start = UInt32(offset + start)
        slots[index].length = UInt32(host.count - start)
      }
      guard start == 0 else {
        slots[index].below = value
        continue
      }
      if let star {
        insert(Array(whole[..<(star - 1)]), isExact: signature.isExact, value, at: index)
      } else if signature.isExact {
        slots[index].exact = value
      } else {
        slots[index].suffix = value
      }
    }
  }

  private mutating func insert(
    _ prefix: [UInt8], isExact: Bool, _ value: Int32, at slot: Int
  ) {
    if slots[slot].wildcards < 0 {
      slots[slot].wildcards = Int32(wildcards.count)
      wildcards.append([])
    }
    slots[slot].below = value
    let labels = 1 + prefix.count { $0 == ASCII.dot }
    wildcards[Int(slots[slot].wildcards)].append(
      Wildcard(prefix: prefix, labels: labels, isExact: isExact, value: value))
  }

  /// The index of the signature that matches `host`, in any case, without a trailing dot.
  func signature(for host: Span<UInt8>) -> Int? {
    var best: Int32 = -1
    var labels = 0
    var wildcard: (value: Int32, labels: Int) = (-1, 0)
    var hash = SuffixHash()
    var start = host.count
    while start > 0 {
      start &-= 1
      hash.add(host[start])
      guard start == 0 || host[start &- 1] == ASCII.dot else { continue }
      guard let slot = slot(hash.value, host, from: start) else { break }
      labels &+= 1
      if start == 0, slot.exact >= 0 { return Int(slot.exact) }
      if slot.suffix >= 0 {
        best = slot.suffix
        // Of two the longer one wins, also over one with a `*`.
        if labels >= wildcard.labels { wildcard = (-1, 0) }
      }
      if slot.wildcards >= 0, start > 0,
        let found = self.wildcard(in: slot, for: host.extracting(0..<start &- 1))
      {
        let length = labels &+ 1 &+ found.labels
        if length > wildcard.labels { wildcard = (found.value, length) }
      }
    }
    if wildcard.value >= 0 { return Int(wildcard.value) }
    return best >= 0 ? Int(best) : nil
  }

  /// The longest wildcard of a slot that `rest`, what stands before the slot's name, fits.
  private func wildcard(in slot: Slot, for rest: Span<UInt8>) -> Wildcard? {
    guard let dot = rest.lastIndex(of: ASCII.dot) else { return nil }
    let before = rest.extracting(0..<dot)
    var longest: Wildcard?
    for wildcard in wildcards[Int(slot.wildcards)]
    where wildcard.labels > longest?.labels ?? 0 && fits(before, wildcard) {
      longest = wildcard
    }
    return longest
  }

  private func fits(_ before: Span<UInt8>, _ wildcard: Wildcard) -> Bool {
    let start = before.count - wildcard.prefix.count
    guard start == 0 || (start > 0 && !wildcard.isExact && before[start - 1] == ASCII.dot) else {
      return false
    }
    return wildcard.prefix.indices.allSatisfy {
      wildcard.prefix[$0] == ASCII.lowercased(before[start + $0])
    }
  }

  /// A signature of a name below `host`.
  func signature(below host: Span<UInt8>) -> Int? {
    var hash = SuffixHash()
    for index in stride(from: host.count - 1, through: 0, by: -1) { hash.add(host[index]) }
    guard let slot = slot(hash.value, host, from: 0), slot.below >= 0 else { return nil }
    return Int(slot.below)
  }

  /// A signature of a name above `host` that does not reach the names below it.
  func exactSignature(above host: Span<UInt8>) -> Int? {
    var found: Int32 = -1
    var hash = SuffixHash()
    for start in stride(from: host.count - 1, to: 0, by: -1) {
      hash.add(host[start])
      guard host[start - 1] == ASCII.dot else { continue }
      guard let slot = slot(hash.value, host, from: start) else { break }
      if slot.exact >= 0 { found = slot.exact }
    }
    return found >= 0 ? Int(found) : nil
  }

  /// The longest signature whose name stands somewhere in `host`, whole labels or not.
  func signature(inside host: Span<UInt8>) -> Int? {
    for end in stride(from: host.count, to: 0, by: -1) {
      let part = host.extracting(0..<end)
      var found: Int32 = -1
      var hash = SuffixHash()
      for start in stride(from: end - 1, through: 0, by: -1) {
        hash.add(part[start])
        if let slot = slot(hash.value, part, from: start) {
          found = max(slot.exact, slot.suffix) >= 0 ? max(slot.exact, slot.suffix) : found
        } else if start > 0, part[start - 1] == ASCII.dot {
          // What stands right of a dot would have to be whole labels of a known name.
          break
        }
      }
      if found >= 0 { return Int(found) }
    }
    return nil
  }

  private func slot(_ hash: UInt64, _ host: Span<UInt8>, from start: Int) -> Slot? {
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].length != 0 {
      if matches(slots[index], hash, host, from: start) { return slots[index] }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  private func matches(
    _ slot: Slot, _ hash: UInt64, _ host: Span<UInt8>, from start: Int
  ) -> Bool {
    guard slot.hash == hash, Int(slot.length) == host.count - start else { return false }
    for offset in 0..<Int(slot.length)
    where names[Int(slot.start) + offset] != ASCII.lowercased(host[start + offset]) {
      return false
    }
    return true
  }
}

/// A hash that grows from the end of a name to its beginning.
///
/// Eight bytes are gathered before they are mixed: a multiplication for each byte would take longer
/// than all the rest of a lookup.
private struct SuffixHash {
  private var mixed: UInt64 = 0xCBF2_9CE4_8422_2325
  private var gathered: UInt64 = 0
  private var count: UInt64 = 0

  /// Letters in either case, which differ in this bit alone, hash alike; names are compared after.
  mutating func add(_ byte: UInt8) {
    gathered = gathered << 8 | UInt64(byte | 0x20)
    count &+= 1
    if count & 7 == 0 {
      mixed = Self.mix(mixed, gathered)
      gathered = 0
    }
  }

  var value: UInt64 { Self.mix(mixed, gathered ^ count << 56) }

  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }
}
