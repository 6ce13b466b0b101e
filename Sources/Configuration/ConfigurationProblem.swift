/// Something wrong in a file that the administrator wrote: what, where, and what to do.
package struct ConfigurationProblem: Equatable, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1; nil when the whole file is meant.
  package let line: Int?
  package let column: Int?
  package let message: String

  package var description: String {
    let place = line.map { ":\($0)" + (column.map { ":\($0)" } ?? "") } ?? ""
    return "\(file)\(place): \(message)"
  }
}

/// Everything that is wrong, so that it can be mended in one go.
package struct ConfigurationProblems: Error, Sendable {
  package let all: [ConfigurationProblem]

  package init(all: [ConfigurationProblem]) { self.all = all }
}
