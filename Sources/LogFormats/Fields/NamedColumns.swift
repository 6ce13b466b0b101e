import Bytes

/// The columns of a log in the order in which they stand, with what each means; nil for those that
/// mean nothing to the format.
package struct NamedColumns: Sendable {
  private(set) var targets: [FieldMap.Target?] = []
  /// The format whose header line named them.
  private(set) var owner = ""
  /// Which of the format's tables they are of, where it has several.
  private(set) var table: UInt8 = 0

  package init() {}

  var isEmpty: Bool { targets.isEmpty }
  var count: Int { targets.count }

  /// The columns of a format that always has the same.
  init(_ names: [String], _ map: FieldMap) {
    targets = names.map { name in map.find(Array(name.utf8).span, 0..<name.utf8.count)?.target }
  }

  /// Reads the names that stand in `line` from `start` on.
  init(
    _ line: Span<UInt8>, from start: Int, as columns: DelimitedLine, _ map: FieldMap,
    owner: String, table: UInt8 = 0
  ) {
    var found: [FieldMap.Target?] = []
    columns.forEachColumn(line, from: start) { _, name, _ in
      found.append(map.find(line, name.range)?.target)
      return true
    }
    targets = found
    self.owner = owner
    self.table = table
  }

  /// Takes the columns of `line` that mean something.
  ///
  /// - Returns: how many columns the line has.
  func read(
    _ line: Span<UInt8>, from start: Int, as columns: DelimitedLine,
    into values: inout FieldValues
  ) -> Int {
    columns.forEachColumn(line, from: start) { column, value, escapes in
      if column < targets.count, let target = targets[column] {
        values.set(target, value, escapes: escapes, in: line)
      }
      return true
    }
  }
}
