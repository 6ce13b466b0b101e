import AIServices
import Bytes
import Usage

/// Looks at each host that is on no list once, and remembers what came of it.
///
/// Logs ask for the same hosts again and again. A table of their hashes answers for nearly all of
/// them in a few nanoseconds and never grows; a host that was pushed out of it is looked at again.
struct CandidateSearch: Sendable {
  enum Answer: Equatable {
    case nothing
    case candidate(CandidateIndex)
    /// A candidate beyond the number that is kept.
    case leftOut
  }

  private struct Entry {
    var hash: UInt64 = 0
    var answer: Answer = .nothing
  }

  /// A power of two, so that a mask finds the place.
  private static let capacity = 16_384

  private let finder: CandidateFinder
  private var entries = [Entry](repeating: Entry(), count: capacity)

  init(_ catalogue: Catalogue) { finder = CandidateFinder(catalogue) }

  /// What is known of `host`, which no signature takes for use of a service.
  mutating func look(
    at host: Span<UInt8>, match: Catalogue.Match?, _ totals: inout CandidateTotals
  ) -> Answer {
    let hash = host.nameHash
    let place = Int(truncatingIfNeeded: hash) & (Self.capacity - 1)
    if entries[place].hash == hash { return entries[place].answer }
    var answer = Answer.nothing
    if let reason = finder.reason(for: host, match: match) {
      let candidate = Candidate(host: host.text.lowercased(), reason: reason)
      answer = totals.index(of: candidate).map { .candidate($0) } ?? .leftOut
    }
    entries[place] = Entry(hash: hash, answer: answer)
    return answer
  }

  /// Likewise for a host that was asked for a path of a language model's API.
  func look(
    at host: Span<UInt8>, path: Span<UInt8>, _ totals: inout CandidateTotals
  ) -> Answer {
    guard let reason = CandidateFinder.apiPath(in: path) else { return .nothing }
    let name = CandidateFinder.isInternal(host) ? nil : host.text.lowercased()
    let candidate = Candidate(host: name, reason: reason)
    return totals.index(of: candidate).map { .candidate($0) } ?? .leftOut
  }
}
