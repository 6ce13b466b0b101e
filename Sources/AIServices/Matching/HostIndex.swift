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
  /// What one walk along the labels of a name finds.
  struct Found: Equatable {
    /// The index of the signature that matches, or nil.
    var signature: Int?
    /// The value of the longest host with paths that the name is, or is below; or nil.
    var paths: Int?
  }

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
    /// The value of the paths on the name and on those below it, -1 for none.
    var paths: Int32 = -1
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

  /// - Parameters:
  ///   - hosts: in the order of their indices, which lookups return.
  ///   - hostsWithPaths: in the order of their indices likewise.
  init(_ hosts: [(index: Int, pattern: HostPattern)], hostsWithPaths: [String] = []) {
    let suffixes = (hosts.lazy.map(\.pattern.name) + hostsWithPaths).reduce(0) { count, name in
      count + 1 + name.utf8.count { $0 == ASCII.dot }
    }
    // At most half full, so that probes stay short; a power of two, so that a mask finds the slot.
    var capacity = 16
    while capacity < suffixes * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (index, pattern) in hosts { insert(pattern, Int32(index)) }
    for (index, host) in hostsWithPaths.enumerated() {
      slots[slot(for: host.utf8.span, below: nil)].paths = Int32(index)
    }
  }

  private mutating func insert(_ pattern: HostPattern, _ value: Int32) {
    let name = pattern.name.utf8.span
    // Between other labels only: signature files are checked for it, a damaged catalogue is not.
    if let star = name.firstIndex(of: UInt8(ascii: "*")), star >= 2, star + 2 < name.count {
      let index = slot(for: name.extracting((star + 2)...), below: value)
      insert(Array(pattern.name.utf8.prefix(star - 1)), isExact: pattern.isExact, value, at: index)
      return
    }
    let index = slot(for: name, below: value)
    if pattern.isExact {
      slots[index].exact = value
    } else {
      slots[index].suffix = value
    }
  }

  /// The slot of a name, made with those of its suffixes where they are not there yet.
  ///
  /// - Parameter value: noted at the suffixes as the value of a name below them.
  private mutating func slot(for host: Span<UInt8>, below value: Int32?) -> Int {
    let offset = names.count
    for index in host.indices { names.append(host[index]) }
    var index = 0
    var hash = SuffixHash()
    for start in host.indices.reversed() {
      hash.add(host[start])
      guard start == 0 || host[start - 1] == ASCII.dot else { continue }
      let hash = hash.value
      index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[index].length != 0, !matches(slots[index], hash, host, from: start) {
        index = (index + 1) & (slots.count - 1)
      }
      if slots[index].length == 0 {
        slots[index].hash = hash
        slots[index].start = UInt32(offset + start)
        slots[index].length = UInt32(host.count - start)
      }
      if start > 0, let value { slots[index].below = value }
    }
    return index
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

  /// What is known of `host`, in any case, without a trailing dot.
  func find(_ host: Span<UInt8>) -> Found {
    var best: Int32 = -1
    var exact: Int32 = -1
    var paths: Int32 = -1
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
      if start == 0 { exact = slot.exact }
      if slot.paths >= 0 { paths = slot.paths }
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
    if exact >= 0 {
      best = exact
    } else if wildcard.value >= 0 {
      best = wildcard.value
    }
    return Found(
      signature: best >= 0 ? Int(best) : nil, paths: paths >= 0 ? Int(paths) : nil)
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
    return before.contains(lowercase: wildcard.prefix, at: start)
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
