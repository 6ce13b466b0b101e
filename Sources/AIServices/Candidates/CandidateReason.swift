/// Why a host that is on no list may be an AI service. A reason to look, never a finding.
package enum CandidateReason: Hashable, Sendable {
  /// A word of the trade stands in its name.
  case word(String)
  /// A path that APIs of language models have was asked for on it.
  case path(String)
  /// It is a new name below a domain of a vendor that is known.
  case newName(below: String)
  /// It only resembles a known name, which it may want to be taken for.
  case lookAlike(of: String)

  /// The word for it in JSON output.
  package var name: String {
    switch self {
    case .word: "word"
    case .path: "path"
    case .newName: "new_name"
    case .lookAlike: "look_alike"
    }
  }

  /// The word, path or domain.
  package var detail: String {
    switch self {
    case .word(let text), .path(let text), .newName(let text), .lookAlike(let text): text
    }
  }
}
