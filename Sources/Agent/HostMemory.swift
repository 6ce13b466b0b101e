import AIServices
import Bytes
import Usage

/// Remembers of hosts that are on no list what came of looking at them.
///
/// Logs ask for the same hosts again and again. A table of their hashes answers for nearly all of
/// them in a few nanoseconds, before any list is searched, and never grows; a host that was pushed
/// out of it is looked at again.
struct HostMemory: Sendable {
  enum Answer: Equatable {
    /// The host was not seen, or is on a list: look at it.
    case unknown
    case nothing
    case candidate(CandidateIndex)
    /// A candidate beyond the number that is kept.
    case leftOut
  }

  /// Sets of four, half a line of the processor's cache each, so that a host is rarely pushed out.
  /// An entry is the upper 48 bits of the hash with the answer below them; 0 is none. The set holds
  /// the other bits but two: hosts are taken for one another only if 62 bits of a hash that nobody
  /// can foresee are the same.
  private var entries = [UInt64](repeating: 0, count: setSize << setBits)
  private let seed = UInt64.random(in: .min ... .max)

  private static let setSize = 4
  private static let setBits = 14
  private static let answerMask: UInt64 = 0xFFFF
  private static let nothing: UInt64 = 1
  private static let leftOut: UInt64 = 2
  private static let firstCandidate: UInt64 = 3

  func answer(for host: Span<UInt8>) -> Answer {
    let hash = host.nameHash(seed: seed)
    let first = Self.set(hash)
    for index in first..<first &+ Self.setSize {
      let entry = entries[index]
      if (entry ^ hash) & ~Self.answerMask == 0 { return Self.answer(entry & Self.answerMask) }
    }
    return .unknown
  }

  /// - Parameter answer: of a host that was unknown.
  mutating func remember(_ answer: Answer, for host: Span<UInt8>) {
    // Candidates are far fewer than the bits below the hash can number.
    guard let code = Self.code(answer), code <= Self.answerMask else { return }
    let hash = host.nameHash(seed: seed)
    let first = Self.set(hash)
    // The oldest of the set goes.
    for index in (first &+ 1..<first &+ Self.setSize).reversed() {
      entries[index] = entries[index &- 1]
    }
    entries[first] = hash & ~Self.answerMask | code
  }

  private static func set(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash & (1 << UInt64(setBits) - 1)) &* setSize
  }

  private static func answer(_ code: UInt64) -> Answer {
    switch code {
    case 0: .unknown
    case nothing: .nothing
    case leftOut: .leftOut
    default: .candidate(CandidateIndex(position: Int32(code - firstCandidate)))
    }
  }

  private static func code(_ answer: Answer) -> UInt64? {
    switch answer {
    case .unknown: nil
    case .nothing: nothing
    case .leftOut: leftOut
    case .candidate(let index): UInt64(index.position) + firstCandidate
    }
  }
}
