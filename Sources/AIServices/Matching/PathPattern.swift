import Bytes

/// The beginning of a path, in whole segments, and perhaps one parameter of the query.
package struct PathPattern: Hashable, Sendable {
  /// As it is written in signature files: `/i/grok`, `/search?udm=50`.
  package let text: String
  private let path: [UInt8]
  /// `name=value`; empty for none.
  private let parameter: [UInt8]

  /// - Parameter text: begins with a slash and is more than that.
  package init(_ text: String) {
    self.text = text
    let lowercased = text.utf8.map(ASCII.lowercased)
    let mark = lowercased.firstIndex(of: ASCII.questionMark)
    path = Array(lowercased[..<(mark ?? lowercased.count)])
    parameter = mark.map { Array(lowercased[($0 + 1)...]) } ?? []
  }

  /// How much it says: of two that fit, the longer counts.
  var length: Int { path.count + parameter.count }

  /// Whether `target`, a path with its query, begins with it. Letters match in either case, because
  /// many servers make no difference.
  func fits(_ target: Span<UInt8>) -> Bool {
    guard target.contains(lowercase: path, at: 0) else { return false }
    let isWhole =
      path.last == ASCII.slash || target.count == path.count || Self.endsSegment(target[path.count])
    return isWhole && (parameter.isEmpty || hasParameter(target, from: path.count))
  }

  private static func endsSegment(_ byte: UInt8) -> Bool {
    byte == ASCII.slash || byte == ASCII.questionMark || byte == ASCII.number
  }

  private func hasParameter(_ target: Span<UInt8>, from position: Int) -> Bool {
    var start = position
    while start < target.count, target[start] != ASCII.questionMark {
      if target[start] == ASCII.number { return false }
      start += 1
    }
    start += 1
    while start < target.count {
      var end = start
      while end < target.count, target[end] != ASCII.ampersand, target[end] != ASCII.number {
        end += 1
      }
      if end - start == parameter.count, target.contains(lowercase: parameter, at: start) {
        return true
      }
      if end < target.count, target[end] == ASCII.number { return false }
      start = end + 1
    }
    return false
  }
}
