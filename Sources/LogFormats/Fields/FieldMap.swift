import Bytes

/// Which fields of a line mean what: names, or paths such as `dns.rrname` in JSON, and their roles.
///
/// Names are looked up for every field of every line, so they stand in a table under their first and
/// last bytes. Names in either case are the same.
package struct FieldMap: Sendable {
  /// What a name leads to.
  struct Target: Sendable {
    let role: FieldRole
    /// The place of the name among those of its role: of two fields of one role the first named counts.
    let rank: UInt8
  }

  /// Where a reader of nested fields stands. The outermost level is 0.
  typealias Level = UInt16

  struct Found {
    let target: Target?
    /// The level of the fields inside this one; nil when none of them is known.
    let inside: Level?
  }

  /// Plain numbers, so that looking at one touches no other memory.
  struct Entry {
    fileprivate var key: NameKey
    /// Of names over sixteen bytes, which the key alone does not tell apart.
    fileprivate var wholeName: UInt64 = 0
    fileprivate var level: Level
    fileprivate var target: Target?
    fileprivate var inside: Level?

    fileprivate static var empty: Entry { Entry(key: .none, level: .max) }
    fileprivate var isEmpty: Bool { level == .max }

    /// Whether a name whose key is the same is this one.
    fileprivate func isCalled(_ line: Span<UInt8>, _ name: Range<Int>) -> Bool {
      name.count <= 16 || wholeName == line.extracting(name).nameHash(seed: 0)
    }
  }

  /// Tells this map from all others.
  let identity = UInt64.random(in: 1 ... .max)
  /// The roles that any field has.
  let roles: Set<FieldRole>
  /// As many as a power of two.
  private(set) var entries: [Entry]
  private var levels: Level = 1

  /// - Parameter fields: names in the order of trust; a name may be a path with dots.
  package init(_ fields: [(String, FieldRole)]) {
    roles = Set(fields.map(\.1))
    // Every way to split a path is an entry; half of the table stays empty.
    let needed = fields.reduce(0) { $0 + 1 << $1.0.split(separator: ".").count }
    var size = 16
    while size < needed * 2 { size *= 2 }
    entries = Array(repeating: .empty, count: size)
    var ranks: [FieldRole: UInt8] = [:]
    for (path, role) in fields {
      let rank = ranks[role, default: 0]
      // The last rank stands for fields that were not there.
      ranks[role] = min(rank + 1, .max - 1)
      let target = Target(role: role, rank: rank)
      let names = path.split(separator: ".").map { $0.utf8.map(ASCII.lowercased) }
      add(names[...], at: 0, target)
    }
  }

  /// What the field whose name stands at `name` in `line` leads to on `level`; nil when nobody asked
  /// for it.
  func find(_ line: Span<UInt8>, _ name: Range<Int>, on level: Level = 0) -> Found? {
    Self.find(line, name, on: level, in: entries.span)
  }

  /// The same in the entries of a map, which a reader of many fields looks at as a span: their array
  /// would be held and let go with every field.
  static func find(
    _ line: Span<UInt8>, _ name: Range<Int>, on level: Level, in entries: Span<Entry>
  ) -> Found? {
    let key = NameKey(line, name)
    let mask = entries.count &- 1
    var slot = hash(of: key, on: level) & mask
    while true {
      let entry = entries[slot]
      if entry.isEmpty { return nil }
      if entry.key == key, entry.level == level, entry.isCalled(line, name) {
        return Found(target: entry.target, inside: entry.inside)
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Adds a path from `level` on, in every way that its dots can be read: `{"a.b": …}` is the same
  /// as `{"a": {"b": …}}`.
  private mutating func add(_ path: ArraySlice<[UInt8]>, at level: Level, _ target: Target) {
    guard !path.isEmpty else { return }
    let whole = insert(Array(path.joined(separator: [ASCII.dot])), on: level)
    // Of two roles for one name the first counts.
    if entries[whole].target == nil { entries[whole].target = target }
    for length in path.indices.dropFirst().map({ $0 - path.startIndex }) {
      let slot = insert(Array(path.prefix(length).joined(separator: [ASCII.dot])), on: level)
      let inside = entries[slot].inside ?? levels
      if entries[slot].inside == nil {
        entries[slot].inside = inside
        levels += 1
      }
      add(path.dropFirst(length), at: inside, target)
    }
  }

  /// The slot of `name` on `level`, new or found again.
  private mutating func insert(_ name: [UInt8], on level: Level) -> Int {
    let key = NameKey(name.span, 0..<name.count)
    let wholeName = name.span.nameHash(seed: 0)
    let mask = entries.count - 1
    var slot = Self.hash(of: key, on: level) & mask
    while !entries[slot].isEmpty {
      if entries[slot].key == key, entries[slot].level == level,
        entries[slot].wholeName == wholeName
      {
        return slot
      }
      slot = (slot + 1) & mask
    }
    entries[slot] = Entry(key: key, wholeName: wholeName, level: level)
    return slot
  }

  private static func hash(of key: NameKey, on level: Level) -> Int {
    Int(truncatingIfNeeded: key.hash &+ UInt64(level) &* 0x2545_F491_4F6C_DD1D)
  }
}
