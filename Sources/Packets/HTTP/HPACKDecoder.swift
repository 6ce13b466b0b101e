internal import Bytes

/// Reads the header blocks of one HTTP/2 connection in their order (RFC 7541).
struct HPACKDecoder {
  /// The most that the fields of a block may come to, counted as in the dynamic table: a block can
  /// name the same long field again and again.
  static let maximumFields = 65_536

  private(set) var table = HPACKDynamicTable()
  private var name: [UInt8] = []
  private var value: [UInt8] = []
  /// What is left of `maximumFields`.
  private var budget = 0

  mutating func reset() { table.reset() }

  /// Hands the fields of a block to `fields`.
  ///
  /// - Returns: false when the block is against the rules; then those behind it cannot be read.
  mutating func decode(_ bytes: [UInt8], into fields: inout HTTP2Fields) -> Bool {
    let block = bytes.span
    budget = Self.maximumFields
    var position = 0
    while position < block.count {
      let first = block[position]
      let isRead =
        if first & 0x80 != 0 {
          readIndexed(block, at: &position, into: &fields)
        } else if first & 0x40 != 0 {
          readLiteral(block, at: &position, prefix: 6, isAdded: true, into: &fields)
        } else if first & 0x20 != 0 {
          readLimit(block, at: &position)
        } else {
          readLiteral(block, at: &position, prefix: 4, isAdded: false, into: &fields)
        }
      guard isRead else { return false }
    }
    return true
  }

  /// Takes a field's size off the budget.
  private mutating func spend(_ nameCount: Int, _ valueCount: Int) -> Bool {
    budget &-= nameCount &+ valueCount &+ HPACKDynamicTable.fieldOverhead
    return budget >= 0
  }

  /// Section 6.1.
  private mutating func readIndexed(
    _ block: Span<UInt8>, at position: inout Int, into fields: inout HTTP2Fields
  ) -> Bool {
    guard let index = block.hpackInteger(prefix: 7, at: &position), index > 0 else { return false }
    let known = HPACKStaticTable.fields
    if index <= known.count {
      let field = known[index &- 1]
      fields.take(name: field.name.span, value: field.value.span)
      return spend(field.name.count, field.value.count)
    }
    guard let field = table.field(at: index &- known.count &- 1),
      spend(field.name.count, field.value.count)
    else { return false }
    let bytes = table.bytes.span
    fields.take(name: bytes.extracting(field.name), value: bytes.extracting(field.value))
    return true
  }

  /// Sections 6.2.1 to 6.2.3.
  private mutating func readLiteral(
    _ block: Span<UInt8>, at position: inout Int, prefix: UInt8, isAdded: Bool,
    into fields: inout HTTP2Fields
  ) -> Bool {
    guard let index = block.hpackInteger(prefix: prefix, at: &position),
      index == 0 ? Self.readString(block, at: &position, into: &name) : copyName(at: index),
      Self.readString(block, at: &position, into: &value), spend(name.count, value.count)
    else { return false }
    fields.take(name: name.span, value: value.span)
    if isAdded { table.add(name: name, value: value) }
    return true
  }

  /// A copy, because adding a field can evict the one whose name it takes (section 4.4).
  private mutating func copyName(at index: Int) -> Bool {
    name.removeAll(keepingCapacity: true)
    let known = HPACKStaticTable.fields
    if index <= known.count {
      name.append(contentsOf: known[index &- 1].name)
      return true
    }
    guard let field = table.field(at: index &- known.count &- 1) else { return false }
    name.append(contentsOf: table.bytes[field.name])
    return true
  }

  /// Section 5.2.
  private static func readString(
    _ block: Span<UInt8>, at position: inout Int, into text: inout [UInt8]
  ) -> Bool {
    guard position < block.count else { return false }
    let isHuffman = block[position] & 0x80 != 0
    guard let length = block.hpackInteger(prefix: 7, at: &position),
      length <= block.count &- position
    else { return false }
    let bytes = block.extracting(position..<position &+ length)
    position &+= length
    text.removeAll(keepingCapacity: true)
    if isHuffman { return HPACKHuffman.decode(bytes, into: &text) }
    bytes.append(to: &text)
    return true
  }

  /// Section 6.3.
  private mutating func readLimit(_ block: Span<UInt8>, at position: inout Int) -> Bool {
    guard let limit = block.hpackInteger(prefix: 5, at: &position) else { return false }
    return table.setLimit(limit)
  }
}
