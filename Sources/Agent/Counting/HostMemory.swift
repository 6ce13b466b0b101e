import Bytes

/// Remembers a small note of hosts that were looked at.
///
/// Logs ask for the same hosts again and again. A table of their hashes answers for nearly all of
/// them in a few nanoseconds, before any list is searched, and never grows; a host that was pushed
/// out of it is looked at again.
struct HostMemory: Sendable {
  /// Sets of four, half a line of the processor's cache each, so that a host is rarely pushed out.
  /// An entry is the upper 48 bits of the hash with the note below them; 0 is none. The set holds
  /// the other bits but two: hosts are taken for one another only if 62 bits of a hash that nobody
  /// can foresee are the same.
  private var entries = [UInt64](repeating: 0, count: setSize << setBits)
  private let seed = UInt64.random(in: .min ... .max)

  private static let setSize = 4
  private static let setBits = 14
  private static let noteMask: UInt64 = 0xFFFF

  func hash(of host: Span<UInt8>) -> UInt64 { host.nameHash(seed: seed) }

  /// What was remembered of the host with `hash`; nil for a host that was not seen.
  func note(for hash: UInt64) -> UInt16? {
    let first = Self.set(hash)
    for index in first..<first &+ Self.setSize {
      let entry = entries[index]
      if (entry ^ hash) & ~Self.noteMask == 0 {
        let note = UInt16(truncatingIfNeeded: entry)
        return note == 0 ? nil : note
      }
    }
    return nil
  }

  /// - Parameters:
  ///   - note: not 0.
  ///   - hash: of a host of which nothing is remembered.
  mutating func remember(_ note: UInt16, for hash: UInt64) {
    let first = Self.set(hash)
    // The oldest of the set goes.
    for index in (first &+ 1..<first &+ Self.setSize).reversed() {
      entries[index] = entries[index &- 1]
    }
    entries[first] = hash & ~Self.noteMask | UInt64(note)
  }

  private static func set(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash & (1 << UInt64(setBits) - 1)) &* setSize
  }
}
