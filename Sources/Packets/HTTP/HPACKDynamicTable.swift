/// The fields that the blocks of one connection have added, newest first (RFC 7541, section 2.3.2).
///
/// Sizes count as in section 4.1: the bytes of name and value, and 32 for each field. So there are
/// at most 128 fields.
struct HPACKDynamicTable {
  /// What a decoder starts with (RFC 9113, section 6.5.2), and the most that is allowed here.
  static let maximumSize = 4096
  static let fieldOverhead = 32

  private struct Field {
    var start: Int
    let nameCount: Int
    let valueCount: Int
  }

  /// Names and values one behind the other, the oldest first; those before the first field are
  /// dead.
  private(set) var bytes: [UInt8] = []
  private var fields: [Field] = []
  /// The oldest field that counts.
  private var oldest = 0
  private(set) var size = 0
  private var limit = maximumSize

  var count: Int { fields.count &- oldest }

  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    (oldest, size, limit) = (0, 0, Self.maximumSize)
  }

  /// Where name and value of a field stand in `bytes`; 0 is the newest.
  func field(at index: Int) -> (name: Range<Int>, value: Range<Int>)? {
    guard index >= 0, index < count else { return nil }
    let field = fields[fields.count &- 1 &- index]
    let middle = field.start &+ field.nameCount
    return (field.start..<middle, middle..<middle &+ field.valueCount)
  }

  /// Adds a field; one that is larger than the table empties it (section 4.4).
  mutating func add(name: [UInt8], value: [UInt8]) {
    let fieldSize = name.count &+ value.count &+ Self.fieldOverhead
    evict(to: limit &- fieldSize)
    guard fieldSize <= limit else { return }
    compact()
    fields.append(Field(start: bytes.count, nameCount: name.count, valueCount: value.count))
    bytes.append(contentsOf: name)
    bytes.append(contentsOf: value)
    size &+= fieldSize
  }

  /// Changes the limit (section 4.3); false when it is above what is allowed.
  mutating func setLimit(_ newLimit: Int) -> Bool {
    guard newLimit <= Self.maximumSize else { return false }
    limit = newLimit
    evict(to: limit)
    return true
  }

  private mutating func evict(to newSize: Int) {
    while size > newSize, oldest < fields.count {
      let field = fields[oldest]
      size &-= field.nameCount &+ field.valueCount &+ Self.fieldOverhead
      oldest &+= 1
    }
  }

  /// Moves the living fields to the front once as many are dead: so each field is moved about once.
  private mutating func compact() {
    guard oldest > 0, oldest >= count else { return }
    let dead = oldest < fields.count ? fields[oldest].start : bytes.count
    bytes.removeSubrange(0..<dead)
    fields.removeSubrange(0..<oldest)
    oldest = 0
    for index in fields.indices { fields[index].start &-= dead }
  }
}
