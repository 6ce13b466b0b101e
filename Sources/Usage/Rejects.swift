import Bytes

/// Lines that could not be read, counted by reason, with one redacted sample each.
package struct Rejects: Sendable {
  package struct Group: Equatable, Sendable {
    package fileprivate(set) var count: UInt64
    /// The first such line, letters as `x` and digits as `9`.
    package let sample: String
    /// Its number in the source, from 1.
    package let line: UInt64
  }

  /// By the reason's word in JSON output.
  package private(set) var groups: [String: Group] = [:]

  package init() {}

  package var count: UInt64 { groups.values.reduce(0) { $0 &+ $1.count } }

  package mutating func add(_ reason: String, line: Span<UInt8>, number: UInt64) {
    if groups[reason] != nil {
      groups[reason]?.count &+= 1
    } else {
      groups[reason] = Group(
        count: 1, sample: RedactedLine.text(of: line, length: Self.sampleLength),
        line: number)
    }
  }

  /// Adds lines of which nothing was kept.
  package mutating func add(_ reason: String, count: UInt64) {
    if groups[reason] != nil {
      groups[reason]?.count &+= count
    } else if count > 0 {
      groups[reason] = Group(count: count, sample: "", line: 0)
    }
  }

  /// Adds those of another part of the source.
  ///
  /// - Parameter start: how many lines stand before that part.
  package mutating func merge(_ other: Rejects, behind start: UInt64 = 0) {
    for (reason, group) in other.groups {
      if groups[reason] != nil {
        groups[reason]?.count &+= group.count
      } else {
        groups[reason] = Group(count: group.count, sample: group.sample, line: group.line &+ start)
      }
    }
  }

  /// Long enough to show a line's shape.
  private static let sampleLength = 160
}
